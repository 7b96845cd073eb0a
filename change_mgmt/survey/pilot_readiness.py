"""What the survey knows of the people of a pilot: by department, where enough of one answered."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.survey.elements import Element
from change_mgmt.survey.models import Survey
from change_mgmt.survey.results import latest
from core.text import number, say
from implementation.rollout.registry import Fact, pilot_readiness


@pilot_readiness(order=20)
def ready(pilot):
    found = latest(pilot.programme, grouping=Survey.Grouping.DEPARTMENT)
    if found is None:
        return
    url = reverse("survey", args=[pilot.programme_id, found.kept.survey_id])
    for line in found.alone:
        if not line.members[0]:
            continue
        if line.barrier is None:
            text = say(_("Ready: **{mean}** of 5, no barrier."), mean=number(line.average, 1))
            yield Fact(line.members[0], "ok", _("Readiness survey"), text, url)
        else:
            text = say(
                _("Barrier: **{element}**, {mean} of 5."),
                element=Element(line.barrier).label,
                mean=number(line.scores[line.barrier].figure, 1),
            )
            yield Fact(line.members[0], "warn", _("Readiness survey"), text, url)
