from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "Young people"

    def ready(self) -> None:
        from django.core import checks

        from accounts import navigation
        from accounts.rules import Can
        from people import own_merging, registrations
        from people.checks import check_authority
        from people.imports import kinds

        registrations.register()
        own_merging.register()
        kinds.register_kinds()
        checks.register(check_authority, "settings")
        navigation.register(
            navigation.Item(80, "imports", "Import", "imports:runs", Can.IMPORT_CASE_FILES),
        )
