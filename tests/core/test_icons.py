"""Every icon that is asked for by name is in the sprite: a name that is not there draws nothing, and nobody is told."""

import re
from pathlib import Path

from django.conf import settings

SPRITE = Path(settings.BASE_DIR, "static/vendor/bootstrap-icons/icons.svg")
ASKED = re.compile(r"""icon[ =]["']([a-z0-9-]+)["']""")


def test_every_icon_that_is_named_is_in_the_sprite():
    there = set(re.findall(r'id="([a-z0-9-]+)"', SPRITE.read_text()))
    root = Path(settings.BASE_DIR)
    folders = ("templates", "core", "implementation", "risks", "vendors", "sla", "change_mgmt")
    files = [file for folder in folders for kind in ("py", "html") for file in (root / folder).rglob(f"*.{kind}")]

    asked = {name for file in files for name in ASKED.findall(file.read_text())}

    assert len(asked) > 50
    assert asked - there == set()
