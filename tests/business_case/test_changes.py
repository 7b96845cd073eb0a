"""What changed between the facts of two versions."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.business_case.changes import Difference, changes


def line(pk, title="Fee", kind="cost", previous=None, **fields):
    return {"pk": pk, "previous": previous, "kind": kind, "title": title, "likely": "100.00", **fields}


def facts(*lines, title="Rent", number=1, previous=None, **more):
    scenario = {"pk": number, "previous": previous, "title": title, "is_chosen": True, "lines": list(lines)}
    return {"scenarios": [scenario], "figures": {"npv": "1.00"}, "floor": "0", **more}


def test_the_same_facts_have_no_changes():
    found = changes(facts(line(1)), facts(line(2, previous=1), number=2, previous=1))

    assert found.is_empty
    assert [one.kind for one in found.scenarios] == ["same"]


def test_a_renamed_line_is_the_same_line_with_another_name():
    found = changes(facts(line(1)), facts(line(2, title="Rent", previous=1), number=2, previous=1))

    assert found.scenarios[0].changed[0].differences == (Difference("title", "Fee", "Rent"),)
    assert (found.counted("added"), found.counted("removed"), found.counted("changed")) == (0, 0, 1)


def test_lines_that_do_not_know_each_other_are_matched_by_name():
    found = changes(facts(line(1), line(2, title="Gone")), facts(line(8, likely="90.00"), line(9, title="New")))

    scenario = found.scenarios[0]
    assert [item.line["title"] for item in scenario.added] == ["New"]
    assert [item.line["title"] for item in scenario.removed] == ["Gone"]
    assert scenario.changed[0].differences == (Difference("likely", "100.00", "90.00"),)


def test_a_cost_and_a_benefit_of_one_name_are_two_lines():
    found = changes(facts(line(1)), facts(line(2, kind="benefit")))

    assert (found.counted("added"), found.counted("removed")) == (1, 1)


def test_scenarios_come_and_go_and_are_chosen():
    before, after = facts(line(1)), facts(line(2, previous=1), title="Build", number=2)

    found = changes(before, after)

    assert [(one.title, one.kind) for one in found.scenarios] == [("Build", "added"), ("Rent", "removed")]
    assert found.chosen == Difference("scenario", "Rent", "Build")
    assert not found.is_empty


def test_settings_and_figures_that_differ_are_named():
    after = facts(line(1), floor="5") | {"figures": {"npv": "2.00", "payback": "1"}}

    found = changes(facts(line(1)), after)

    assert found.settings == [Difference("floor", "0", "5")]
    assert found.figures == [Difference("npv", "1.00", "2.00")]


@pytest.mark.parametrize("old", [{}, {"lines": []}])
def test_facts_from_before_there_were_scenarios_are_those_of_the_chosen_one(old):
    found = changes(old, facts(line(1)))

    assert [(one.title, one.kind, one.count) for one in found.scenarios] == [("Rent", "changed", 1)]
    assert found.chosen is None


def test_an_old_line_is_compared_in_what_it_kept():
    old = {"lines": [{"kind": "cost", "title": "Fee", "category": "staff", "amounts": ["1.00"]}]}
    new = facts(line(1, category="running", amounts=["1.00"]))

    assert changes(old, new).scenarios[0].changed[0].differences == (Difference("category", "staff", "running"),)


def test_what_the_trials_came_to_is_named_where_both_have_it():
    drawn = {"p10": "-5.00", "p50": "1.00", "seed": 1}

    found = changes(facts(line(1), simulation=drawn), facts(line(1), simulation=drawn | {"p10": "-7.00", "seed": 2}))

    assert found.figures == [Difference("p10", "-5.00", "-7.00")]


@pytest.mark.parametrize(("before", "after"), [({}, {"simulation": {"p10": "1"}}), ({"simulation": {"p10": "1"}}, {})])
def test_a_simulation_that_only_one_of_them_has_is_no_difference(before, after):
    assert changes(facts(line(1), **before), facts(line(1), **after)).figures == []


def test_a_setting_that_was_not_kept_then_is_no_difference():
    assert changes(facts(line(1)), facts(line(1), starts_on="2026-01-01")).settings == []


LINES = [
    line(pk, title, kind, likely=likely)
    for pk, title, kind, likely in product(range(1, 6), "abc", ("cost", "benefit"), "12")
]
versions = st.tuples(st.lists(st.sampled_from(LINES), max_size=5), st.sampled_from("xy")).map(
    lambda found: facts(*found[0], title=found[1])
)


@given(versions)
def test_nothing_changed_from_a_version_to_itself(version):
    assert changes(version, version).is_empty


@given(versions, versions)
def test_read_backwards_what_was_added_is_removed(one, other):
    forth, back = changes(one, other), changes(other, one)

    assert forth.counted("added") == back.counted("removed")
    assert forth.counted("removed") == back.counted("added")
    assert forth.counted("added") + forth.counted("changed") <= len(other["scenarios"][0]["lines"])
