"""Rehearsals of the move: figures, totals, rejects, reconciling, signing."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import sheets
from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.data_readiness.actions import rehearsals as actions
from implementation.data_readiness.models import Rehearsal, RehearsalReject, RehearsalTotal
from implementation.data_readiness.views.rehearsal_lines import reasons_of
from tests.data_readiness.duplicate_factories import make_rehearsal
from tests.data_readiness.factories import domain_of, make_source
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 2)


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def test_a_rehearsal_gets_the_next_number_of_its_domain(programme, manager):
    make_rehearsal(programme)

    found = actions.plan_rehearsal(Rehearsal(domain=domain_of(programme), on=DAY), by=manager)

    assert (found.number, found.state, found.ran_by) == (2, "planned", manager)
    assert AuditEntry.objects.filter(label="data_readiness.rehearsal").count() == 1


def test_a_member_plans_none(programme):
    with pytest.raises(PermissionDenied):
        actions.plan_rehearsal(Rehearsal(domain=domain_of(programme), on=DAY), by=user_as("member", programme))


def test_a_source_of_another_domain_is_refused(programme, manager):
    foreign = make_source(programme, kind="product")

    with pytest.raises(ValidationError, match="of this domain"):
        actions.plan_rehearsal(Rehearsal(domain=domain_of(programme), on=DAY, source=foreign), by=manager)


def test_entering_the_figures_runs_it(programme, manager):
    found = make_rehearsal(programme, state="planned")

    actions.record_rehearsal(found, by=manager, read=10, loaded=9, rejected=1, minutes=3)

    assert (found.state, found.read, found.ran_by, found.lost) == ("run", 10, manager, 0)


def test_more_rows_out_than_in_are_refused(programme, manager):
    found = make_rehearsal(programme, state="planned")

    with pytest.raises(ValidationError, match="Fewer rows were read"):
        actions.record_rehearsal(found, by=manager, read=10, loaded=9, rejected=2, minutes=3)

    found.refresh_from_db()
    assert (found.state, found.read) == ("planned", None)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda r: Rehearsal.objects.filter(pk=r.pk).update(loaded=97), "read is loaded and rejected"),
        (lambda r: r.rejects.update(rows=1), "for every rejected row why"),
        (lambda r: r.totals.all().delete(), "at least one total"),
        (lambda r: r.totals.update(target_value=Decimal("10.01")), "more than its tolerance"),
    ],
)
def test_what_does_not_add_up_is_not_reconciled(programme, manager, spoil, sentence):
    found = make_rehearsal(programme)
    spoil(found)

    with pytest.raises(Refused, match=sentence):
        perform(found, "reconcile", by=manager)


def test_a_difference_within_its_tolerance_agrees(programme, manager):
    found = make_rehearsal(programme)
    found.totals.update(target_value=Decimal("9.5"), tolerance=Decimal("0.5"))

    assert perform(found, "reconcile", by=manager).state == "reconciled"


def test_the_owner_of_the_domain_signs_and_nobody_else(programme, manager):
    owner = user_as("sponsor", programme)
    found = make_rehearsal(programme, state="reconciled", owner=owner)

    with pytest.raises(PermissionDenied):
        actions.sign_rehearsal(found, by=user_as("executive", programme))
    actions.sign_rehearsal(found, by=owner)

    assert (found.state, found.signed_by) == ("signed", owner)
    assert AuditEntry.objects.filter(label="data_readiness.rehearsal", verb="sign").count() == 1


def test_who_ran_it_does_not_sign_it(programme, manager):
    found = make_rehearsal(programme, state="reconciled", owner=manager, ran_by=manager)

    with pytest.raises(Refused, match="somebody else signs"):
        actions.sign_rehearsal(found, by=manager)


@pytest.mark.parametrize("state", ["reconciled", "signed", "planned"])
def test_lines_are_closed_before_the_run_and_after_reconciling(programme, manager, state):
    found = make_rehearsal(programme, state=state)
    line = RehearsalTotal(rehearsal=found, name="More", source_value=1, target_value=1)

    with pytest.raises(Refused, match="has run"):
        actions.add_line(line, by=manager)


def test_lines_are_added_changed_and_removed_with_one_entry_each(programme, manager):
    found = make_rehearsal(programme)
    line = actions.add_line(RehearsalReject(rehearsal=found, reason="No name", rows=1), by=manager)
    actions.change_line(line, by=manager, rows=3)
    actions.remove_line(line, by=manager)

    verbs = AuditEntry.objects.filter(label="data_readiness.rehearsalreject").order_by("number")
    assert [entry.verb for entry in verbs] == ["created", "changed", "removed"]


def test_a_file_of_rejected_rows_is_put_together_by_reason(programme, manager):
    found = make_rehearsal(programme)
    data = b"line,Error message,name\n4,No country,Ann\n9,No country,Bo\n11,=cmd(),Cy\n"

    actions.take_rejects(found, reasons_of("rejects.csv", data, ""), by=manager)

    kept = found.rejects.order_by("-rows").values_list("reason", "rows", "where")
    assert list(kept) == [("No country", 2, "4, 9"), ("=cmd()", 1, "11")]


def test_a_file_without_a_column_of_reasons_is_refused():
    with pytest.raises(Refused, match="heading of the column"):
        reasons_of("rejects.csv", b"a,b\n1,2\n", "")


def test_too_many_reasons_are_refused_and_the_old_ones_stay(programme, manager):
    found = make_rehearsal(programme)

    with pytest.raises(ValidationError, match="Sum them up"):
        actions.take_rejects(found, {f"reason {at}": (1, "") for at in range(201)}, by=manager)

    assert found.rejects.count() == 1


def test_the_page_says_what_changed_since_the_last_rehearsal(programme, as_role):
    make_rehearsal(programme, read=100, loaded=90, rejected=10)
    found = make_rehearsal(programme)

    text = as_role("executive").get(found.get_absolute_url()).content.decode()

    assert "Customers 1" in text
    assert "+8" in text
    assert "-8" in text or "−8" in text


def test_the_list_draws_a_trend_once_two_have_run(programme, as_role):
    client, address = as_role("member"), reverse("rehearsals", args=[programme.pk])
    make_rehearsal(programme)
    before = client.get(address).content.decode()
    make_rehearsal(programme)

    assert "<svg" not in before.split("<main")[1].split("data-chart")[0] or "data-chart-still" not in before
    assert "data-chart-still" in client.get(address).content.decode()


def test_a_file_comes_in_through_the_page(programme, as_role):
    found = make_rehearsal(programme)
    address = reverse("import_rehearsal_rejects", args=[programme.pk, found.pk])

    answer = as_role("manager").post(address, {"file": SimpleUploadedFile("r.csv", b"reason\nNo country\n")})

    assert (answer.status_code, found.rejects.get().reason) == (302, "No country")


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04broken", b"reason\n"])
def test_a_broken_file_is_refused_with_a_sentence(programme, as_role, data):
    found = make_rehearsal(programme)
    address = reverse("import_rehearsal_rejects", args=[programme.pk, found.pk])

    answer = as_role("manager").post(address, {"file": SimpleUploadedFile("r.csv", data)})

    assert (answer.status_code, found.rejects.get().reason) == (200, "No country")
    assert "form-error" in answer.content.decode() or "invalid" in answer.content.decode()


def test_a_domain_of_another_programme_is_not_offered(programme, as_role):
    foreign = domain_of(make_programme())
    address = reverse("plan_rehearsal", args=[programme.pk])

    as_role("manager").post(address, {"domain": foreign.pk, "on": "2026-11-02"})

    assert Rehearsal.objects.count() == 0


def test_the_owner_signs_on_the_page(programme, as_role):
    found = make_rehearsal(programme, state="reconciled", owner=user_as("sponsor", programme))

    as_role("sponsor").post(reverse("sign_rehearsal", args=[programme.pk, found.pk]))

    found.refresh_from_db()
    assert (found.state, found.signed_by) == ("signed", user_as("sponsor", programme))


def test_the_workbook_holds_runs_totals_and_reasons(programme, as_role):
    make_rehearsal(programme)

    data = as_role("executive").get(reverse("rehearsals_xlsx", args=[programme.pk])).content

    assert [(sheet.name, len(sheet.rows)) for sheet in sheets.read("r.xlsx", data)] == [
        ("Rehearsals", 2),
        ("Totals", 2),
        ("Rejected rows", 2),
    ]


@pytest.mark.parametrize("name", ["rehearsals", "rehearsal"])
def test_pages_ask_as_often_with_one_row_as_with_thirty(programme, as_role, name):
    make_rehearsal(programme)
    make_rehearsal(programme)
    found = make_rehearsal(programme)
    client, address = (
        as_role("manager"),
        reverse(name, args=[programme.pk] + ([found.pk] if name == "rehearsal" else [])),
    )
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for at in range(30):
        make_rehearsal(programme)
        RehearsalReject.objects.create(rehearsal=found, reason=f"reason {at}")
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200

    assert len(many) == len(few)
