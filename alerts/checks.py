"""What is asked of the settings before anything starts: a slip there would be found out by the first child at night."""

from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def check_duty_mailbox(app_configs: object, **kwargs: object) -> list[Error]:
    """It is one address, as it stands: a second, or a name before it, would be refused as each e-mail is sent."""
    if not settings.DUTY_MAILBOX:
        return []
    try:
        validate_email(settings.DUTY_MAILBOX)
    except ValidationError:
        said = f"DUTY_MAILBOX is not one e-mail address: “{settings.DUTY_MAILBOX}”."
        hint = (
            "Give one address alone, such as duty@example.gov.uk, or leave it empty. For several, use a list of theirs."
        )
        return [Error(said, hint=hint, id="alerts.E001")]
    return []
