"""What this room shows: first page and administration in the navigation; and what who leaves holds: on call, cover."""

from accounts import navigation, shortcuts, work
from accounts.actions.cover import covers_held, hand_on_covers
from accounts.actions.on_call import hand_on_weeks, weeks_held, who_may_take_weeks
from accounts.rules import MAY_BE_ON_CALL, Can


def register() -> None:
    navigation.register(navigation.Item(10, "home", "Home", "home", Can.USE_OWN_ACCOUNT))
    navigation.register(navigation.Item(80, "users", "Users", "users", Can.MANAGE_USERS))
    navigation.register(navigation.Item(81, "teams", "Teams", "teams", Can.MANAGE_USERS))
    navigation.register(navigation.Item(82, "on_call", "On call", "on_call", Can.MANAGE_USERS))
    shortcuts.register(shortcuts.Shortcut(80, "new_user", "Add a user", "new_user", Can.MANAGE_USERS))
    work.register(
        work.Work(
            order=100,
            key="on_call_weeks",
            title="Weeks on call",
            rows=weeks_held,
            template="",
            empty="",
            can=Can.SEE_ON_CALL,
            is_on_home=False,
            hand_on=hand_on_weeks,
            needs=MAY_BE_ON_CALL,
            takers=who_may_take_weeks,
            put_back="To nobody, until somebody else is put down",
        )
    )
    work.register(
        work.Work(
            order=101,
            key="covers",
            title="Colleagues for whom they cover",
            rows=covers_held,
            template="",
            empty="",
            is_on_home=False,
            hand_on=hand_on_covers,
            ends="The cover ends. Who is away and their manager are told to arrange another.",
        )
    )
