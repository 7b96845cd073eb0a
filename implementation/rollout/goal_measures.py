"""What the rollout tells the goals: how far people use it, which modules there are, when it went live."""

from decimal import Decimal

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from implementation.goals.measures import goal_measure
from implementation.goals.registry import live_day, modules_in_use
from implementation.rollout.models import AdoptionFigure, Module, Run, Runbook, Wave
from implementation.rollout.progress import as_figure, latest_of
from implementation.rollout.shares import weekly


@goal_measure("rollout.adoption", label=_("People active over the last four weeks"), unit="%", per_module=True)
def adoption(programme, day, *, module=""):
    """Of those who could be, up to a day, of one module or of all; None without recent weeks."""
    found = AdoptionFigure.objects.filter(module__programme=programme, week__lte=day)
    if module:
        found = found.filter(module__key=module)
    latest = latest_of(weekly(as_figure(item) for item in found), until=day)
    return None if latest is None else Decimal(str(latest.share))


@modules_in_use
def modules(programme):
    open_ones = programme.modules.exclude(state=Module.State.CLOSED)
    return open_ones.values_list("key", flat=True)


@live_day
def first_wave(programme):
    """The first wave that has gone live."""
    out = programme.waves.filter(state__in=[Wave.State.UNDER_WAY, Wave.State.DONE], go_live__lte=timezone.localdate())
    return out.aggregate(first=Min("go_live"))["first"]


@live_day
def first_cut_over(programme):
    """The first cut-over of a whole module that was carried out for real; a pilot's is no going live."""
    done = programme.runs.filter(
        runbook__kind=Runbook.Kind.CUT_OVER, runbook__pilot=None, rehearsal=False, state=Run.State.FINISHED
    )
    moment = done.aggregate(first=Min("ended_at"))["first"]
    return timezone.localdate(moment) if moment else None
