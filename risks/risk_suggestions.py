"""Starter risks that the goals, modules and pilots of a programme suggest, and why."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import names, say
from implementation.goals.models import Goal
from implementation.programme.crm_modules import MODULES
from implementation.rollout.models import ReadinessAnswer
from risks.registry import Suggestion, risk_suggestion

#: Module -> starter risks that come with it.
OF_MODULE = {
    "master_data": ("data_bad",),
    "sales": ("sales_keep", "mobile_sync"),
    "service": ("too_automatic",),
    "call_centre": ("too_automatic", "network"),
    "partners": ("channel_bypass", "island"),
    "e_commerce": ("channel_bypass", "poor_scalability"),
    "intelligence": ("data_bad", "integration_underestimated"),
}
#: What a department still lacks before its pilot -> the starter risk.
OF_GAP = {
    ReadinessAnswer.Item.DATA: "data_bad",
    ReadinessAnswer.Item.DEVICES: "network",
    ReadinessAnswer.Item.SUPPORT: "single_heads",
    ReadinessAnswer.Item.TRAINED: "technology_enough",
}


@risk_suggestion("risks.modules")
def modules(programme):
    url = reverse("rollout", args=[programme.pk])
    for key in programme.modules_wanted:
        for risk in OF_MODULE.get(key, ()):
            yield Suggestion(risk, say(_("The module “{name}” is wanted."), name=MODULES[key].name), url)


@risk_suggestion("risks.readiness")
def readiness(programme):
    gaps = ReadinessAnswer.objects.filter(pilot__programme=programme).exclude(answer=ReadinessAnswer.Answer.YES)
    lacking: dict[str, dict[str, str]] = {}
    for gap in gaps.select_related("department", "pilot"):
        if gap.item in OF_GAP:
            lacking.setdefault(gap.item, {})[gap.department.name] = gap.get_absolute_url()
    for item, found in lacking.items():
        text = say(
            _("Not ready yet: {item} ({departments})."),
            item=ReadinessAnswer.Item(item).label,
            departments=names(sorted(found)),
        )
        yield Suggestion(OF_GAP[item], text, next(iter(found.values())))


@risk_suggestion("risks.goals")
def goals(programme):
    """No goal at all, or none but technical ones: the tool is taken for the idea."""
    layers = set(Goal.objects.filter(programme=programme).pursued().values_list("layer", flat=True))
    url = reverse("goals", args=[programme.pk])
    if not layers:
        yield Suggestion("no_culture", _("No goal is written yet."), url)
    elif layers == {Goal.Layer.TECHNOLOGY}:
        yield Suggestion("technology_enough", _("All goals are technical ones."), url)
