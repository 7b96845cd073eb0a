"""One press brings everything in or nothing, leaves an entry for each risk, and works once."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import audit
from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from risks.imports.fates import counts, digest
from risks.imports.uploads import correct
from risks.imports.writing import bring_in, preview
from risks.models import ImportedRow, ImportSheet, RatingChange, Risk, RiskImport
from tests.factories import user_as
from tests.risks.factories import make_risk
from tests.risks.imports.factories import make_draft, make_imported

pytestmark = pytest.mark.django_db
HEADINGS = ["ID", "Risk", "Category", "Likelihood", "Impact", "Owner", "Status", "Treatment", "Actions", "Due date"]


def press(record, **more):
    return bring_in(record, by=record.by, seen=digest(preview(record)), **more)


def fates_of(record):
    return [(fate.kind, fate.line.line) for fate in preview(record)]


def reasons(record):
    return [(p.cell, str(p.reason)) for fate in preview(record) for p in fate.line.problems]


def test_a_row_becomes_a_risk_with_everything_it_says(programme):
    owner = user_as("consultant", programme)
    row = ["7", "Late", "Data", "4", "3", owner.email, "In progress", "Mitigate", "Clean the file", "2026-12-24"]

    record = press(make_draft(programme, headings=HEADINGS, rows=[row]))

    risk = Risk.objects.get()
    assert (risk.code, risk.title, risk.category, risk.owner, risk.state) == (
        "R-001",
        "Late",
        "data",
        owner,
        "in_treatment",
    )
    assert (risk.inherent_likelihood, risk.inherent_impact, risk.current_likelihood, risk.current_impact) == (
        4,
        3,
        4,
        3,
    )
    assert (risk.reviewed_on, risk.review_due) == (
        timezone.localdate(),
        timezone.localdate() + datetime.timedelta(days=90),
    )
    treatment = risk.treatments.get()
    assert (treatment.strategy, treatment.text) == ("reduce", "Clean the file")
    assert [(a.text, a.owner, a.due) for a in treatment.actions.all()] == [
        ("Clean the file", owner, datetime.date(2026, 12, 24))
    ]
    assert sorted(RatingChange.objects.values_list("kind", "likelihood", "impact", "reason")) == [
        ("current", 4, 3, "Imported from register.csv."),
        ("inherent", 4, 3, "Imported from register.csv."),
    ]
    assert (record.state, record.counts["new"], ImportSheet.objects.count()) == ("imported", 1, 0)


def test_every_record_has_its_entry_and_the_chain_holds(programme):
    owner = user_as("consultant", programme)
    row = ["7", "Late", "Data", "4", "3", owner.email, "Open", "Mitigate", "Clean", "2026-12-24"]
    record = make_draft(programme, headings=HEADINGS, rows=[row])
    before = AuditEntry.objects.count()

    press(record)

    entries = AuditEntry.objects.order_by("number").filter(chain__scope_key=programme.scope_key)[before:]
    assert AuditEntry.objects.count() - before == 4
    assert list(AuditEntry.objects.order_by("-pk").values_list("label", "verb"))[:4] == [
        ("risks.riskimport", "bring_in"),
        ("risks.treatmentaction", "created"),
        ("risks.treatment", "created"),
        ("risks.risk", "created"),
    ]
    assert entries is not None
    assert list(audit.broken_links()) == []


def test_owners_hear_of_it_once(programme):
    owner = user_as("consultant", programme)
    rows = [[str(n), f"Risk {n}", "4", "3", owner.email, "Open"] for n in range(3)]

    make_imported(programme, rows=rows)

    assert list(Notification.objects.filter(user=owner).values_list("text", flat=True)) == [
        "You own 3 risks from register.csv."
    ]


@pytest.mark.parametrize(
    ("status", "owner", "treatment", "state"),
    [
        ("Open", "", "", "assessed"),
        ("New", "", "", "identified"),
        ("In progress", "", "Mitigate", "treatment_planned"),
        ("In progress", "", "", "assessed"),
        ("In progress", "consultant", "Mitigate", "in_treatment"),
        ("Monitoring", "", "Mitigate", "monitored"),
        ("Monitoring", "", "", "assessed"),
        ("Accepted", "", "", "assessed"),
        ("Occurred", "", "", "occurred"),
        ("Closed", "", "", "closed"),
        ("Whatever", "", "", "assessed"),
    ],
)
def test_a_new_risk_is_in_the_state_that_its_facts_allow(programme, status, owner, treatment, state):
    mail = user_as(owner, programme).email if owner else ""
    row = ["1", "Late", "Data", "4", "4", mail, status, treatment, "", ""]

    press(make_draft(programme, headings=HEADINGS, rows=[row]))

    assert Risk.objects.get().state == state


def test_a_known_risk_changes_only_where_the_file_differs(programme):
    risk = make_risk(programme, title="Data is late", likelihood=2, impact=3)
    record = make_draft(programme)
    fate = preview(record)[0]
    assert (fate.kind, fate.risk, [c.name for c in fate.changes]) == ("changed", risk, ["current_likelihood"])

    press(record)

    fresh = Risk.objects.get(pk=risk.pk)
    assert (fresh.current_likelihood, fresh.inherent_likelihood, fresh.revision) == (4, 2, risk.revision + 1)
    assert fresh.ratings.first().likelihood_before == 2
    assert Risk.objects.count() == 2


def test_a_closed_risk_opens_again_or_the_row_is_refused(programme):
    make_imported(programme, rows=[["A1", "Late", "4", "3", "", "Closed"]])

    again = make_draft(programme, rows=[["A1", "Late", "4", "3", "", "Open"]])
    assert [(f.kind, f.step) for f in preview(again)] == [("changed", "reopen")]
    blunt = make_draft(programme, rows=[["A1", "Very late", "4", "3", "", "Closed"]])
    assert reasons(blunt) == [("B2", "Changes a closed risk. Open it again first.")]

    press(again)
    assert Risk.objects.get().state == "assessed"


def test_a_risk_that_the_file_closes_is_closed_with_the_reason(programme):
    make_imported(programme, rows=[["A1", "Late", "4", "3", "", "Open"]])

    press(make_draft(programme, rows=[["A1", "Late", "4", "3", "", "Closed"]]))

    assert Risk.objects.get().state == "closed"
    assert AuditEntry.objects.get(verb="close").note == "Imported from register.csv."


@pytest.mark.parametrize(
    ("row", "cell", "reason"),
    [
        (["1", "", "4", "3", "", "Open"], "B2", "Has no title. Write one, or choose another column as the risk."),
        (["1", "Late", "4", "", "", "Open"], "C2", "Rate both likelihood and impact, or neither."),
        (
            ["1", "Late", "purple", "3", "", "Open"],
            "C2",
            "Says no rating that is known. Give it a meaning under “Values”.",
        ),
    ],
)
def test_a_row_that_cannot_be_read_names_its_cell_and_reason(programme, row, cell, reason):
    record = make_draft(programme, rows=[row, ["2", "Dear", "1", "1", "", "Open"]])

    assert fates_of(record) == [("refused", 2), ("new", 3)]
    assert reasons(record) == [(cell, reason)]


def test_refused_rows_stop_everything_unless_they_are_left_out_on_purpose(programme):
    record = make_draft(programme, rows=[["1", "", "4", "3", "", ""], ["2", "Dear", "1", "1", "", ""]])

    with pytest.raises(Refused, match="Some rows are refused"):
        press(record)
    assert Risk.objects.count() == 0

    press(record, without_refused=True)
    assert Risk.objects.get().title == "Dear"


def test_two_rows_about_one_risk_are_one_too_many(programme):
    record = make_draft(programme, rows=[["", "Late", "4", "3", "", ""], ["", "late ", "1", "1", "", ""]])

    assert reasons(record) == [("B3", "Is the same risk as line 2. Keep one of the two.")]


def test_two_numbers_may_share_a_title(programme):
    record = make_draft(programme, rows=[["1", "Late", "4", "3", "", ""], ["2", "Late", "1", "1", "", ""]])

    press(record)
    again = make_draft(programme, rows=[["1", "Late", "4", "3", "", ""], ["2", "Late", "1", "1", "", ""]])

    assert counts(preview(again))["unchanged"] == 2


def test_what_is_too_long_is_refused_and_a_long_title_alone_is_shortened(programme):
    long = "word " * 60
    record = make_draft(programme, headings=["Risk", "Cause"], rows=[[long, "x" * 1001]])

    fate = preview(record)[0]

    assert [str(p.reason) for p in fate.line.problems] == [
        "Holds 1001 characters; 1000 fit. Shorten it, or choose another field for its column."
    ]
    assert (len(fate.line.title) <= 200, fate.line.title[-1], fate.line.values["event"]) == (True, "…", long.strip())


def test_the_second_press_brings_nothing_in(programme):
    record = make_draft(programme)
    seen = digest(preview(record))
    bring_in(record, by=record.by, seen=seen)

    with pytest.raises(Refused, match="imported already"):
        bring_in(record, by=record.by, seen=seen)
    assert Risk.objects.count() == 2


def test_what_changed_since_the_preview_must_be_looked_at_again(programme):
    record = make_draft(programme)
    seen = digest(preview(record))
    make_risk(programme, title="Data is late")

    with pytest.raises(Stale, match="Look at the rows again"):
        bring_in(record, by=record.by, seen=seen)
    assert ImportedRow.objects.count() == 0


def test_nothing_to_import_is_said(programme):
    make_imported(programme)

    with pytest.raises(Refused, match="nothing to import"):
        press(make_draft(programme))


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_who_keeps_the_register_may_import(programme, role):
    record = make_draft(programme)

    with pytest.raises(PermissionDenied):
        bring_in(record, by=user_as(role, programme), seen=digest(preview(record)))
    with pytest.raises(PermissionDenied):
        correct(record, {}, by=user_as(role, programme))
    assert RiskImport.objects.get().state == "draft"


def test_thirty_rows_cost_as_many_queries_as_three(programme):
    taken = []
    for rows in (3, 30):
        table = [[f"{rows}-{n}", f"Risk {rows} {n}", "4", "3", "", "Open"] for n in range(rows)]
        record = make_draft(programme, rows=table)
        seen = digest(preview(record))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bring_in(record, by=record.by, seen=seen)
        taken.append(len(queries))

    assert taken[1] <= taken[0] + 1
