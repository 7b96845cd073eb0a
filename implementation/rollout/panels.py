"""What pilots show elsewhere: how far people use the system, the pilots in the report, what happened."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain, words_of
from core.models import AuditEntry
from core.text import number, say
from implementation.programme import registry
from implementation.programme.models import Programme
from implementation.programme.registry import NO_DATA, Status
from implementation.rollout.board import board_of
from implementation.rollout.charts import TITLE, adoption_figure, adoption_message
from implementation.rollout.models import Module, Pilot
from implementation.rollout.progress import ADOPTION_FLOOR, Progress, progress_on, weeks_of
from implementation.rollout.trend import by, figures_on
from implementation.rollout.warnings import warnings_about

BOUNDS = registry.Bounds(0, 10, _("Percentage points of active users below the floor"))


@registry.dimension(
    "adoption",
    label=_("Adoption"),
    order=70,
    bounds=BOUNDS,
    records=["rollout.module", "rollout.pilot", "rollout.adoptionfigure", "rollout.adoptionimport"],
)
def adoption(programme: Programme, limits: registry.Limits = BOUNDS.limits) -> Status:
    """The worst of the pilots under way and the modules rolled out: people active over four weeks, against the floor."""
    url = reverse("rollout", args=[programme.pk])
    under_way = progress_on(programme, *Pilot.UNDER_WAY)
    out = list(programme.modules.filter(state__in=Module.OUT))
    if not under_way and not out:
        return Status(NO_DATA, _("No pilot is under way."), url)
    known = [
        (item.pilot.name, item.adoption.share, item.pilot.get_absolute_url()) for item in under_way if item.adoption
    ]
    known += _rolled_out(programme, out)
    if not known:
        return Status(NO_DATA, _("Nobody has recorded how many people are active."), url)
    name, share, where = min(known, key=lambda item: item[1])
    level = limits.level(ADOPTION_FLOOR - share)
    text = say(
        _("{pilot}: **{share} %** active each week, floor {floor} %."),
        pilot=name,
        share=number(share, 0),
        floor=ADOPTION_FLOOR,
    )
    return Status(level, text, where)


def _rolled_out(programme: Programme, modules: list[Module]) -> list[tuple[str, float, str]]:
    """Name, share over the latest weeks and page of each module in use by more than its pilot."""
    if not modules:
        return []
    since = timezone.localdate() - datetime.timedelta(weeks=6)
    trends = by(
        figures_on(programme, since=since),
        modules,
        lambda item: item.module,
        address=lambda module: reverse("adoption", args=[programme.pk]) + f"?module={module.pk}",
    )
    return [(str(item.name), item.latest.share, item.url) for item in trends if item.latest]


def _pilot_facts(item: Progress) -> dict[str, Any]:
    pilot = item.pilot
    return {
        "pilot": pilot.name,
        "module": pilot.module.name,
        "where": in_every_language(item.where),
        "state": pilot.state,
        "tone": item.tone,
        "words": in_every_language(item.words),
        "users": pilot.users,
        "lead": pilot.lead.name,
        "start": pilot.starts,
        "end": pilot.actual_end or pilot.planned_end,
        "met": item.met,
        "measures": len(item.lines),
        "active": round(item.adoption.share, 1) if item.adoption else None,
        "next": in_every_language(item.next),
        "lines": [
            {
                "title": line.measure.title,
                "unit": line.measure.unit,
                "before": in_every_language(line.before),
                "now": in_every_language(line.now),
                "exit_at": in_every_language(line.exit_at),
                "tone": line.tone,
                "words": in_every_language(line.words),
            }
            for line in item.lines
        ],
        "finding": words_of(pilot, "finding") if pilot.finding else None,
        "finding_note": pilot.finding_note,
        "rehearsed_on": pilot.rollback_tested_on,
        "rehearsed_minutes": pilot.rollback_minutes,
        "rehearsal_limit": pilot.rollback_limit,
    }


@registry.panel(
    "rollout.pilots",
    title=_("Modules and pilots"),
    order=80,
    detail="rollout/_report.html",
    brief="rollout/_brief.html",
)
def pilots(programme: Programme) -> dict[str, Any]:
    modules = [
        {
            "name": module.name,
            "state": module.state,
            "tone": module.TONES[module.state],
            "words": in_every_language(Module.State(module.state).label),
        }
        for module in programme.modules.all()
    ]
    found = progress_on(programme)
    return plain(
        {
            "modules": modules,
            "warnings": [in_every_language(item.text) for item in warnings_about(board_of(programme))],
            "pilots": [_pilot_facts(item) for item in found],
            "charts": [_chart_facts(item) for item in found if item.adoption],
        }
    )


def _chart_facts(item: Progress) -> dict[str, Any]:
    weeks = weeks_of(item.pilot)
    return {
        "figure": adoption_figure(weeks),
        "title": in_every_language(say("{pilot}: {title}", pilot=item.pilot.name, title=TITLE)),
        "description": in_every_language(adoption_message(weeks)),
    }


VERBS = {
    "start": _("Pilot “{name}” started."),
    "extend": _("Pilot “{name}” extended."),
    "evaluate": _("Pilot “{name}” went into evaluation."),
    "accept": _("Pilot “{name}” accepted."),
    "roll_back": _("Pilot “{name}” rolled back."),
    "stop": _("Pilot “{name}” rolled back."),
    "concluded": _("Pilot “{name}”: said what it has shown."),
    "rehearsed": _("Pilot “{name}”: the way back was rehearsed."),
}


@registry.events
def happened(programme: Programme, since, until):
    found = AuditEntry.objects.filter(
        chain__scope_key=programme.scope_key, label="rollout.pilot", verb__in=VERBS, at__date__range=(since, until)
    )
    for line in found:
        on = timezone.localtime(line.at).date()
        yield registry.Event(on, in_every_language(say(VERBS[line.verb], name=line.title)))
