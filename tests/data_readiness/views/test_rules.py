import pytest
from django.urls import reverse

from implementation.data_readiness.models import QualityRule
from tests.data_readiness.factories import make_file, make_profiled, make_rule, make_source
from tests.factories import make_programme

pytestmark = pytest.mark.django_db


def page(name, record, programme):
    return reverse(name, args=[programme.pk, record.pk])


CASES = [
    ("complete", {}, {}),
    ("unique", {"second": ""}, {}),
    ("kind", {"type": "phone"}, {"kind": "phone"}),
    ("pattern", {"pattern": "A-99"}, {"pattern": "A-99"}),
    ("list", {"allowed": "East\n West \n\nEast"}, {"values": ["East", "West"]}),
    ("range", {"low": "1", "high": ""}, {"low": "1"}),
    ("when", {"second": "city", "if": "is", "if_values": "x", "then": "filled", "then_values": ""},
     {"if": "is", "if_values": ["x"], "then": "filled"}),
    ("order", {"second": "city"}, {}),
    ("same", {"second": "city"}, {}),
    ("timely", {"days": "30"}, {"days": 30}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "more", "params"), CASES, ids=[case[0] for case in CASES])
def test_a_rule_of_each_kind_is_made_and_opened_again(programme, as_role, kind, more, params):
    source, client = make_file(programme).source, as_role("consultant")
    address = f"{page('new_quality_rule', source, programme)}?kind={kind}"

    assert client.get(address).status_code == 200
    answer = client.post(address, {"column": "phone", "target": "97.5"} | more)
    rule = QualityRule.objects.get()

    assert (answer.status_code, rule.kind, rule.column, rule.params) == (302, kind, "phone", params)
    edited = page("edit_quality_rule", rule, programme)
    assert client.get(edited).status_code == 200
    client.post(edited, {"column": "name", "target": "50", "revision": "0"} | more)
    rule.refresh_from_db()
    assert (rule.column, rule.target, rule.params) == ("name", 50, params)


def test_a_rule_that_asks_another_source_names_columns_that_are_there(programme, as_role):
    source, other = make_file(programme).source, make_file(programme).source
    client, address = as_role("manager"), f"{page('new_quality_rule', source, programme)}?kind=reference"
    given = {"column": "number", "other": other.pk, "target": "100"}

    refused = client.post(address, given | {"other_column": "zebra"})
    client.post(address, given | {"other_column": "number"})

    assert "no such column" in refused.content.decode()
    assert (QualityRule.objects.get().other, QualityRule.objects.get().params) == (other, {"other_column": "number"})


def test_a_rule_asks_no_source_of_another_programme(programme, as_role):
    source, foreign = make_file(programme).source, make_file(make_programme()).source
    address = f"{page('new_quality_rule', source, programme)}?kind=reference"
    given = {"column": "number", "other": foreign.pk, "other_column": "number", "target": "100"}

    answer = as_role("manager").post(address, given)

    assert (answer.status_code, QualityRule.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("range", {"low": "", "high": ""}),
        ("range", {"low": "soon"}),
        ("list", {"allowed": " \n"}),
        ("when", {"second": "city", "if": "is", "if_values": "", "then": "filled"}),
        ("same", {"second": "phone"}),
        ("kind", {"type": "zebra"}),
        ("complete", {"target": "101"}),
        ("complete", {"column": "not there"}),
        ("timely", {"days": "0"}),
    ],
)
def test_a_rule_that_says_nothing_is_refused(programme, as_role, kind, given):
    source = make_file(programme).source
    address = f"{page('new_quality_rule', source, programme)}?kind={kind}"

    answer = as_role("manager").post(address, {"column": "phone", "target": "95"} | given)

    assert (answer.status_code, QualityRule.objects.count()) == (200, 0)


def test_without_a_file_headings_are_typed(programme, as_role):
    source = make_source(programme)
    address = f"{page('new_quality_rule', source, programme)}?kind=complete"

    as_role("manager").post(address, {"column": "anything", "target": "95"})

    assert QualityRule.objects.get().column == "anything"


def test_what_a_profile_speaks_for_is_taken_over_once(programme, as_role):
    profile = make_profiled(programme, kinds={"email": "email", "number": "code"})
    client, address = as_role("manager"), page("suggest_quality_rules", profile.data_file.source, programme)
    ticked = ["unique:number", "kind:email", "complete:zebra"]

    for _press in range(2):
        client.post(address, {"rule": ticked})

    assert list(QualityRule.objects.values_list("kind", "column", "params")) == [
        ("unique", "number", {}),
        ("kind", "email", {"kind": "email"}),
    ]


def test_a_rule_that_is_removed_leaves_what_it_found(programme, as_role):
    rule = make_rule(programme)
    profile = make_profiled(programme, source=rule.source)

    as_role("manager").post(page("remove_quality_rule", rule, programme))

    assert (QualityRule.objects.count(), str(profile.results.get())) == (0, "phone is filled")
