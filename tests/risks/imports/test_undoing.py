"""An import goes back as far as nobody worked on its risks since."""

import pytest
from django.core.exceptions import PermissionDenied

from core import actions, audit
from core.models import AuditEntry
from core.notes import comment
from core.refusal import Refused
from core.workflow import perform
from risks.imports.undoing import undo
from risks.models import ImportedRow, RatingChange, Risk, Treatment
from tests.factories import user_as
from tests.risks.factories import make_risk, make_treatment
from tests.risks.imports.factories import make_draft, make_imported
from tests.risks.imports.test_writing import press

pytestmark = pytest.mark.django_db


def state(risk):
    fresh = Risk.objects.get(pk=risk.pk)
    return {name: value for name, value in audit.snapshot(fresh).items() if name != "revision"}


def test_what_an_import_made_goes(programme):
    owner = user_as("consultant", programme)
    headings = ["ID", "Risk", "Likelihood", "Impact", "Owner", "Treatment", "Actions", "Due date"]
    row = ["7", "Late", "4", "3", owner.email, "Mitigate", "Clean", "2026-12-24"]
    record = make_imported(programme, headings=headings, rows=[row])

    done = undo(record, by=user_as("consultant", programme))

    assert (done.state, done.counts["undone"], done.counts["kept"]) == ("undone", 1, 0)
    assert (Risk.objects.count(), Treatment.objects.count(), RatingChange.objects.count()) == (0, 0, 0)
    assert AuditEntry.objects.filter(verb="removed", label="risks.risk").get().before["title"] == "Late"
    assert list(audit.broken_links()) == []


def test_what_an_import_changed_is_as_before(programme):
    risk = make_risk(programme, title="Data is late", likelihood=2, impact=3)
    before, ratings = state(risk), list(RatingChange.objects.filter(risk=risk).values_list("pk", flat=True))
    record = make_imported(
        programme, rows=[["A1", "Data is late", "4", "5", user_as("member", programme).email, "Closed"]]
    )
    assert state(risk)["state"] == "closed"

    undo(record, by=record.by)

    assert state(risk) == before
    assert list(RatingChange.objects.filter(risk=risk).values_list("pk", flat=True)) == ratings
    assert list(audit.broken_links()) == []


def _rated(risk, by):
    perform(risk, "close", by=by, note="Over.")


def _treated(risk, by):
    make_treatment(risk)


def _noted(risk, by):
    comment(risk, text="Look at this.", by=by)


def _renamed(risk, by):
    actions.change(risk, permission="risks.edit_risk", by=by, title="Renamed")


@pytest.mark.parametrize(
    ("touch", "why"),
    [
        (_rated, "Changed since the import"),
        (_renamed, "Changed since the import"),
        (_noted, "Has comments, files, treatments or a request for acceptance since the import"),
        (_treated, "Changed since the import"),
    ],
)
def test_what_somebody_touched_since_is_named_and_kept(programme, touch, why):
    record = make_imported(programme)
    touch(Risk.objects.order_by("number").first(), user_as("manager", programme))

    done = undo(record, by=record.by)

    assert (done.counts["undone"], done.counts["kept"]) == (1, 1)
    assert Risk.objects.get().number == 1
    assert [row.kept["en"] for row in ImportedRow.objects.filter(kept__isnull=False)] == [why]


def test_an_import_is_undone_once(programme):
    record = make_imported(programme)
    undo(record, by=record.by)

    with pytest.raises(Refused, match="not taken back already"):
        undo(record, by=record.by)


def test_what_was_not_imported_cannot_be_undone(programme):
    record = make_draft(programme)

    with pytest.raises(Refused, match="Only what was imported"):
        undo(record, by=record.by)


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_who_keeps_the_register_may_undo(programme, role):
    record = make_imported(programme)

    with pytest.raises(PermissionDenied):
        undo(record, by=user_as(role, programme))
    assert Risk.objects.count() == 2


def test_what_was_undone_comes_in_again_as_new(programme):
    undo(make_imported(programme), by=user_as("manager", programme))

    record = press(make_draft(programme))

    assert record.counts["new"] == 2
