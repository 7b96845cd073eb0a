"""Facts about modules and pilots."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import day, names, number, say
from implementation.gates.figures import Figure, a_number, each
from implementation.gates.registry import (
    ACCEPTANCE,
    KNOCK_OUT,
    MUST,
    PILOT_EXIT,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)
from implementation.rollout.exit_report import exit_day, is_stale, stale_words
from implementation.rollout.models import Module, Pilot, PilotIssue, Run, Runbook
from implementation.rollout.progress import adoption_of, figure, progress_of, progress_on, with_progress
from implementation.rollout.readiness import readiness_of

LEAST_MEASURES = 2


@gate_check(
    "rollout.pilot_planned",
    title=_("A pilot is planned with its measures"),
    at={READY_TO_PILOT: MUST},
    order=60,
    parameters={"measures": Parameter(LEAST_MEASURES, _("Measures of each pilot, at least"), minimum=1, maximum=20)},
    figures={"pilots": _("Pilots"), "pilot": _("Pilot"), "measures": _("Measures"), "users": _("Users")},
)
def pilot_planned(programme, *, gate, measures=LEAST_MEASURES):
    found = [item for item in progress_on(programme) if item.pilot.state != Pilot.State.ROLLED_BACK]
    if not found:
        url = reverse("new_pilot", args=[programme.pk])
        return not_met(_("No pilot is planned yet."), figures={"pilots": 0}, url=url)
    best = max(found, key=lambda item: (bool(item.where), min(len(item.lines), measures)))
    figures = {"pilots": len(found), "pilot": best.pilot.name, "measures": len(best.lines), "users": best.pilot.users}
    url = best.pilot.get_absolute_url()
    if not best.where:
        return partly(say(_("{pilot}: no department chosen."), pilot=best.pilot.name), figures=figures, url=url)
    if len(best.lines) < measures:
        text = say(
            _("{pilot}: **{n}** measures with a target, at least {least}."),
            pilot=best.pilot.name,
            n=len(best.lines),
            least=measures,
        )
        return partly(text, figures=figures, url=url)
    text = say(
        _("{pilot} in {where}: **{users}** users, **{n}** measures, from {start} to {end}."),
        pilot=best.pilot.name,
        where=best.where,
        users=best.pilot.users,
        n=len(best.lines),
        start=day(best.pilot.planned_start),
        end=day(best.pilot.planned_end),
    )
    return met(text, figures=figures, url=url)


@gate_check(
    "rollout.group_ready",
    title=_("The people of the pilot are ready"),
    at={READY_TO_PILOT: MUST},
    order=65,
    parameters={"percent": Parameter(100, _("People ready, at least, per cent"), minimum=1, maximum=100)},
    figures={"pilot": _("Pilot"), "ready": _("Answered with yes"), "asked": _("Asked")},
)
def group_ready(programme, *, gate, percent=100):
    """The checklist of the pilot that starts first; ``percent`` of its answers must be yes."""
    pilot = programme.pilots.exclude(state=Pilot.State.ROLLED_BACK).order_by("planned_start", "pk").first()
    if pilot is None:
        url = reverse("new_pilot", args=[programme.pk])
        return not_met(_("No pilot is planned yet."), figures={"ready": 0, "asked": 0}, url=url)
    found = readiness_of(pilot, with_facts=False)
    url = reverse("pilot_readiness", args=[programme.pk, pilot.pk])
    figures = {"pilot": pilot.name, "ready": found.ready, "asked": found.total}
    if not found.total:
        return not_met(say(_("{pilot}: no department chosen."), pilot=pilot.name), figures=figures, url=url)
    counted = {"pilot": pilot.name, "ready": found.ready, "asked": found.total}
    if 100 * found.ready >= percent * found.total:
        return met(say(_("{pilot}: **{ready} of {asked}** answered with yes."), **counted), figures=figures, url=url)
    department, item = found.first_open
    text = say(
        _("{pilot}: **{ready} of {asked}** answered with yes. First open, {department}: {item}."),
        department=department.name,
        item=item,
        **counted,
    )
    return (partly if found.ready else not_met)(text, figures=figures, url=url)


def _pilot_of(gate) -> Pilot | None:
    return with_progress(Pilot.objects.filter(exit_gate=gate)).first()


def _none(programme):
    return not_met(_("This gate belongs to no pilot."), figures={}, url=reverse("rollout", args=[programme.pk]))


@gate_check(
    "rollout.measures_met",
    title=_("Every measure of the pilot is met"),
    at={PILOT_EXIT: MUST},
    order=10,
    figures={
        "met": _("Met"),
        "measures": _("Measures"),
        "values": Figure(_("Latest values"), each(figure)),
        "stale": _("Out of date"),
    },
)
def measures_met(programme, *, gate):
    pilot = _pilot_of(gate)
    if pilot is None:
        return _none(programme)
    found, url = progress_of(pilot), pilot.get_absolute_url()
    figures = {
        "met": found.met,
        "measures": len(found.lines),
        "values": {line.measure.title: str(line.latest.value) if line.latest else "" for line in found.lines},
    }
    if not found.lines:
        return not_met(_("The pilot has no measure yet."), figures=figures, url=url)
    if not found.missed:
        url = reverse("exit_report", args=[programme.pk, pilot.pk])
        stale = [line for line in found.lines if is_stale(line, exit_day(pilot))]
        if stale:
            return partly(stale_words(stale[0]), figures=figures | {"stale": len(stale)}, url=url)
        return met(say(_("**{n} of {n}** measures met."), n=found.met), figures=figures, url=url)
    first = found.missed[0]
    counted = {"met": found.met, "total": len(found.lines), "title": first.measure.title}
    if first.latest is None:
        text = say(_("**{met} of {total}** measures met. {title}: no value yet."), **counted)
    else:
        text = say(
            _("**{met} of {total}** measures met. {title}: **{value}** {unit}, exit at {target}."),
            value=figure(first.latest.value),
            unit=first.measure.unit,
            target=first.exit_at,
            **counted,
        )
    started = found.met or any(line.result == "partly" for line in found.lines)
    return (partly if started else not_met)(text, figures=figures, url=url)


@gate_check(
    "rollout.system_used",
    title=_("The pilot’s people use the system"),
    at={PILOT_EXIT: SHOULD},
    weight=40,
    order=20,
    parameters={
        "floor": Parameter(80, _("Share of staff who are active, at least, per cent"), minimum=1, maximum=100),
        "weeks": Parameter(4, _("Weeks in a row"), minimum=1, maximum=26),
    },
    figures={"share": Figure(_("Active, per cent"), a_number(1)), "weeks": _("Weeks recorded")},
)
def system_used(programme, *, gate, floor=80, weeks=4):
    pilot = _pilot_of(gate)
    if pilot is None:
        return _none(programme)
    url = pilot.get_absolute_url()
    found = adoption_of(pilot, weeks=weeks)
    if found is None:
        return not_met(_("Nobody has recorded how many people are active."), figures={"weeks": 0}, url=url)
    figures = {"share": round(found.share, 2), "weeks": found.weeks}
    parts = {"share": number(found.share, 1), "n": found.weeks, "floor": floor, "weeks": weeks}
    if found.share < floor:
        text = say(_("**{share} %** active over the last {n} weeks, floor {floor} %."), **parts)
        return not_met(text, figures=figures, url=url)
    if found.weeks < weeks:
        text = say(_("**{share} %** active, but over {n} of {weeks} weeks only; floor {floor} %."), **parts)
        return partly(text, figures=figures, url=url)
    text = say(_("**{share} %** active over the last {n} weeks, floor {floor} %."), **parts)
    return met(text, figures=figures, url=url)


@gate_check(
    "rollout.rollback_tested",
    title=_("The way back is rehearsed"),
    at={PILOT_EXIT: KNOCK_OUT},
    order=30,
    figures={"minutes": _("Minutes to go back"), "limit": _("Limit, minutes")},
)
def rollback_tested(programme, *, gate):
    pilot = _pilot_of(gate)
    if pilot is None:
        return _none(programme)
    url = pilot.get_absolute_url()
    figures = {"minutes": pilot.rollback_minutes, "limit": pilot.rollback_limit}
    if pilot.state == Pilot.State.ROLLED_BACK:
        return not_met(_("The pilot was rolled back: only “stop” closes its gate."), figures=figures, url=url)
    if pilot.rollback_minutes is None:
        text = say(_("Not rehearsed yet; limit {limit} minutes."), limit=pilot.rollback_limit)
        return not_met(text, figures=figures, url=_where_to_rehearse(programme, pilot))
    text = say(
        _("Rehearsed on {day}: **{minutes}** minutes, limit {limit}."),
        day=day(pilot.rollback_tested_on),
        minutes=pilot.rollback_minutes,
        limit=pilot.rollback_limit,
    )
    return (met if pilot.can_go_back_in_time else not_met)(text, figures=figures, url=url)


@gate_check(
    "rollout.no_severe_issue",
    title=_("No severe issue of the pilot is open"),
    at={PILOT_EXIT: MUST},
    order=25,
    parameters={
        "severity": Parameter(2, _("As severe as this, or more"), choices=tuple(PilotIssue.Severity.choices)),
        "most": Parameter(0, _("Open issues, at most"), minimum=0, maximum=100),
    },
    figures={"open": _("Open"), "unmended": _("Left unmended"), "severity": None, "most": None},
)
def no_severe_issue(programme, *, gate, severity=2, most=0):
    """Issues up to ``severity`` (1 is the worst) that are not verified; ``most`` may be open."""
    pilot = _pilot_of(gate)
    if pilot is None:
        return _none(programme)
    severe = list(pilot.issues.open().severe(severity))
    left = pilot.issues.severe(severity).filter(state=PilotIssue.State.WONT_MEND).count()
    figures = {"open": len(severe), "unmended": left, "severity": severity, "most": most}
    url = f"{reverse('pilot_issues', args=[programme.pk])}?pilot={pilot.pk}&state=any_open"
    if not severe:
        text = say(_("None is open; **{left}** left unmended."), left=left) if left else _("None is open.")
        return met(text, figures=figures, url=url)
    text = say(
        _("**{n}** open of severity {severity} or worse, at most {most}. The worst: {title}."),
        n=len(severe),
        severity=severity,
        most=most,
        title=severe[0].title,
    )
    return (met if len(severe) <= most else not_met)(text, figures=figures, url=url)


@gate_check(
    "rollout.modules_live",
    title=_("The modules are rolled out"),
    at={ACCEPTANCE: MUST},
    order=40,
    parameters={"share": Parameter(100, _("Modules rolled out, at least, per cent"), minimum=1, maximum=100)},
    figures={"out": _("Rolled out"), "modules": _("Modules")},
)
def modules_live(programme, *, gate, share=100):
    """``share`` is how many per cent of the modules that are not closed must be rolling out or live."""
    states = list(programme.modules.exclude(state=Module.State.CLOSED).values_list("state", flat=True))
    out = sum(state in Module.OUT for state in states)
    figures = {"out": out, "modules": len(states)}
    url = reverse("rollout", args=[programme.pk])
    if not states:
        return not_met(_("No module is on the programme."), figures=figures, url=url)
    text = say(_("**{out} of {total}** modules roll out or are live."), out=out, total=len(states))
    if 100 * out >= share * len(states):
        return met(text, figures=figures, url=url)
    return (partly if out else not_met)(text, figures=figures, url=url)


def _where_to_rehearse(programme, pilot) -> str:
    """The checklist of the way back where there is one; else the page where it is written."""
    found = pilot.runbooks.filter(kind=Runbook.Kind.ROLL_BACK).first()
    if found:
        return found.get_absolute_url()
    return f"{reverse('new_runbook', args=[programme.pk])}?pilot={pilot.pk}&kind=roll_back"


@gate_check(
    "rollout.cut_over_done",
    title=_("Every cut-over was carried out"),
    at={ACCEPTANCE: MUST},
    order=45,
    figures={"modules": _("Modules"), "done": _("Carried out")},
)
def cut_over_done(programme, *, gate):
    """A checklist of the cut-over, run for real and finished, for each module that rolls out or is live."""
    out = list(programme.modules.filter(state__in=Module.OUT))
    url = reverse("runbooks", args=[programme.pk])
    if not out:
        return not_met(_("No module is rolled out yet."), figures={"modules": 0, "done": 0}, url=url)
    runs = Run.objects.filter(
        programme=programme, rehearsal=False, state=Run.State.FINISHED, runbook__kind=Runbook.Kind.CUT_OVER
    )
    carried_out = set(runs.values_list("runbook__module", flat=True))
    without = [module for module in out if module.pk not in carried_out]
    figures = {"modules": len(out), "done": len(out) - len(without)}
    if not without:
        text = say(_("The cut-over of **{n} of {n}** modules was carried out by its checklist."), n=len(out))
        return met(text, figures=figures, url=url)
    text = say(
        _("The cut-over of **{done} of {n}** modules was carried out by its checklist. Without: {names}."),
        done=figures["done"],
        n=len(out),
        names=names([module.name for module in without]),
    )
    return (partly if figures["done"] else not_met)(text, figures=figures, url=url)
