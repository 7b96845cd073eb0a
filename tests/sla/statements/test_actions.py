import datetime

import pytest
from django.core.exceptions import PermissionDenied

from core import audit
from core.models import AuditEntry, Notification, OutgoingMail
from core.refusal import Refused
from core.workflow import perform
from sla.actions import put_in_force
from sla.exclusions import actions as exclusion_actions
from sla.models import Statement, StatementFacts
from sla.statements import actions, drafting, is_issued
from sla.statements.open_points import open_points
from sla.tasks import draft_statements
from tests.factories import user_as
from tests.sla.factories import (
    bring_in,
    csv_of,
    make_agreement,
    make_breach,
    make_contract,
    make_objective,
    make_proposal,
    make_statement,
)

pytestmark = pytest.mark.django_db
JANUARY, FEBRUARY, MARCH = (datetime.date(2025, month, 1) for month in (1, 2, 3))
#: Ten hours of January of which nothing is known, for a monitor that may be silent for an hour.
GAP = csv_of("shop,2025-01-01T00:00:00Z,up,200,1", "shop,2025-02-01T00:00:00Z,up,200,1")


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def test_every_complete_month_can_be_drafted_and_no_other(programme):
    agreement = make_breach(programme).agreement

    assert drafting.missing_months(agreement) == [JANUARY, FEBRUARY, MARCH]
    with pytest.raises(Refused, match="not complete"):
        drafting.draft(agreement, datetime.date(2025, 4, 1), by=user_as("manager", programme))


def test_a_month_is_drafted_once_however_often_it_is_asked_for(programme):
    agreement = make_breach(programme).agreement

    first = drafting.draft(agreement, JANUARY, by=user_as("manager", programme))
    second = drafting.draft(agreement, JANUARY, by=None)

    assert (first, entries(first, "drafted")) == (second, 1)


def test_the_night_drafts_months_since_the_agreement_came_into_force(programme):
    agreement = make_breach(programme).agreement
    type(agreement).objects.filter(pk=agreement.pk).update(in_force_on=datetime.date(2025, 2, 14))

    draft_statements()
    draft_statements()

    assert list(Statement.objects.values_list("month", "state")) == [(MARCH, "draft"), (FEBRUARY, "draft")]


def test_only_an_editor_drafts(programme):
    with pytest.raises(PermissionDenied):
        drafting.draft(make_breach(programme).agreement, JANUARY, by=user_as("executive", programme))


def test_issuing_freezes_the_facts_and_writes_to_the_provider_once(programme):
    statement = make_statement(programme, state="checked")
    Notification.objects.all().delete()
    OutgoingMail.objects.all().delete()

    actions.issue(statement, by=user_as("sponsor", programme))

    vendor = user_as("vendor_contact", programme)
    assert (statement.state, is_issued(statement.agreement, JANUARY)) == ("issued", True)
    assert StatementFacts.objects.get().facts_hold
    assert [line.user for line in Notification.objects.all()] == [vendor]
    assert [mail.to for mail in OutgoingMail.objects.all()] == [vendor.email]
    assert (entries(statement, "issue"), entries(statement.kept, "created")) == (1, 1)
    assert list(audit.broken_links()) == []


def test_a_second_press_issues_nothing_more(programme):
    statement = make_statement(programme)
    mails = OutgoingMail.objects.count()

    with pytest.raises(Refused, match="not possible"):
        actions.issue(statement, by=user_as("sponsor", programme))

    assert (StatementFacts.objects.count(), OutgoingMail.objects.count()) == (1, mails)


def test_who_checked_it_does_not_issue_it(programme):
    statement = make_statement(programme, state="checked")

    with pytest.raises(Refused, match="You checked this statement"):
        actions.issue(statement, by=user_as("manager", programme))


def test_a_draft_is_not_issued_unchecked(programme):
    with pytest.raises(Refused, match="not possible"):
        actions.issue(make_statement(programme, state="draft"), by=user_as("sponsor", programme))


def test_a_consultant_checks_but_does_not_issue(programme):
    statement = make_statement(programme, state="checked")

    with pytest.raises(PermissionDenied):
        actions.issue(statement, by=user_as("consultant", programme))


def test_a_proposal_of_the_month_stands_in_the_way(programme):
    statement = make_statement(programme, state="checked")
    proposal = make_proposal(statement.agreement)

    with pytest.raises(Refused, match="wait for an answer"):
        actions.issue(statement, by=user_as("sponsor", programme))

    assert open_points(statement).proposals == [proposal]
    assert (Statement.objects.get().state, StatementFacts.objects.count()) == ("checked", 0)


def test_figures_that_moved_are_checked_again_first(programme):
    statement = make_statement(programme, state="checked")
    proposal = make_proposal(statement.agreement)
    exclusion_actions.agree(proposal, by=user_as("vendor_contact", programme))

    with pytest.raises(Refused, match="Figures moved"):
        actions.issue(statement, by=user_as("sponsor", programme))

    perform(statement, "send_back", by=user_as("manager", programme))
    actions.check(statement, by=user_as("manager", programme))
    actions.issue(statement, by=user_as("sponsor", programme))
    assert statement.kept.facts["totals"]["month"] == "0"


def test_gaps_in_coverage_need_a_word_that_goes_out_with_the_statement(programme):
    agreement = make_agreement(programme)
    agreement.objectives.update(max_silence_hours=734)
    bring_in(agreement, GAP)
    statement = make_statement(programme, agreement, state="checked")

    with pytest.raises(Refused, match="Measurements are missing"):
        actions.issue(statement, by=user_as("sponsor", programme), words=" ")
    actions.issue(statement, by=user_as("sponsor", programme), words="The monitor was moved.")

    assert statement.kept.facts["open_words"] == "The monitor was moved."


def test_an_objective_of_which_nothing_is_known_needs_a_word_too(programme):
    agreement = make_agreement(programme, in_force=False)
    make_objective(agreement, monitor="api")
    put_in_force(agreement, by=user_as("manager", programme))
    bring_in(agreement)

    statement = make_statement(programme, agreement, state="checked")

    assert [item.monitor for item in open_points(statement).silent] == ["api"]
    with pytest.raises(Refused, match="Measurements are missing"):
        actions.issue(statement, by=user_as("sponsor", programme))


def test_the_provider_acknowledges_what_it_was_sent(programme):
    statement = make_statement(programme)

    actions.acknowledge(statement, by=user_as("vendor_contact", programme))

    assert (statement.state, statement.acknowledged_by.name) == ("acknowledged", "Vendor Contact")
    assert entries(statement, "acknowledge") == 1


def test_nobody_acknowledges_for_a_provider_that_has_an_account(programme):
    with pytest.raises(PermissionDenied):
        actions.acknowledge(make_statement(programme), by=user_as("manager", programme), note="By e-mail.")


def test_for_a_provider_without_an_account_an_editor_says_who_answered(programme):
    statement = make_statement(programme, make_breach(programme).agreement)

    with pytest.raises(Refused, match="Say who answered"):
        actions.acknowledge(statement, by=user_as("consultant", programme))
    actions.acknowledge(statement, by=user_as("consultant", programme), note="Letter of 3 May.")

    assert statement.state == "acknowledged"


def test_an_objection_is_answered_and_stands_in_the_next_statement(programme):
    statement = make_statement(programme, state="objected")

    actions.answer_objection(statement, by=user_as("manager", programme), reply="It was not announced.")
    following = make_statement(programme, statement.agreement, month=FEBRUARY)

    assert statement.state == "answered"
    assert following.kept.facts["objections"] == [
        {"month": "2025-01", "objection": "The outage was announced.", "reply": "It was not announced."}
    ]


@pytest.mark.parametrize("step", ["object_to", "answer_objection"])
def test_words_are_needed_where_the_other_side_must_understand(programme, step):
    statement = make_statement(programme, state="issued" if step == "object_to" else "objected")
    by = user_as("vendor_contact" if step == "object_to" else "manager", programme)
    given = {"reason": " "} if step == "object_to" else {"reply": ""}

    with pytest.raises(Refused, match="Say why"):
        getattr(actions, step)(statement, by=by, **given)


def test_a_statement_that_was_sent_cannot_be_changed(programme):
    kept = make_statement(programme).kept

    with pytest.raises(PermissionDenied):
        kept.save()


def test_a_worker_that_dies_before_the_end_leaves_no_half_of_it(programme, monkeypatch):
    statement = make_statement(programme, state="checked")
    before = OutgoingMail.objects.count(), Notification.objects.count()

    def dies(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("sla.statements.actions.actions.create", dies)
    with pytest.raises(KeyboardInterrupt):
        actions.issue(statement, by=user_as("sponsor", programme))

    assert Statement.objects.get().state == "checked"
    assert (OutgoingMail.objects.count(), Notification.objects.count()) == before


def test_what_is_open_is_listed_before_it_is_issued(programme):
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    agreement = make_breach(programme, make_agreement(programme, contract=contract)).agreement
    make_statement(programme, agreement, state="draft")
    february = make_statement(programme, agreement, state="draft", month=FEBRUARY)

    points = open_points(february)

    assert (points.earlier, points.unanswered, points.proposals, points.gaps) == ([JANUARY], [], [], [])
    assert not points.is_clear
