"""Whole terms: how each kind goes on, which day for notice comes next, when a contract ends by it, and why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.notice import Reason, Terms, add_months, ends_by_notice, reasons, term_end, upcoming

day = date.fromisoformat
ONE_DAY = timedelta(days=1)
#: From 1 January 2025 for a year, with three months' notice where nothing else is said.
YEAR = Terms(day("2025-01-01"), 12, notice_months=3)
TACIT = replace(YEAR, renewal="tacit", renewal_months=12)
OPTION = replace(YEAR, renewal="option", renewal_months=6, options=2)
OPEN = replace(YEAR, renewal="open")


def found(terms, on):
    """The end of the term and the last day for notice as text, or None."""
    notice = upcoming(terms, on=day(on))
    return notice and (notice.term_end.isoformat(), notice.last_day.isoformat())


def told(steps):
    return [(step.key, step.day and step.day.isoformat(), step.number) for step in steps]


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2025-01-31", 1, "2025-02-27"),  # the next month begins on 28 February
        ("2028-01-31", 1, "2028-02-28"),
        ("2025-03-31", 1, "2025-04-29"),
        ("2025-03-31", 2, "2025-05-30"),
        ("2025-01-31", 12, "2026-01-30"),
        ("2025-02-01", 1, "2025-02-28"),
        ("2028-02-01", 1, "2028-02-29"),
        ("2100-02-01", 1, "2100-02-28"),  # 2100 is no leap year
        ("2028-02-29", 12, "2029-02-27"),
        ("2028-02-29", 48, "2032-02-28"),
        ("2096-02-29", 48, "2100-02-27"),
        ("2027-03-01", 12, "2028-02-29"),
        ("2099-03-01", 12, "2100-02-28"),
    ],
)
def test_the_first_term_ends_the_day_before_its_last_month_is_full(start, months, expected):
    assert Terms(day(start), months).first_end == day(expected)


@pytest.mark.parametrize(
    ("terms", "fixed", "may_be_prolonged"),
    [
        (YEAR, "2025-12-31", False),
        (TACIT, "2025-12-31", False),
        (OPEN, "2025-12-31", False),
        (OPTION, "2025-12-31", True),
        (replace(OPTION, options_used=1), "2026-06-30", True),
        (replace(OPTION, options_used=2), "2026-12-31", False),
        (replace(OPTION, options=0), "2025-12-31", False),
        # Options that no longer stand in the terms prolong nothing.
        (replace(TACIT, options=2, options_used=2), "2025-12-31", False),
        # One option by a month counts from the start: the 31st comes back.
        (Terms(day("2025-01-31"), 1, "option", 1, options=3, options_used=1), "2025-03-30", True),
        (Terms(day("2027-02-28"), 12, "option", 12, options=1, options_used=1), "2029-02-27", False),
    ],
)
def test_options_used_move_the_end_and_no_more_than_agreed(terms, fixed, may_be_prolonged):
    assert (terms.fixed_end, terms.may_be_prolonged) == (day(fixed), may_be_prolonged)


@pytest.mark.parametrize(
    ("terms", "on", "expected"),
    [
        (YEAR, "2024-11-01", "2025-12-31"),
        (YEAR, "2025-12-31", "2025-12-31"),
        (YEAR, "2026-01-01", None),
        (TACIT, "2025-12-31", "2025-12-31"),
        (TACIT, "2026-01-01", "2026-12-31"),
        (TACIT, "2099-07-01", "2099-12-31"),
        (OPTION, "2026-01-01", None),
        (replace(OPTION, options_used=1), "2026-06-30", "2026-06-30"),
        (replace(OPTION, options_used=1), "2026-07-01", None),
        (OPEN, "2025-12-31", "2025-12-31"),
        (OPEN, "2026-01-01", None),
    ],
)
def test_the_term_that_runs_on_a_day(terms, on, expected):
    assert terms.running_until(day(on)) == (day(expected) if expected else None)


@pytest.mark.parametrize(
    ("terms", "on", "expected"),
    [
        # Before it begins, on the last day for notice, the day after, on the last day of all, and once it is over.
        (YEAR, "2024-06-01", ("2025-12-31", "2025-09-30")),
        (YEAR, "2025-09-30", ("2025-12-31", "2025-09-30")),
        (YEAR, "2025-10-01", ("2025-12-31", "2025-09-30")),
        (YEAR, "2025-12-31", ("2025-12-31", "2025-09-30")),
        (YEAR, "2026-01-01", None),
        # It rolls on: a day that has passed gives way to that of the next term at once.
        (TACIT, "2025-09-30", ("2025-12-31", "2025-09-30")),
        (TACIT, "2025-10-01", ("2026-12-31", "2026-09-30")),
        (TACIT, "2026-09-30", ("2026-12-31", "2026-09-30")),
        (TACIT, "2026-10-01", ("2027-12-31", "2027-09-30")),
        (TACIT, "2031-03-15", ("2031-12-31", "2031-09-30")),
        # Month by month with a longer notice: three terms are bound ahead.
        (replace(TACIT, renewal_months=1), "2025-09-30", ("2025-12-31", "2025-09-30")),
        (replace(TACIT, renewal_months=1), "2025-10-01", ("2026-01-31", "2025-10-31")),
        (replace(TACIT, renewal_months=1), "2025-12-01", ("2026-03-31", "2025-12-31")),
        (replace(TACIT, renewal_months=1), "2026-01-30", ("2026-04-30", "2026-01-30")),
        (replace(TACIT, renewal_months=1), "2026-01-31", ("2026-05-31", "2026-02-28")),
        # Notice longer than the first term itself: its day lies before the start.
        (replace(YEAR, notice_months=18), "2025-01-01", ("2025-12-31", "2024-06-30")),
        (replace(TACIT, notice_months=18), "2025-01-01", ("2026-12-31", "2025-06-30")),
        # In days, and without any: then the last day of all.
        (replace(TACIT, notice_months=0, notice_days=90), "2025-10-02", ("2025-12-31", "2025-10-02")),
        (replace(TACIT, notice_months=0, notice_days=90), "2025-10-03", ("2026-12-31", "2026-10-02")),
        (replace(TACIT, notice_months=0, notice_days=365), "2025-01-01", ("2026-12-31", "2025-12-31")),
        (replace(TACIT, notice_months=0), "2025-12-31", ("2025-12-31", "2025-12-31")),
        (replace(TACIT, notice_months=0), "2026-01-01", ("2026-12-31", "2026-12-31")),
        # By option it waits for somebody: a day that has passed stays, nothing rolls on.
        (OPTION, "2025-10-01", ("2025-12-31", "2025-09-30")),
        (OPTION, "2026-01-01", None),
        (replace(OPTION, options_used=1), "2025-10-01", ("2026-06-30", "2026-03-30")),
        (replace(OPTION, options_used=2), "2026-07-01", ("2026-12-31", "2026-09-30")),
        # Without an end there is one day that counts: that of the first term.
        (OPEN, "2025-09-30", ("2025-12-31", "2025-09-30")),
        (OPEN, "2025-10-01", None),
        (OPEN, "2030-01-01", None),
        (replace(OPEN, notice_months=0), "2025-12-31", ("2025-12-31", "2025-12-31")),
    ],
)
def test_the_day_for_notice_that_counts_next(terms, on, expected):
    assert found(terms, on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        # A year from 1 March ends with February, three months before is 28 or 29 November.
        ("2025-11-28", ("2026-02-28", "2025-11-28")),
        ("2025-11-29", ("2027-02-28", "2026-11-28")),
        ("2027-06-01", ("2028-02-29", "2027-11-29")),
        ("2027-11-30", ("2029-02-28", "2028-11-28")),
        # 2100 has no 29 February.
        ("2099-11-28", ("2100-02-28", "2099-11-28")),
        ("2099-11-29", ("2101-02-28", "2100-11-28")),
    ],
)
def test_a_term_that_ends_with_february_knows_the_leap_years(on, expected):
    terms = Terms(day("2025-03-01"), 12, "tacit", 12, notice_months=3)

    assert found(terms, on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        # The day of the first term lies before its start, so the second is the first that can be ended.
        ("2025-01-31", ("2025-03-30", "2025-02-28")),
        ("2025-03-01", ("2025-04-29", "2025-03-29")),
        ("2025-03-30", ("2025-05-30", "2025-04-30")),
        ("2025-12-30", ("2026-01-30", "2025-12-30")),
        ("2025-12-31", ("2026-02-27", "2026-01-27")),
        ("2026-01-28", ("2026-03-30", "2026-02-28")),
        ("2028-01-28", ("2028-02-28", "2028-01-28")),
        ("2028-01-29", ("2028-03-30", "2028-02-29")),
    ],
)
def test_a_contract_from_the_31st_comes_back_to_it_after_february(on, expected):
    terms = Terms(day("2025-01-31"), 1, "tacit", 1, notice_months=1)

    assert found(terms, on) == expected


@pytest.mark.parametrize(
    ("start", "on", "expected"),
    [
        ("2028-02-29", "2028-06-01", "2029-02-27"),
        ("2028-02-29", "2031-06-01", "2032-02-28"),
        ("2028-02-29", "2032-02-29", "2033-02-27"),
        ("2096-02-29", "2099-06-01", "2100-02-27"),
        ("2096-02-29", "2103-06-01", "2104-02-28"),
    ],
)
def test_years_from_29_february_find_it_again(start, on, expected):
    terms = Terms(day(start), 12, "tacit", 12)

    assert terms.running_until(day(on)) == day(expected)


@pytest.mark.parametrize(
    ("terms", "given_on", "expected"),
    [
        (YEAR, "2024-12-01", "2025-12-31"),
        (YEAR, "2025-09-30", "2025-12-31"),
        # It ends by itself, so a late notice changes nothing.
        (YEAR, "2025-12-31", "2025-12-31"),
        (YEAR, "2026-01-01", None),
        (TACIT, "2025-09-30", "2025-12-31"),
        # A day too late costs a year.
        (TACIT, "2025-10-01", "2026-12-31"),
        (TACIT, "2025-12-31", "2026-12-31"),
        (TACIT, "2029-10-01", "2030-12-31"),
        (replace(TACIT, renewal_months=1), "2025-10-01", "2026-01-31"),
        (OPTION, "2025-12-31", "2025-12-31"),
        (OPTION, "2026-01-01", None),
        (replace(OPTION, options_used=2), "2026-01-01", "2026-12-31"),
        # Without an end: the notice period from the day on, not before the first term is over.
        (OPEN, "2025-01-15", "2025-12-31"),
        (OPEN, "2025-09-30", "2025-12-31"),
        (OPEN, "2025-10-01", "2026-01-01"),
        (OPEN, "2025-11-30", "2026-02-28"),
        (OPEN, "2027-11-30", "2028-02-29"),
        (OPEN, "2099-11-30", "2100-02-28"),
        (replace(OPEN, notice_months=0, notice_days=30), "2026-01-31", "2026-03-02"),
        (replace(OPEN, notice_months=0, notice_days=30), "2028-01-31", "2028-03-01"),
        (replace(OPEN, notice_months=0), "2026-05-05", "2026-05-05"),
    ],
)
def test_a_notice_given_on_a_day_ends_the_contract_on_another(terms, given_on, expected):
    assert ends_by_notice(terms, given_on=day(given_on)) == (day(expected) if expected else None)


START, FIRST = ("start", "2025-01-01", 0), ("first_term", "2025-12-31", 12)
LESS_3 = ("less_months", None, 3)


@pytest.mark.parametrize(
    ("terms", "on", "expected"),
    [
        (YEAR, "2025-06-01", [START, FIRST, LESS_3, ("last_day", "2025-09-30", 0)]),
        # Once it has passed it is still told how it came about.
        (YEAR, "2025-12-01", [START, FIRST, LESS_3, ("last_day", "2025-09-30", 0)]),
        (YEAR, "2026-01-01", [START, FIRST, ("over", "2025-12-31", 0)]),
        (TACIT, "2025-09-30", [START, FIRST, LESS_3, ("last_day", "2025-09-30", 0)]),
        (
            TACIT,
            "2025-10-01",
            [START, FIRST, ("rolled_on", "2026-12-31", 12), LESS_3, ("last_day", "2026-09-30", 0)],
        ),
        (
            replace(TACIT, notice_months=0, notice_days=30),
            "2027-01-01",
            [START, FIRST, ("rolled_on", "2027-12-31", 12), ("less_days", None, 30), ("last_day", "2027-12-01", 0)],
        ),
        (OPTION, "2025-06-01", [START, FIRST, LESS_3, ("last_day", "2025-09-30", 0)]),
        (
            replace(OPTION, options_used=1),
            "2025-06-01",
            [START, FIRST, ("options_used", "2026-06-30", 1), LESS_3, ("last_day", "2026-03-30", 0)],
        ),
        (
            replace(OPTION, options_used=2),
            "2027-01-01",
            [START, FIRST, ("options_used", "2026-12-31", 2), ("over", "2026-12-31", 0)],
        ),
        (
            replace(YEAR, notice_months=0),
            "2025-06-01",
            [START, FIRST, ("no_period", None, 0), ("last_day", "2025-12-31", 0)],
        ),
        (OPEN, "2025-09-30", [START, FIRST, LESS_3, ("last_day", "2025-09-30", 0)]),
        (OPEN, "2025-10-01", [START, FIRST, ("open", None, 0), LESS_3, ("leave_today", "2026-01-01", 0)]),
        (
            replace(OPEN, notice_months=0),
            "2026-05-05",
            [START, FIRST, ("open", None, 0), ("no_period", None, 0), ("leave_today", "2026-05-05", 0)],
        ),
    ],
)
def test_the_day_is_explained_step_by_step(terms, on, expected):
    assert told(reasons(terms, on=day(on))) == expected


starts = st.dates(date(1995, 1, 1), date(2110, 1, 1))
periods = st.one_of(
    st.fixed_dictionaries({"notice_months": st.integers(0, 36)}),
    st.fixed_dictionaries({"notice_days": st.integers(0, 800)}),
)


@st.composite
def terms_of(draw, renewal=None):
    """Terms as a contract may have them."""
    kind = renewal or draw(st.sampled_from(["ends", "tacit", "option", "open"]))
    more = {"renewal_months": draw(st.integers(1, 60))} if kind in ("tacit", "option") else {}
    if kind == "option":
        more["options"] = draw(st.integers(1, 5))
        more["options_used"] = draw(st.integers(0, more["options"]))
    return Terms(draw(starts), draw(st.integers(1, 60)), kind, **more, **draw(periods))


later = st.integers(-400, 8000)


@given(terms=terms_of(), passed=later)
def test_the_last_day_for_notice_is_never_after_the_end_of_its_term(terms, passed):
    notice = upcoming(terms, on=terms.starts_on + passed * ONE_DAY)

    assert notice is None or notice.last_day <= notice.term_end


@given(terms=terms_of(), passed=later)
def test_a_notice_on_the_last_day_has_run_out_by_the_end_of_the_term(terms, passed):
    notice = upcoming(terms, on=terms.starts_on + passed * ONE_DAY)

    if notice is not None:
        served = add_months(notice.last_day, terms.notice_months) + timedelta(days=terms.notice_days)
        assert served <= notice.term_end


@given(terms=terms_of("tacit"), passed=later)
def test_the_term_that_runs_is_the_first_that_has_not_ended(terms, passed):
    on = terms.starts_on + passed * ONE_DAY

    ends = [terms.first_end]
    while ends[-1] < on:
        months = terms.first_months + terms.renewal_months * len(ends)
        ends.append(term_end(terms.starts_on, months=months))
    assert terms.running_until(on) == ends[-1]


@given(terms=terms_of("tacit"), passed=later, more=st.integers(0, 3000))
def test_rolling_on_never_goes_back(terms, passed, more):
    on = terms.starts_on + passed * ONE_DAY
    first, second = upcoming(terms, on=on), upcoming(terms, on=on + more * ONE_DAY)

    assert (first.term_end, first.last_day) <= (second.term_end, second.last_day)


@given(terms=terms_of("tacit"), passed=later)
def test_a_contract_that_rolls_on_always_has_a_day_ahead_and_no_earlier_one(terms, passed):
    on = terms.starts_on + passed * ONE_DAY
    notice = upcoming(terms, on=on)

    assert notice.last_day >= on
    before = terms.running_until(notice.last_day - ONE_DAY)
    assert upcoming(terms, on=notice.last_day) == notice
    assert notice.term_end >= before


@given(terms=terms_of(), passed=later, longer=st.integers(0, 24))
def test_a_longer_notice_period_never_gives_more_time(terms, passed, longer):
    end = terms.first_end
    unit = "notice_days" if terms.notice_days else "notice_months"
    strict = replace(terms, **{unit: getattr(terms, unit) + longer})

    assert strict.last_day(end) <= terms.last_day(end)
    on = terms.starts_on + passed * ONE_DAY
    mild_end, strict_end = (ends_by_notice(one, given_on=on) for one in (terms, strict))
    assert mild_end is None or strict_end is None or mild_end <= strict_end


@given(terms=terms_of(), passed=later, wait=st.integers(0, 800))
def test_who_waits_with_the_notice_never_leaves_sooner(terms, passed, wait):
    on = terms.starts_on + passed * ONE_DAY
    now, then = (ends_by_notice(terms, given_on=at) for at in (on, on + wait * ONE_DAY))

    assert now is None or then is None or now <= then


@given(terms=terms_of(), passed=later)
def test_a_notice_never_ends_a_contract_before_it_was_given(terms, passed):
    given_on = terms.starts_on + passed * ONE_DAY
    end = ends_by_notice(terms, given_on=given_on)

    assert end is None or end >= max(given_on, terms.first_end)


@given(terms=terms_of("option"), passed=later)
def test_an_option_never_shortens_a_contract(terms, passed):
    on = terms.starts_on + passed * ONE_DAY
    prolonged = replace(terms, options_used=terms.options_used + 1)

    assert prolonged.fixed_end > terms.fixed_end
    assert terms.running_until(on) is None or prolonged.running_until(on) >= terms.running_until(on)


@given(terms=terms_of(), passed=later)
def test_the_reasons_end_with_the_day_that_counts(terms, passed):
    on = terms.starts_on + passed * ONE_DAY
    steps, notice = reasons(terms, on=on), upcoming(terms, on=on)

    expected = {
        True: Reason("last_day", notice.last_day) if notice else None,
        False: Reason("leave_today", ends_by_notice(terms, given_on=on))
        if terms.renewal == "open"
        else Reason("over", terms.fixed_end),
    }
    assert steps[-1] == expected[notice is not None]
