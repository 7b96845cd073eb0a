"""What must be so before a risk takes a step, each with the sentence that says why it cannot."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.workflow import because
from risks import exposure
from risks.models.scales import Nature


@because(_("Rate its likelihood and impact first."))
def is_rated(risk):
    return risk.current_level is not None


@because(_("Add a treatment first: say what will be done."))
def has_treatment(risk):
    return bool(risk.treatments.all())


@because(_("Name an owner first: somebody must carry the treatment."))
def has_owner(risk):
    return risk.owner_id is not None


@because(_("A high risk is not only watched: add a treatment, or ask for its acceptance."))
def is_below_high(risk):
    return risk.current_level is not None and (risk.current_level < exposure.HIGH or risk.nature == Nature.OPPORTUNITY)


@because(_("Actions are still open: complete or drop them first."))
def actions_done(risk):
    return not any(action.state == "open" for action in risk.actions)


@because(_("No acceptance by a sponsor is in force."))
def is_granted(risk):
    today = timezone.localdate()
    return bool(
        risk.accepted_until
        and risk.accepted_until >= today
        and risk.acceptances.filter(outcome="accepted", expires_on=risk.accepted_until).exists()
    )
