"""What this room adds to the rooms below: its items of the navigation."""

from accounts import navigation
from accounts.rules import Can


def register() -> None:
    navigation.register(navigation.Item(60, "figures", "Figures", "reporting:figures", Can.SEE_FIGURES))
    navigation.register(
        navigation.Item(70, "weekly_email", "Weekly e-mail", "reporting:weekly_emails", Can.SEND_WEEKLY_EMAIL)
    )
