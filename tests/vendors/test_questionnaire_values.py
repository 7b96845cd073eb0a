"""What an answer says, whatever was typed. No database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.questionnaire_values import MOST_TEXT, Asked, Misfit, conflicts, read, standing, tidy


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "  We do.\r\nAlways. ", "We do.\nAlways."),
        ("text", "a\x00b\x07c", "abc"),
        ("text", "", ""),
        ("yes_no", "Yes", "yes"),
        ("yes_no", "是", "yes"),
        ("yes_no", "沒有", "no"),
        ("yes_no", " NO. ", "no"),
        ("number", "1,250.50", "1250.5"),
        ("number", "１２", "12"),
        ("number", "−3", "-3"),
        ("number", "0.0000", "0"),
        ("number", "999999999999.9999", "999999999999.9999"),
        ("number", "100", "100"),
        ("choice", "open", "Open"),
        ("file", "", ""),
    ],
)
def test_what_fits_is_kept_plainly(kind, typed, kept):
    assert read(typed, Asked(kind, ("Open", "Closed"))) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("text", "x" * (MOST_TEXT + 1), "too_long"),
        ("yes_no", "perhaps", "no_yes_no"),
        ("number", "about 5", "no_number"),
        ("number", "1,2,3", "no_number"),
        ("number", "1e9", "no_number"),
        ("number", "NaN", "no_number"),
        ("number", "٣", "no_number"),
        ("number", "0.00001", "no_number"),
        ("number", "1" * 13, "no_number"),
        ("number", "=1+1", "no_number"),
        ("choice", "Other", "no_choice"),
        ("file", "see mail", "no_file"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(kind, typed, code):
    with pytest.raises(Misfit) as refused:
        read(typed, Asked(kind, ("Open", "Closed")))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["yes", "yes "], "same"),
        (["Open", "open"], "same"),
        (["yes", "no"], "differ"),
        (["yes", ""], "missing"),
        ([], "missing"),
        (["yes"], "same"),
    ],
)
def test_answers_stand_beside_each_other(values, found):
    assert standing(values) == found


@pytest.mark.parametrize(
    ("seen", "now", "changed", "taken"),
    [
        ({1: 1}, {1: 1}, {1: True}, []),
        ({1: 1}, {1: 2}, {1: True}, [1]),
        ({1: 1}, {1: 2}, {1: False}, []),
        ({}, {1: 1}, {1: True}, [1]),
        ({1: 0}, {}, {1: True}, []),
    ],
)
def test_only_what_would_be_written_over_is_in_conflict(seen, now, changed, taken):
    assert conflicts(seen, now, changed) == taken


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=4))
def test_every_number_within_the_limits_comes_back_as_it_was(number):
    assert Decimal(read(str(f"{number:f}"), Asked("number"))) == number


@given(st.text(max_size=200), st.sampled_from(["text", "yes_no", "number", "choice", "file"]))
def test_reading_what_was_read_changes_nothing(text, kind):
    asked = Asked(kind, ("Open", "Closed"))
    try:
        kept = read(text, asked)
    except Misfit:
        return

    assert read(kept, asked) == kept
