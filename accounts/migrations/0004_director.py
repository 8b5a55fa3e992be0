"""A group for the director of children’s services."""

from django.db import migrations

from accounts.rules import Role


def make_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get_or_create(name=Role.DIRECTOR.value)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_users_leave"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
