"""What to look at, told from a stakeholder as they are."""

import datetime

import pytest

from change_mgmt.stakeholders.hints import hints

TODAY = datetime.date(2026, 11, 22)
FINE = {
    "influence": 4,
    "attitude": 1,
    "wanted": 1,
    "has_owner": True,
    "has_step": True,
    "next_step_due": TODAY,
    "last_talk": TODAY,
    "listeners": 0,
    "today": TODAY,
}
LONG_AGO = TODAY - datetime.timedelta(days=61)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        (
            {"attitude": -1, "has_step": False, "next_step_due": None},
            [
                "Can hold the programme up, and nobody has a next step with them.",
                "Far from where they should be, without a next step.",
            ],
        ),
        (
            {"attitude": -2, "wanted": -2, "has_owner": False},
            [
                "Can hold the programme up, and nobody has a next step with them.",
                "Key person whom nobody looks after.",
            ],
        ),
        ({"attitude": -1, "influence": 3, "listeners": 2}, ["Not convinced, and 2 others listen to them."]),
        ({"attitude": -1, "influence": 3, "listeners": 1}, []),
        ({"next_step_due": TODAY - datetime.timedelta(days=1)}, ["The next step is overdue."]),
        ({"last_talk": LONG_AGO}, ["Nobody has talked with them for 61 days."]),
        ({"last_talk": LONG_AGO + datetime.timedelta(days=1)}, []),
        ({"last_talk": LONG_AGO, "influence": 2}, []),
        ({"attitude": -1, "influence": 1, "has_step": False}, ["Far from where they should be, without a next step."]),
    ],
)
def test_hints_say_what_is_missing(changes, said):
    assert [str(hint) for hint in hints(**(FINE | changes))] == said
