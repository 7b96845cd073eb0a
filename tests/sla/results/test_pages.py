import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from sla import rollup
from sla.models import Objective, ServiceCalendar
from tests.sla.factories import bring_in, make_agreement, make_breach, make_calendar
from tests.sla.rollup.rows import make_promise, make_terms, open_tickets, record

pytestmark = pytest.mark.django_db


def url(name, record, *more):
    programme = record.programme_id if hasattr(record, "programme_id") else record.agreement.programme_id
    return reverse(name, args=[programme, record.pk, *more])


def page(client, address):
    return client.get(address).content.decode()


def asked(client, address) -> list[str]:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]


def many(programme, months):
    agreement = make_terms(programme)
    for number in range(3 if months > 1 else 1):
        make_promise(agreement, target="99.9", monitor=f"shop {number}")
        rows = [
            (f"20{24 + n // 12}-{n % 12 + 1:02}-01T00:00", "up" if n % 3 else "down") for n in range(12, 12 + months)
        ]
        record(agreement, *rows, monitor=f"shop {number}")
    rollup.roll_up(agreement)
    return agreement


def test_pages_ask_as_often_for_many_months_as_for_one_and_never_for_records(programme, as_role):
    client = as_role("manager")
    few, lots = many(programme, 1), many(programme, 30)

    for name in ("sla_results", "sla_objectives", "sla_results_file"):
        one, other = asked(client, url(name, few)), asked(client, url(name, lots))
        assert len(one) == len(other)
        assert not [sql for sql in other if '"sla_measurement"' in sql or '"sla_ticket"' in sql]
    first, last = few.objectives.first(), lots.objectives.first()
    for name, more in (("objective", ()), ("month_result", ("2025-01",))):
        one, other = asked(client, url(name, first, *more)), asked(client, url(name, last, *more))
        assert abs(len(one) - len(other)) <= (1 if name == "month_result" else 0)
        assert not [sql for sql in other if '"sla_measurement"' in sql or '"sla_ticket"' in sql]


def test_a_figure_opens_to_its_formula(programme, as_role):
    objective = make_breach(programme).objective

    found = page(as_role("manager"), url("month_result", objective, "2025-01"))

    assert "44,580 / (44,580 + 60) × 100" in found
    assert "99.87 %" in found
    assert "at least 99.90 %" in found
    assert "60.0 min" in found
    assert "To the breach" in found


def test_a_month_of_tickets_names_the_slowest(programme, as_role):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="resolution", limit_hours="4", target="90")
    open_tickets(
        agreement,
        ("T-7<b>", "2025-01-07T10:00", None, "2025-01-07T20:00"),
        ("T-9", "2025-02-20T00:00", None, "2025-02-20T01:00"),
    )
    rollup.roll_up(agreement)

    found = page(as_role("manager"), url("month_result", promise, "2025-01"))

    assert "T-7&lt;b&gt;" in found
    assert "10 h" in found
    assert "0 / 1 × 100" in found


@pytest.mark.parametrize("month", ["2030-01", "2025-13", "2025-1x", "-"])
def test_a_month_without_a_result_is_not_found(programme, as_role, month):
    objective = make_breach(programme).objective

    assert as_role("manager").get(url("month_result", objective, month)).status_code == 404


def test_results_leave_as_a_table(programme, as_role):
    agreement = make_breach(programme).agreement
    client = as_role("manager")

    book = load_workbook(io.BytesIO(client.get(url("sla_results_file", agreement)).content))
    lines = client.get(url("sla_results_file", agreement) + "?as=csv").content.decode("utf-8-sig").splitlines()

    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Month", "Objective", "Kind")
    assert rows[1][0] == "2025-01"
    assert float(rows[1][8]) == pytest.approx(99.8655913978)
    assert lines[1].startswith("2025-01,Availability,Availability,")


def test_what_a_month_was_before_is_shown_with_the_reason(programme, as_role):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99.9")
    record(agreement, ("2025-01-01T00:00", "up"), ("2025-02-01T00:00", "up"))
    rollup.roll_up(agreement)
    second = record(agreement, ("2025-01-10T10:00", "down"), ("2025-01-10T11:00", "up"))
    rollup.roll_up(agreement, why="A second log.", source=second)

    found = page(as_role("manager"), url("objective", promise))

    assert "A second log." in found
    assert second.file_name in found
    assert "99.87 %" in found


def test_empty_pages_say_what_to_do(programme, as_role):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99.9")
    client = as_role("manager")

    assert "No results yet" in page(client, url("sla_results", agreement))
    assert "Check its name letter by letter" in page(client, url("objective", promise))
    assert "No service calendar yet" in page(client, reverse("service_calendars", args=[programme.pk]))


def test_an_objective_is_entered_with_the_fields_of_its_kind_only(programme, as_role):
    agreement = make_terms(programme)
    client, address = as_role("manager"), url("new_objective", agreement)

    kinds = page(client, address)
    form = page(client, f"{address}?kind=first_answer&statistic=within")
    sent = {"kind": "first_answer", "statistic": "within", "monitor": "desk", "target": "90", "limit_hours": "4"}
    done = client.post(address, sent | {"max_silence_hours": "744", "valid_from": "2025-01-01"})

    assert "Share of all" not in kinds and "Security incidents" in kinds
    assert 'name="limit_hours"' in form and 'name="limit_ms"' not in form
    assert done.status_code == 302
    assert str(Objective.objects.get()) == "First answer to tickets within 4 h"


@pytest.mark.parametrize("kind", ["nonsense", "", "availability.time"])
def test_an_unknown_kind_is_refused(programme, as_role, kind):
    agreement = make_terms(programme)
    sent = {"kind": kind, "monitor": "x", "target": "90", "max_silence_hours": "26", "valid_from": "2025-01-01"}

    response = as_role("manager").post(url("new_objective", agreement), sent)

    assert "Choose one of the kinds" in response.content.decode()
    assert not Objective.objects.exists()


def test_a_promise_is_changed_on_its_page(programme, as_role):
    agreement = make_agreement(programme)
    bring_in(agreement)
    promise = agreement.objectives.get()
    client, address = as_role("manager"), url("change_promise", promise)
    sent = {"target": "99.5", "degraded": "up", "max_silence_hours": "26", "agreed": "Amendment 2", "revision": "0"}

    refused = client.post(address, sent | {"first_day": "2025-01-05"}).content.decode()
    done = client.post(address, sent | {"first_day": "2025-06-01"})

    new = Objective.objects.get(replaces=promise)
    assert "is judged already" in refused
    assert done.url == new.get_absolute_url()
    assert "Versions of the promise" in page(client, done.url)


def test_a_calendar_is_entered_and_filled(programme, as_role):
    client = as_role("manager")
    new = reverse("new_service_calendar", args=[programme.pk])
    sent = {"name": "Desk", "time_zone": "Europe/Berlin", "day_0": "09:00-12:00, 13:00-18:00"}

    wrong = client.post(new, sent | {"day_1": "late"}).content.decode()
    client.post(new, sent)
    calendar = ServiceCalendar.objects.get()
    client.post(url("add_calendar_days", calendar), {"holidays": "2031-12-25 Christmas"})

    assert "is no span of time" in wrong
    calendar.refresh_from_db()
    assert calendar.week[0] == [[540, 720], [780, 1080]]
    assert calendar.holidays == [["2031-12-25", "Christmas"]]
    assert "Christmas" in page(client, calendar.get_absolute_url())
    client.post(url("remove_calendar_day", calendar), {"which": "holidays", "day": "2031-12-25"})
    calendar.refresh_from_db()
    assert calendar.holidays == []


def test_openslo_is_looked_at_then_taken_over(programme, as_role):
    agreement = make_terms(programme)
    client, address = as_role("manager"), url("read_openslo", agreement)
    text = (
        "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: shop}\nspec: {service: s, budgetingMethod: Timeslices, "
        "objectives: [{target: 0.999}]}\n"
    )

    looked = client.post(address, {"text": text, "first_day": "2025-01-01"}).content.decode()
    assert not Objective.objects.exists()
    client.post(address, {"text": text, "first_day": "2025-01-01", "take": "1"})

    assert "at least 99.90 %" in looked and "“spec.service” is not carried." in looked
    assert [(item.kind, item.monitor) for item in Objective.objects.all()] == [("availability", "shop")]
    assert "openslo/v1" in page(client, url("write_openslo", agreement))


def test_another_programmes_calendar_is_refused(programme, as_role, db):
    from tests.factories import make_programme

    agreement = make_terms(programme)
    other = make_calendar(make_programme())
    sent = {"kind": "availability", "statistic": "time", "monitor": "x", "target": "90", "degraded": "up"}

    response = as_role("manager").post(
        url("new_objective", agreement),
        sent | {"max_silence_hours": "26", "valid_from": "2025-01-01", "calendar": str(other.pk)},
    )

    assert response.status_code == 200
    assert not Objective.objects.exists()
