from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, register
from django.db import connection


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Wiring"

    def ready(self) -> None:
        register(refuse_other_databases)
        make_broker_folders()


def make_broker_folders() -> None:
    """The filesystem transport writes into its folders and does not make them."""
    for option, folder in settings.CELERY_BROKER_TRANSPORT_OPTIONS.items():
        if option in {"data_folder_in", "data_folder_out", "control_folder"}:
            Path(str(folder)).mkdir(parents=True, exist_ok=True)


def refuse_other_databases(app_configs: object, **kwargs: object) -> list[Error]:
    """History, overlaps and search live in PostgreSQL; elsewhere they would be missing in silence."""
    if connection.vendor == "postgresql":
        return []
    return [Error("Safe Return needs PostgreSQL 15 or later: set DATABASE_URL to postgres://…", id="config.E001")]
