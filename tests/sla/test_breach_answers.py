import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from sla import breach_answers
from sla.breach_answers import Promise
from sla.models import Breach
from sla.tasks import escalate_breaches
from tests.factories import make_programme, user_as
from tests.sla.factories import make_agreement, make_breach, make_contract

pytestmark = pytest.mark.django_db
DUE = datetime.date(2030, 1, 1)


@pytest.fixture
def breach(programme) -> Breach:
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    return make_breach(programme, make_agreement(programme, contract=contract))


@pytest.fixture
def vendor(programme):
    return user_as("vendor_contact", programme)


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def answered(breach, by):
    return breach_answers.explain(
        breach,
        explanation="A certificate ran out.",
        remedy="Renewed.",
        prevention="An alarm.",
        promises=[Promise("Send an alarm", "Olga Ops", DUE)],
        by=by,
    )


def past_due(breach):
    Breach.objects.filter(pk=breach.pk).update(answer_by=timezone.localdate() - datetime.timedelta(days=1))


def test_the_answer_is_due_by_the_term_of_the_agreement(breach):
    assert breach.answer_by == timezone.localdate() + datetime.timedelta(days=10)


def test_the_provider_acknowledges_and_the_day_stays(breach, vendor):
    due = breach.answer_by

    breach_answers.acknowledge(breach, by=vendor)

    assert (breach.state, breach.acknowledged_by, breach.answer_by) == ("acknowledged", vendor, due)
    assert (breach.is_unanswered, entries(breach, "acknowledge")) == (True, 1)


def test_a_breach_is_acknowledged_once(breach, vendor):
    breach_answers.acknowledge(breach, by=vendor)

    with pytest.raises(Refused, match="not possible"):
        breach_answers.acknowledge(breach, by=vendor)
    with pytest.raises(Stale):
        breach_answers.acknowledge(breach, by=vendor, seen="raised")


def test_a_contact_of_another_programme_acknowledges_nothing(breach):
    with pytest.raises(PermissionDenied):
        breach_answers.acknowledge(breach, by=user_as("vendor_contact", make_programme()))


def test_the_answer_keeps_its_three_parts_and_what_is_promised(breach, vendor):
    answered(breach, vendor)

    (remedy,) = breach.remedies.all()
    assert (breach.state, breach.remedy, breach.prevention) == ("explained", "Renewed.", "An alarm.")
    assert (remedy.what, remedy.owner, remedy.due, remedy.state) == ("Send an alarm", "Olga Ops", DUE, "open")
    assert (entries(breach, "explain"), entries(remedy, "created")) == (1, 1)


def test_a_better_answer_gets_a_new_term(programme, breach, vendor):
    answered(breach, vendor)
    Breach.objects.filter(pk=breach.pk).update(answer_by=DUE, escalated_on=timezone.localdate())

    perform(breach, "reopen", by=user_as("manager", programme), note="Which certificate?")

    assert (breach.state, breach.escalated_on) == ("raised", None)
    assert breach.answer_by == timezone.localdate() + datetime.timedelta(days=10)


def test_silence_is_taken_to_those_above_once(programme, breach):
    past_due(breach)
    Notification.objects.all().delete()

    escalate_breaches()
    escalate_breaches()

    breach.refresh_from_db()
    told = {line.user.email.split("-")[0] for line in Notification.objects.all()}
    assert (breach.escalated_on, entries(breach, "escalated")) == (timezone.localdate(), 1)
    assert {"manager", "vendor_contact"} <= told


def test_the_last_day_itself_is_not_late(breach):
    Breach.objects.filter(pk=breach.pk).update(answer_by=timezone.localdate())

    assert breach_answers.escalate_overdue() == 0


def test_what_was_answered_is_not_taken_to_those_above(breach, vendor):
    answered(breach, vendor)
    past_due(breach)

    assert breach_answers.escalate_overdue() == 0


def test_a_measure_is_reported_as_done_with_how_it_can_be_seen(breach, vendor):
    remedy = answered(breach, vendor).remedies.get()

    with pytest.raises(Refused, match="Say why"):
        perform(remedy, "finish", by=vendor)
    perform(remedy, "finish", by=vendor, note="Change 118.")

    assert (remedy.state, entries(remedy, "finish")) == ("done", 1)


def test_the_provider_does_not_drop_what_it_promised(breach, vendor):
    remedy = answered(breach, vendor).remedies.get()

    with pytest.raises(PermissionDenied):
        perform(remedy, "drop", by=vendor, note="Too dear.")


def test_what_is_not_done_after_all_is_asked_for_again(programme, breach, vendor):
    remedy = answered(breach, vendor).remedies.get()
    perform(remedy, "finish", by=vendor, note="Change 118.")

    perform(remedy, "ask_again", by=user_as("sponsor", programme), note="It rang for nobody.")

    assert remedy.state == "open"
