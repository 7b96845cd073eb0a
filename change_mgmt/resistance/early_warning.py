"""Each department beside its adoption, readiness, training and open signs, judged against the programme's limits."""

import datetime
from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from change_mgmt.coverage import Cover, coverage
from change_mgmt.resistance.models import EarlyWarning, Sign, WarningLimit
from change_mgmt.resistance.place import LevelLine, Place
from change_mgmt.resistance.warning import Limits, Values
from change_mgmt.survey.results import readiness
from core.text import names, say
from implementation.programme.models import Department, Programme
from implementation.rollout.trend import by, figures_on
from implementation.staff.models import Level

#: Adoption is taken from the latest weeks of these.
WEEKS_READ = 8


def limits_of(programme: Programme) -> Limits:
    own = WarningLimit.objects.filter(programme=programme).first()
    return own.limits if own else Limits()


def trained(programme: Programme) -> dict[int, float]:
    """Department -> per cent trained, of those who must be."""
    covers: dict[int, Cover] = {}
    for (_course, department), cover in coverage(programme).by_place.items():
        covers[department] = covers.get(department, Cover()) + cover
    return {pk: float(cover.share) for pk, cover in covers.items() if cover.share is not None}


def adopted(programme: Programme, departments: list[Department]) -> dict[int, float]:
    """Department -> per cent active over the latest weeks on record."""
    since = timezone.localdate() - datetime.timedelta(weeks=WEEKS_READ)
    figures = figures_on(programme, since=since)
    found = by(figures, departments, lambda item: item.department, address=lambda item: "")
    return {item.pk: item.latest.share for item in found if item.latest}


def open_signs(programme: Programme) -> Counter:
    """Department -> open signs, without those that are confidential."""
    found = Sign.objects.filter(programme=programme, confidential=False).open()
    return Counter(found.order_by().values_list("department_id", flat=True))


def places(programme: Programme) -> list[Place]:
    """Every department, the lowest first; the same number of queries for one department and for thirty."""
    departments = list(programme.organisation.departments.order_by("name", "pk"))
    limits, adoption = limits_of(programme), adopted(programme, departments)
    ready, training, signs = readiness(programme), trained(programme), open_signs(programme)
    warnings = {item.department_id: item for item in programme.earlywarnings.exclude(state=EarlyWarning.State.OVER)}
    found = [
        Place(
            department=item,
            values=Values(adoption.get(item.pk), as_number(ready.get(item.pk)), training.get(item.pk)),
            limits=limits,
            signs=signs.get(item.pk, 0),
            hidden=item.pk in ready and ready[item.pk] is None,
            warning=warnings.get(item.pk),
        )
        for item in departments
    ]
    return sorted(found, key=lambda place: (-place.judgement.level, -place.signs, place.department.name))


def as_number(value) -> float | None:
    return None if value is None else float(value)


def by_level(programme: Programme) -> list[LevelLine]:
    shares = {
        level: float(cover.share) for level, cover in coverage(programme).by_level.items() if cover.share is not None
    }
    found = Sign.objects.filter(programme=programme, confidential=False).open()
    signs = Counter(found.order_by().values_list("level", flat=True))
    return [LevelLine(Level(level).label, shares.get(level), signs.get(level, 0)) for level in Level.values]


def in_warning(found: list[Place]) -> list[Place]:
    return [place for place in found if place.judgement.is_early_warning]


def summary(found: list[Place]):
    low = in_warning(found)
    if not low:
        return _("No department is low in adoption, readiness and training at once.")
    text = ngettext_lazy(
        "**{n} department** is low in adoption, readiness and training at once: {names}.",
        "**{n} departments** are low in adoption, readiness and training at once: {names}.",
        len(low),
    )
    return say(text, n=len(low), names=names([place.department.name for place in low]))
