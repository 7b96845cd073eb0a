"""Published figures that tests compare with, in a folder beside the repository; its READMEs name the sources."""

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(path: str) -> Path:
    """The file `path` under shared/data; the test is skipped where there is no such folder at all."""
    if not SHARED.is_dir():
        pytest.skip("The folder with the published figures is not here.", allow_module_level=True)
    file = SHARED / "data" / path
    assert file.is_file(), f"{path} is missing from the published figures."
    return file


def shared_json(path: str) -> Any:
    """The content of a JSON file under shared/data; decimals are kept as floats, as published."""
    return json.loads(shared(path).read_text(encoding="utf-8"))


def shared_case(path: str, case_id: str) -> Any:
    """The case with that id in a file of cases."""
    return next(case for case in shared_json(path)["cases"] if case["id"] == case_id)
