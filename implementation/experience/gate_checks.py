from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import say
from implementation.experience.models import Lesson
from implementation.gates.registry import BENEFITS_REVIEW, SHOULD, Parameter, gate_check, met, not_met, partly


@gate_check(
    "experience.lessons",
    title=_("Lessons are written down and agreed"),
    at={BENEFITS_REVIEW: SHOULD},
    weight=20,
    order=95,
    parameters={"minimum": Parameter(3, _("Agreed lessons, at least"), minimum=1, maximum=100)},
    figures={"agreed": _("Agreed"), "drafts": _("In draft")},
)
def lessons(programme, *, gate, minimum):
    """Agreed by somebody other than whoever wrote them: a draft is an opinion."""
    states = list(programme.lessons.values_list("state", flat=True))
    agreed, drafts = states.count(Lesson.State.AGREED), states.count(Lesson.State.DRAFT)
    text = say(
        ngettext_lazy(
            "**{agreed}** agreed, {drafts} in draft; {minimum} agreed lesson asked for.",
            "**{agreed}** agreed, {drafts} in draft; {minimum} agreed lessons asked for.",
            minimum,
        ),
        agreed=agreed,
        drafts=drafts,
        minimum=minimum,
    )
    verdict = met if agreed >= minimum else partly if agreed else not_met
    figures = {"agreed": agreed, "drafts": drafts}
    return verdict(text, figures=figures, url=reverse("lessons", args=[programme.pk]))
