from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.access import table
from core.roles import Role

TARGET = Path(settings.BASE_DIR) / "docs" / "roles.md"


def page() -> str:
    """The permission table as a page: one row for each permission, one column for each role."""
    roles = list(Role)
    lines = [
        "# Who may do what",
        "",
        "Made by `manage.py roles_table` from each app's `permissions.py`; a test fails when it is out of date.",
        "“some” means: only for some records, such as the vendor contact's own contracts.",
        "",
        "| permission | " + " | ".join(role.value.replace("_", " ") for role in roles) + " |",
        "|---" * (len(roles) + 1) + "|",
    ]
    for name, rule in table().items():
        cells = ["yes" if role in rule.roles else "some" if role in rule.only else "" for role in roles]
        lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


class Command(BaseCommand):
    help = "Write docs/roles.md from the permission table."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say whether it is up to date")

    def handle(self, *args, check, **options):
        if check and TARGET.read_text() != page():
            raise CommandError("docs/roles.md is out of date: run manage.py roles_table")
        if not check:
            TARGET.write_text(page())
