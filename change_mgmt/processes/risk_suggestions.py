"""What processes suggest to the risk register, and what of them a risk may be linked to."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes import compare
from change_mgmt.processes.blueprint import TO_BE, blueprints
from change_mgmt.processes.models import Process
from core.text import say
from risks.registry import Suggestion, linkable, risk_suggestion

#: Warnings that say that a machine takes the place of a person.
LESS_PERSONAL = (compare.NOTHING_PERSONAL, compare.TOUCH_LOST)


@linkable("processes.process")
def processes(programme):
    return Process.objects.filter(programme=programme)


@risk_suggestion("processes.automation")
def automation(programme):
    """A process that loses what is done in person, or of which more than half runs without a person."""
    found = Process.objects.filter(programme=programme).exclude(state=Process.State.DROPPED)
    for plan in blueprints(found.select_related("programme")):
        url = reverse("process_compare", args=[programme.pk, plan.process.pk])
        now = plan.figures[TO_BE]
        if any(warning.code in LESS_PERSONAL for warning in plan.warnings):
            text = say(_("“{process}” loses contacts in person."), process=plan.process.name)
            yield Suggestion("too_automatic", text, url)
        elif now.steps and 2 * now.automated > now.steps:
            text = say(_("More than half of the steps of “{process}” are automatic."), process=plan.process.name)
            yield Suggestion("too_automatic", text, url)
