from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alerts import catalogue


class Command(BaseCommand):
    help = "Writes docs/emails.md from the code: every e-mail with what sends it, who gets it and a picture."

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.BASE_DIR / "docs" / "emails.md").write_text(catalogue.write(), encoding="utf-8")
        self.stdout.write(f"docs/emails.md tells of {len(catalogue.all_kinds())} kinds of e-mail.")
