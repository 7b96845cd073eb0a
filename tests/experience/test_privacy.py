"""Names, addresses and amounts leave a text; nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.experience.privacy import replacements, strip

NAMES = {
    "Harbour Lane Instruments": "[organisation]",
    "Mia Manager": "[person]",
    "云杉仪表": "[organisation]",
    "Bo": "[p]",
}
WORDS = {"amount": "[amount]", "mail": "[e-mail]", "phone": "[telephone]"}


def stripped(value):
    return strip(value, names=NAMES, words=WORDS)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mia Manager asked Harbour Lane Instruments.", "[person] asked [organisation]."),
        ("云杉仪表的客户", "[organisation]的客户"),
        ("Bo left, Bologna stays.", "[p] left, Bologna stays."),
        ("It cost €20,000 more.", "It cost [amount] more."),
        ("20 000 EUR and 300 yuan", "[amount] and [amount]"),
        ("多花了20万元。", "多花了[amount]。"),
        ("¥1.5 million a year", "[amount] a year"),
        ("Write to mia@example.org today.", "Write to [e-mail] today."),
        ("Call +49 40 1234567 now", "Call [telephone] now"),
        ("电话13812345678联系", "电话[telephone]联系"),
        ("Due 2026-11-21, after 28 days, 95 % met, 5 pilots.", "Due 2026-11-21, after 28 days, 95 % met, 5 pilots."),
    ],
)
def test_what_belongs_to_a_client_is_replaced(text, left):
    assert stripped(text) == left


def test_lists_and_mappings_are_gone_through_and_keys_stay():
    found = stripped({"Mia Manager": ["Mia Manager", 5, None, {"en": "Bo"}], "n": 3})

    assert found == {"Mia Manager": ["[person]", 5, None, {"en": "[p]"}], "n": 3}


def test_it_is_counted_in_how_many_texts_something_was_replaced():
    before = {"a": "Bo and Bo", "b": ["Bo", "x"], "c": 4}

    assert replacements(before, stripped(before)) == 2


def test_the_longer_name_wins():
    names = {"Lane": "[short]", "Harbour Lane": "[long]"}

    assert strip("Harbour Lane", names=names, words=WORDS) == "[long]"


@given(st.text(), st.text(), st.sampled_from(sorted(NAMES)))
def test_no_name_stands_whole_in_what_is_left(before, after, name):
    assert f" {name} " not in stripped(f"{before} {name} {after}")


@given(st.text(alphabet="abc xyz.,"))
def test_a_text_without_names_and_figures_stays(text):
    assert stripped(text) == text
