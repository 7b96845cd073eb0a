"""What training knows about the people of a pilot."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.coverage import Cover, Coverage, coverage
from change_mgmt.models import Course
from core.text import say
from implementation.rollout.registry import Fact, pilot_readiness


def covers_of(pilot, found: Coverage) -> dict[int, Cover]:
    """Each department that a course for the pilot's module must reach; a course for no module in particular is for all."""
    courses = Course.objects.filter(programme=pilot.programme_id).values_list("pk", "modules")
    counted = {pk for pk, modules in courses if not modules or pilot.module.key in modules}
    places: dict[int, Cover] = {}
    for (course, department), cover in found.by_place.items():
        if course in counted:
            places[department] = places.get(department, Cover()) + cover
    return places


@pilot_readiness(order=10)
def trained(pilot):
    url = reverse("training", args=[pilot.programme_id])
    for department, cover in covers_of(pilot, coverage(pilot.programme)).items():
        if not cover.needed:
            continue
        tone = "ok" if not cover.missing else "partly" if cover.trained else "bad"
        text = say(_("**{done} of {needed}** places of training taken."), done=cover.trained, needed=cover.needed)
        yield Fact(department, tone, _("Training"), text, url)
