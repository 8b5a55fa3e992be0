"""What this room shows: first page and administration in the navigation."""

from accounts import navigation, shortcuts
from accounts.rules import Can


def register() -> None:
    navigation.register(navigation.Item(10, "home", "Home", "home", Can.USE_OWN_ACCOUNT))
    navigation.register(navigation.Item(80, "users", "Users", "users", Can.MANAGE_USERS))
    navigation.register(navigation.Item(81, "teams", "Teams", "teams", Can.MANAGE_USERS))
    shortcuts.register(shortcuts.Shortcut(80, "new_user", "Add a user", "new_user", Can.MANAGE_USERS))
