"""Kept facts as people read them."""

import pytest
from django.utils import translation

from implementation.business_case.changes import FIELDS, FIGURES, SETTINGS, SIMULATION
from implementation.business_case.words import kept_words, named_words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("npv", "24828.53", "24,828.53"),
        ("p10", "-1237538.96", "−1,237,538.96"),
        ("mean", "-869586.00", "−869,586"),
        ("above_floor", "90.0400", "90.04 %"),
        ("above_floor", "0.0000", "0 %"),
        ("payback", "2.6931", "2.7 years"),
        ("discount_rate", "8.00", "8 %"),
        ("starts_on", "2026-07-17", "17 Jul 2026"),
        ("shape", "monthly", "Every month"),
        ("category", "gone_since", "gone_since"),
        ("amounts", ["0.00", "12.50"], "0 · 12.50"),
        ("horizon_years", 5, 5),
        ("payback", None, "–"),
        ("goal", "", "–"),
        ("low", "many", "many"),
    ],
)
def test_a_kept_value_reads_as_people_write_it(name, value, words):
    assert kept_words(name, value) == words


def test_a_percentage_has_no_space_in_chinese():
    with translation.override("zh-hans"):
        assert kept_words("above_floor", "90.0400") == "90.04%"


def test_whatever_may_differ_between_versions_has_a_name():
    named = {name: str(named_words(name)) for name in (*SETTINGS, *FIELDS, *FIGURES, *SIMULATION)}

    assert all(named.values()) and len(set(named.values())) == len(named)
