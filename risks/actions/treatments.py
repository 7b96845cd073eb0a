"""Saying what is done about a risk, and by whom."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from risks.models import Risk, Treatment, TreatmentAction


def _must_be_open(risk: Risk) -> None:
    if Risk.objects.get(pk=risk.pk).state == Risk.State.CLOSED:
        raise Refused(_("This risk is closed: open it again first."))


@transaction.atomic
def add_treatment(treatment: Treatment, *, by: User) -> Treatment:
    """Say what will be done; the first treatment of an assessed risk makes it “treatment planned”."""
    audit.lock(treatment.scope_key)
    _must_be_open(treatment.risk)
    actions.create(treatment, permission="risks.edit_risk", by=by)
    if Risk.objects.get(pk=treatment.risk_id).state == Risk.State.ASSESSED:
        perform(treatment.risk, "plan_treatment", by=by)
    return treatment


@transaction.atomic
def add_action(action: TreatmentAction, *, by: User) -> TreatmentAction:
    audit.lock(action.scope_key)
    _must_be_open(action.treatment.risk)
    return actions.create(action, permission="risks.edit_risk", by=by)
