import datetime
from decimal import Decimal

import pytest

from core.refusal import Refused
from sla import openslo
from sla.models import Objective
from sla.openslo.taking import take_over
from tests.factories import user_as
from tests.shared_data import shared
from tests.sla.factories import make_agreement, make_calendar
from tests.sla.rollup.rows import make_promise, make_terms

SLO = """apiVersion: openslo/v1
kind: SLO
metadata: {name: shop, displayName: The shop}
spec:
  service: shop
  indicator: {metadata: {name: front}, spec: {ratioMetric: {good: {metricSource: {}}, total: {metricSource: {}}}}}
  budgetingMethod: Occurrences
  objectives: [{target: 0.999}]
"""


def words(found) -> list[str]:
    return [str(line) for line in found.left_out]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("budgeting-method__occurences-slo", [("response_time", "99")]),
        ("budgeting-method__timeslices-slo", [("availability", "99.5"), ("availability", "99")]),
        ("budgeting-method__ratio-timeslices", [("availability", "99")]),
        ("treat-low-traffic-as-equally-important__timeslices-slo", [("availability", "99.95")]),
    ],
)
def test_the_examples_of_openslo_are_read(name, expected):
    # github.com/OpenSLO/OpenSLO at aa5cb78d, examples; Apache-2.0
    found = openslo.read(shared(f"sla/openslo/{name}.yaml").read_text(encoding="utf-8"))

    assert [(item.fields["kind"], item.fields["target"]) for item in found.proposals] == [
        (kind, Decimal(target)) for kind, target in expected
    ]
    assert any("“spec.service” is not carried" in line for line in words(found))


def test_every_key_is_carried_or_listed():
    text = SLO + "  alertPolicies: [x]\n  description: y\nstatus: z\n"

    found = openslo.read(text)

    assert found.proposals[0].fields == {
        "name": "The shop",
        "monitor": "front",
        "target": Decimal("99.900"),
        "kind": "counted",
        "statistic": "share",
        "direction": "at_least",
        "max_silence_hours": 744,
    }
    assert words(found) == [
        "shop: “status” is not carried.",
        "shop: “spec.service” is not carried.",
        "shop: “spec.alertPolicies” is not carried.",
        "shop: “spec.description” is not carried.",
        "shop: The query “ratioMetric.good” is not carried: the records of a monitor are counted.",
        "shop: The query “ratioMetric.total” is not carried: the records of a monitor are counted.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x [1]\nb: *x\n", "Anchors and aliases"),
        ("a: " + "[" * 40 + "]" * 40, "nested too deeply"),
        ("a: [1", "no YAML"),
        ("x" * 140_000, "longer than 128"),
        ("---\na: 1\n" * 201, "more than 200 documents"),
        ("", "no document of kind SLO"),
        ("[" + "1," * 45_000 + "1]", "too much"),
    ],
)
def test_hostile_text_is_refused_with_a_sentence(text, expected):
    with pytest.raises(Refused, match=expected):
        openslo.read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SLO.replace("openslo/v1", "openslo/v9"), "Only apiVersion"),
        (SLO.replace("kind: SLO", "kind: AlertPolicy"), "no counterpart"),
        (SLO.replace("0.999", "many"), "is no number"),
        (SLO.replace("0.999", "1e999999"), "is no number"),
        (SLO.replace("{target: 0.999}", "{}"), "has no target"),
        (SLO.replace("Occurrences", "Vibes"), "is not known"),
        (SLO.replace("[{target: 0.999}]", "3"), "no objectives"),
        ("- just a list", "no object"),
    ],
)
def test_what_cannot_be_read_is_listed(text, expected):
    found = openslo.read(text)

    assert found.proposals == []
    assert any(expected in line for line in words(found))


@pytest.mark.django_db
def test_what_is_written_comes_home_unchanged(programme):
    agreement = make_terms(programme)
    calendar = make_calendar(programme)
    make_promise(agreement, target="99.95", degraded="down", clause="§ 4", calendar=calendar)
    make_promise(agreement, kind="response_time", limit_ms=800, target="95")
    make_promise(
        agreement, kind="response_time", statistic="percentile", percent="99.5", method="nearest", target="900"
    )
    make_promise(agreement, kind="first_answer", limit_hours="0.5", target="90", priority="urgent")
    make_promise(agreement, kind="error_rate", target="1", monitor="gateway")
    make_promise(agreement, kind="incidents", target="0")
    other = make_terms(programme)
    names = ["kind", "statistic", "monitor", "target", "limit_ms", "limit_hours", "percent", "method", "degraded"]
    names += ["clause", "priority", "direction", "unit", "calendar_id", "max_silence_hours"]

    text = openslo.write(agreement, list(agreement.objectives.order_by("pk")))
    found = openslo.read(text)
    made = take_over(other, found, first_day=datetime.date(2025, 1, 1), by=user_as("manager", programme))

    carried = agreement.objectives.exclude(kind="incidents").order_by("pk")
    assert list(Objective.objects.filter(pk__in=[item.pk for item in made]).order_by("pk").values_list(*names)) == list(
        carried.values_list(*names)
    )
    assert "Not carried" in text.splitlines()[1]


@pytest.mark.django_db
def test_all_objectives_of_a_text_are_entered_or_none(programme):
    agreement = make_terms(programme)
    found = openslo.read(SLO + "---\n" + SLO.replace("0.999", "7"))

    with pytest.raises(Refused, match="at most 100"):
        take_over(agreement, found, first_day=datetime.date(2025, 1, 1), by=user_as("manager", programme))

    assert not agreement.objectives.exists()


@pytest.mark.django_db
def test_an_agreement_in_force_takes_nothing_over(programme):
    with pytest.raises(Refused, match="keeps its terms"):
        take_over(
            make_agreement(programme),
            openslo.read(SLO),
            first_day=datetime.date(2025, 1, 1),
            by=user_as("manager", programme),
        )
