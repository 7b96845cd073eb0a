import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused, Stale
from sla.models import Objective
from sla.objectives.promises import change_promise, versions
from sla.objectives.shapes import SHAPES, shape_of
from tests.factories import user_as
from tests.sla.factories import BREACH, bring_in, csv_of, make_agreement
from tests.sla.rollup.rows import make_promise, make_terms

pytestmark = pytest.mark.django_db
APRIL = datetime.date(2025, 4, 1)


@pytest.fixture
def promise(programme):
    agreement = make_agreement(programme)
    bring_in(agreement, BREACH)
    return agreement.objectives.get()


def change(promise, *, role="manager", first_day=APRIL, note="Amendment 2", **fields):
    fields = fields or {"target": Decimal("99.5")}
    return change_promise(
        promise, first_day=first_day, note=note, by=user_as(role, promise.agreement.programme), **fields
    )


def test_a_changed_promise_begins_where_the_old_one_ends(promise):
    new = change(promise)

    promise.refresh_from_db()
    assert (promise.valid_until, promise.target) == (datetime.date(2025, 3, 31), Decimal("99.9"))
    assert (new.valid_from, new.target, new.replaces_id) == (APRIL, Decimal("99.5"), promise.pk)
    assert [item.pk for item in versions(new)] == [item.pk for item in versions(promise)] == [promise.pk, new.pk]
    entries = AuditEntry.objects.filter(label="sla.objective").order_by("-number")[:2]
    assert {(entry.verb, entry.note) for entry in entries} == {("ended", "Amendment 2"), ("created", "Amendment 2")}


def test_what_was_judged_stays_as_it_was(promise):
    before = list(promise.results.order_by("month").values_list("month", "adjusted", "target"))

    change(promise)

    assert [row for row in before if row[0] < APRIL] == list(
        promise.results.filter(month__lt=APRIL).order_by("month").values_list("month", "adjusted", "target")
    )
    assert promise.breaches.get().target == Decimal("99.9")


def test_a_month_with_two_versions_shows_both(programme):
    agreement = make_agreement(programme)
    promise = agreement.objectives.get()
    change(promise, first_day=datetime.date(2025, 1, 16))

    bring_in(agreement)

    new = Objective.objects.get(replaces=promise)
    parts = [item.results.get(month="2025-01-01") for item in (promise, new)]
    assert [part.total_seconds for part in parts] == [15 * 86400, 16 * 86400]
    assert [part.target for part in parts] == [Decimal("99.9"), Decimal("99.5")]


def test_a_judged_month_cannot_be_promised_anew(promise):
    with pytest.raises(Refused, match="is judged already"):
        change(promise, first_day=datetime.date(2025, 1, 15))

    assert Objective.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"first_day": datetime.date(2025, 1, 1)}, "Choose a day after"),
        ({"note": " "}, "Say what was agreed"),
        ({"target": Decimal("99.9")}, "Nothing is different"),
    ],
)
def test_what_is_no_change_is_refused(promise, fields, words):
    with pytest.raises(Refused, match=words):
        change(promise, **fields)


def test_a_version_changes_once(promise):
    change(promise)

    with pytest.raises(Refused, match="A later version"):
        change(promise, first_day=datetime.date(2025, 6, 1))


def test_a_stale_form_and_a_wrong_role_change_nothing(promise):
    with pytest.raises(Stale):
        change(promise, seen_revision=promise.revision + 1, target=Decimal("99.5"))
    with pytest.raises(PermissionDenied):
        change(promise, role="consultant")

    assert Objective.objects.count() == 1


def test_an_ended_agreement_keeps_its_promises(promise):
    type(promise.agreement).objects.update(state="ended")

    with pytest.raises(Refused, match="has ended"):
        change(promise)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.key)
def test_every_shape_makes_an_objective(programme, shape):
    limits = {"limit_ms": 800} if "limit_ms" in shape.fields else {}
    limits |= {"limit_hours": "4"} if "limit_hours" in shape.fields else {}
    limits |= {"percent": "95"} if "percent" in shape.fields else {}

    found = make_promise(make_terms(programme), kind=shape.kind, statistic=shape.statistic, target="90", **limits)

    assert (found.kind, found.statistic) == (shape.kind, shape.statistic)
    assert str(found)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "response_time"}, "limit in milliseconds"),
        ({"kind": "resolution"}, "limit in hours"),
        ({"kind": "resolution", "statistic": "percentile"}, "which percentile"),
        ({"target": "100.1"}, "at most 100"),
        ({"target": "0"}, "above 0"),
    ],
)
def test_what_a_kind_needs_is_asked_for(programme, fields, words):
    agreement = make_terms(programme)

    with pytest.raises(ValidationError, match=words):
        make_promise(agreement, **{"target": "90"} | fields)


def test_the_same_promise_twice_at_one_time_is_refused(programme):
    agreement = make_terms(programme)
    make_promise(agreement, kind="incidents", target="0")

    with pytest.raises(ValidationError, match="same objective"):
        make_promise(agreement, kind="incidents", target="1")


def test_a_kind_without_a_statistic_takes_its_first():
    assert shape_of("counted").statistic == "sum"
    assert shape_of("nonsense") is None
    assert shape_of("rpo", "mean") is None


def test_the_running_version_alone_is_measured_on(promise):
    new = change(promise)

    bring_in(promise.agreement, csv_of("shop,2025-05-01T00:00:00Z,up,200,1"))

    assert not promise.results.filter(month__gte=APRIL).exists()
    assert new.results.filter(month=APRIL).exists()
