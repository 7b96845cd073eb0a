"""The figures that checks rest on: each has words, and its values are read as people read them."""

import ast
import inspect
import textwrap

import pytest
from django.utils import translation
from django.utils.functional import Promise

from core.roles import Role
from implementation.gates.figures import Figure, a_day, a_hash, a_number, each, one_of
from implementation.gates.registry import Check, checks
from tests.factories import user_as

CHECKS = sorted(checks())


def sources(function, seen=None):
    """The function and what it calls in its own module, as syntax trees."""
    seen = seen if seen is not None else set()
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    yield tree
    for name in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - seen:
        called = function.__globals__.get(name)
        if inspect.isfunction(called) and called.__module__ == function.__module__:
            seen.add(name)
            yield from sources(called, seen)


def is_figures(node) -> bool:
    return isinstance(node, ast.Name) and node.id == "figures"


def written(tree):
    """What is given as figures: ``figures=…`` of a result, ``figures = …``, ``figures["…"] = …``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            is_figures(item) for target in node.targets for item in ast.walk(target)
        ):
            yield node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") != "gate_check":
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "figures")
        if isinstance(node, ast.Subscript) and is_figures(node.value) and isinstance(node.ctx, ast.Store):
            yield ast.Dict(keys=[node.slice], values=[])


def names_of(check: Check) -> set[str]:
    """Every figure that the source of the check names, in all its branches."""
    given = [value for tree in sources(check.function) for value in written(tree)]
    dicts = [node for value in given for node in ast.walk(value) if isinstance(node, ast.Dict)]
    return {key.value for item in dicts for key in item.keys}


def test_the_figures_of_every_branch_are_found():
    assert names_of(checks()["programme.deliverables_accepted"]) == {"accepted", "due", "conditional"}
    assert names_of(checks()["vendors.contract_signed"]) == {"contracts", "signed", "signed_on"}
    assert names_of(checks()["rollout.measures_met"]) == {"met", "measures", "values", "stale"}


@pytest.mark.parametrize("name", CHECKS)
def test_every_figure_has_a_label_and_every_label_a_figure(name):
    check = checks()[name]

    assert set(check.figures) == names_of(check)


@pytest.mark.parametrize("name", CHECKS)
def test_every_label_can_be_translated(name):
    labels = [figure.label for figure in checks()[name].figures.values() if figure]

    assert [label for label in labels if not isinstance(label, Promise) and label != "SHA-256"] == []


@pytest.mark.parametrize("name", CHECKS)
def test_only_what_repeats_a_threshold_goes_untold(name):
    check = checks()[name]

    assert {key for key, figure in check.figures.items() if figure is None} <= set(check.thresholds)


@pytest.mark.django_db
def test_each_check_tells_its_figures_on_a_fresh_programme(programme):
    user_as("sponsor", programme)
    gate = programme.gates.first()
    found = {
        name: (result.figures, check.told(result.figures))
        for name, check in checks().items()
        for result in [check.function(programme, gate=gate, **check.defaults())]
    }

    unnamed = {name: set(figures) - set(checks()[name].figures) for name, (figures, _told) in found.items()}
    assert {name: keys for name, keys in unnamed.items() if keys} == {}
    told = {name: [(str(label), words) for label, words in told] for name, (_figures, told) in found.items()}
    assert told["programme.team_named"] == [("Roles on the programme", "Manager, Sponsor")]
    assert told["change_mgmt.people_trained"] == [("Trained", "0"), ("To be trained", "0")]
    assert told["vendors.sourcing_decided"] == [("State", "Being compared")]
    assert told["reports.report_current"] == [("Report", "0")]


@pytest.mark.parametrize(
    ("words", "value", "told"),
    [
        (None, 3, "3"),
        (None, 0, "0"),
        (None, "", "–"),
        (None, None, "–"),
        (None, [], "–"),
        (None, {}, "–"),
        (None, True, "Yes"),
        (None, False, "No"),
        (None, ["R-1", "R-2"], "R-1, R-2"),
        (None, {"Uptime": "99", "Speed": ""}, "Uptime: 99, Speed: –"),
        (a_day, "2026-11-20", "20 Nov 2026"),
        (a_number(2), "1234567.5", "1,234,567.50"),
        (a_number(1), 82.25, "82.3"),
        (a_hash, "0123456789abcdef", "0123456789ab…"),
        (one_of(Role.choices), "sponsor", "Sponsor"),
        (one_of(Role.choices), ["manager", "sponsor"], "Manager, Sponsor"),
        (one_of(Role.choices), "gone", "gone"),
        (each(a_number(0)), {"Uptime": "99.0000", "Speed": ""}, "Uptime: 99, Speed: –"),
    ],
)
def test_a_value_is_read_as_people_read_it(words, value, told):
    figure = Figure("Figure", words) if words else Figure("Figure")

    assert figure.told(value) == told


def test_a_list_is_read_with_the_comma_of_the_language():
    with translation.override("zh-hans"):
        assert Figure("Figure").told(["R-1", "R-2"]) == "R-1、R-2"
