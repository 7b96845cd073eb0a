"""What a report says, as plain JSON: gathered once, frozen when it is published, readable in every language ever after."""

import base64
import datetime
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain
from core.models import User
from core.roles import EXECUTIVE, SPONSOR
from core.text import say
from implementation.gates.checklist import Checklist, look_at
from implementation.gates.models import Gate, Outcome
from implementation.gates.panels import next_gate
from implementation.programme import registry, status, waiting
from implementation.programme.actions import people_on
from implementation.programme.models import Organisation, Programme, Stage
from implementation.reports.models import ProgressReport

Facts = dict[str, Any]
NEXT_MILESTONES = 5


def facts(
    programme: Programme,
    *,
    period_start: datetime.date,
    period_end: datetime.date,
    headline: str = "",
    done: str = "",
    next: str = "",
    by: User | None = None,
    at: datetime.datetime | None = None,
) -> Facts:
    """The programme as it stands now, beside how the last report saw it. Without ``by`` and ``at`` it is not published."""
    with timezone.override(programme.organisation.zone):
        previous = programme.progressreports.order_by("-number").first()
        statuses = status.statuses(programme)
        gate = next_gate(programme)
        checklist = look_at(gate) if gate else None
        return plain(
            {
                "organisation": _organisation(programme.organisation),
                "programme": programme.name,
                "number": previous.number + 1 if previous else 1,
                "previous": {"number": previous.number, "until": previous.period_end} if previous else None,
                "period_start": period_start,
                "period_end": period_end,
                "headline": headline,
                "done": done,
                "next": next,
                "published": {"at": at, "by": by.name, "roles": sorted(programme.roles_of(by))} if by else None,
                "read_at": at or timezone.now(),
                "stage": _stage(programme),
                "gate": _gate(checklist) if checklist else None,
                "overall": status.overall(statuses),
                "dimensions": _dimensions(statuses, previous),
                "asks": _asks(programme, checklist),
                "events": _events(programme, period_start, period_end, previous),
                "milestones": _milestones(programme),
                "panels": _panels(programme),
            }
        )


def _organisation(organisation: Organisation) -> Facts:
    return {
        "name": organisation.name,
        "currency": organisation.currency,
        "time_zone": organisation.time_zone,
        "logo": _logo(organisation),
    }


def _logo(organisation: Organisation) -> str:
    """The picture itself, so that the report keeps it when the organisation changes it."""
    if not organisation.logo:
        return ""
    kind = "png" if organisation.logo.name.lower().endswith("png") else "jpeg"
    with organisation.logo.open("rb") as file:
        return f"data:image/{kind};base64,{base64.b64encode(file.read()).decode()}"


def _stage(programme: Programme) -> Facts | None:
    """The stage under way, or the last one that was."""
    stages = list(programme.stages.order_by("number"))
    begun = [stage for stage in stages if stage.state != Stage.State.NOT_STARTED]
    running = [stage for stage in begun if stage.state in (Stage.State.UNDER_WAY, Stage.State.PAUSED)]
    found = next(iter(running or begun[-1:]), None)
    return {"number": found.number, "of": len(stages), "name": found.name} if found else None


def _gate(checklist: Checklist) -> Facts:
    gate = checklist.gate
    return {"name": gate.name, "due": gate.due, "settled": len(checklist.settled), "total": len(checklist.lines)}


def _dimensions(statuses: list[status.Standing], previous: ProgressReport | None) -> list[Facts]:
    before = {item["name"]: item["level"] for item in previous.facts["dimensions"]} if previous else {}
    return [
        {
            "name": item.name,
            "label": in_every_language(item.label),
            "level": item.level,
            "before": before.get(item.name),
            "reason": in_every_language(item.reason),
            "computed": item.computed,
            "override": item.override and asdict(item.override),
            "stale_since": item.stale_since,
            "tolerance": asdict(item.limits),
        }
        for item in statuses
    ]


def _asks(programme: Programme, checklist: Checklist | None) -> list[Facts]:
    """What waits for sponsors and executives, decisions first."""
    deciders = dict(people_on(programme, SPONSOR, EXECUTIVE).values_list("pk", "name"))
    requested = list(programme.gates.filter(state=Gate.State.REQUESTED).order_by("due").select_related("stage"))
    found = [_decision(gate, programme, checklist) for gate in requested]
    asked_already = {gate.get_absolute_url() for gate in requested}
    for item in waiting.on_programme(programme):
        names = [name for pk, name in deciders.items() if pk in item.who]
        if names and item.url not in asked_already:
            found.append({"what": in_every_language(item.what), "who": names, "by": item.on, "note": None})
    return found


def _decision(gate: Gate, programme: Programme, checklist: Checklist | None) -> Facts:
    looked_at = checklist if checklist and checklist.gate == gate else look_at(gate)
    note = None
    if looked_at.closed(Outcome.GO) is None:
        note = in_every_language(_("A go is possible."))
    elif looked_at.closed(Outcome.CONDITIONAL) is None:
        note = in_every_language(_("A conditional go is possible."))
    return {
        "what": in_every_language(say(_("Decide the gate: {name}"), name=gate.name)),
        "who": list(people_on(programme, SPONSOR).values_list("name", flat=True)),
        "by": gate.due,
        "note": note,
    }


def _events(
    programme: Programme, since: datetime.date, until: datetime.date, previous: ProgressReport | None
) -> list[Facts]:
    """What happened up to the period's end and no report has told yet, newest first."""
    told = previous.facts["events"] if previous else []
    since = min(since, previous.period_end) if previous else since
    found = [
        {"on": event.on.isoformat(), "what": _sentence(event.what)}
        for event in registry.happened(programme, since, until)
    ]
    return [event for event in found if event not in told]


def _sentence(what: Any) -> Any:
    return what if isinstance(what, dict) else in_every_language(what)


def _milestones(programme: Programme) -> Facts:
    def told(found: QuerySet) -> list[Facts]:
        return [{"name": m.name, "due": m.due, "stage": m.stage.name} for m in found.select_related("stage")]

    milestones = programme.milestones.order_by("due", "pk")
    return {
        "next": told(milestones.filter(state="planned")[:NEXT_MILESTONES]),
        "reached": told(milestones.filter(state="reached")),
    }


def _panels(programme: Programme) -> list[Facts]:
    """Every app's own facts; a panel that has nothing to say is left out."""
    found = [(panel, panel.facts(programme)) for panel in registry.panels()]
    return [
        {"name": panel.name, "title": in_every_language(panel.title), "facts": known}
        for panel, known in found
        if any(known.values())
    ]
