"""Facts about processes: signed before their modules go to pilot, no warning unanswered, people told in time."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes.blueprint import blueprints
from change_mgmt.processes.models import Effect, Process
from change_mgmt.processes.telling import summed, tellings
from core.text import names, number, say
from implementation.gates.registry import (
    ACCEPTANCE,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)
from implementation.rollout.models import Pilot


def pursued(programme):
    return Process.objects.filter(programme=programme).exclude(state=Process.State.DROPPED)


@gate_check(
    "processes.signed_for_pilot",
    title=_("The new processes of the pilots are signed"),
    at={READY_TO_PILOT: SHOULD},
    weight=15,
    order=62,
    figures={
        "modules": _("Modules in a pilot"),
        "unsigned": _("Not signed"),
        "without": _("Modules without a process"),
    },
)
def signed_for_pilot(programme, *, gate):
    """Every module that goes to pilot has a process, and each process that uses it is signed as it is drawn now."""
    url = reverse("processes", args=[programme.pk])
    pilots = Pilot.objects.filter(programme=programme).exclude(state=Pilot.State.ROLLED_BACK).select_related("module")
    modules = {pilot.module.key: pilot.module.name for pilot in pilots.order_by("planned_start", "pk")}
    if not modules:
        return not_met(_("No pilot is planned yet."), figures={"modules": []}, url=url)
    found = [process for process in pursued(programme) if set(process.modules) & set(modules)]
    unsigned = [process for process in found if process.state != Process.State.SIGNED]
    covered = {key for process in found for key in process.modules}
    without = [name for key, name in modules.items() if key not in covered]
    figures = {
        "modules": list(modules.values()),
        "unsigned": [process.name for process in unsigned],
        "without": without,
    }
    if unsigned:
        text = say(_("Not signed: **{processes}**."), processes=names(process.name for process in unsigned))
        result = partly if len(unsigned) < len(found) else not_met
        return result(text, figures=figures, url=unsigned[0].get_absolute_url())
    if without:
        text = say(_("No process is drawn for: **{modules}**."), modules=names(without))
        return (partly if found else not_met)(text, figures=figures, url=url)
    return met(say(_("**{n}** signed, for every module in a pilot."), n=len(found)), figures=figures, url=url)


@gate_check(
    "processes.warnings_answered",
    title=_("No warning of a new process is left without a reason"),
    at={READY_TO_PILOT: SHOULD},
    weight=10,
    order=63,
    figures={"open": _("Warnings open"), "processes": _("Processes")},
)
def warnings_answered(programme, *, gate):
    plans = blueprints(pursued(programme).select_related("programme"))
    url = reverse("processes", args=[programme.pk])
    open_ = [(plan, len(plan.open_warnings)) for plan in plans if plan.open_warnings]
    figures = {"open": sum(n for _plan, n in open_), "processes": [plan.process.name for plan, _n in open_]}
    if not open_:
        return met(_("No warning is open."), figures=figures, url=url)
    worst = max(open_, key=lambda item: item[1])[0].process
    text = say(_("**{n}** open, most of them in “{process}”."), n=figures["open"], process=worst.name)
    url = reverse("process_compare", args=[programme.pk, worst.pk])
    return not_met(text, figures=figures, url=url)


@gate_check(
    "processes.people_told",
    title=_("Those whom the new processes affect are told"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    weight=15,
    order=64,
    parameters={
        "percent": Parameter(100, _("People told, at least, per cent"), minimum=1, maximum=100),
        "days": Parameter(
            30,
            _("Effects that begin within, days"),
            help=_("What begins later need not be told yet."),
            minimum=0,
            maximum=1000,
        ),
    },
    figures={
        "effects": _("Effects"),
        "told": _("Told"),
        "affected": _("Affected"),
        "read": _("Read"),
        "untold": _("Not told yet"),
    },
)
def people_told(programme, *, gate, percent=100, days=30):
    """Of what has begun or begins soon; where nobody on the list of people fits, somebody must have said how they were told."""
    url = reverse("processes", args=[programme.pk])
    until = timezone.localdate() + datetime.timedelta(days=days)
    effects = Effect.objects.filter(process__in=pursued(programme), from_day__lte=until).select_related("process")
    found = tellings(effects)
    total = summed(found)
    open_ = [each for each in found if not each.is_done]
    figures = {
        "effects": total.effects,
        "told": total.told,
        "affected": total.affected,
        "read": total.read,
        "untold": [str(each.effect) for each in open_],
    }
    if not found:
        if not pursued(programme).exists():
            return not_met(_("No process is drawn yet."), figures=figures, url=url)
        return met(say(_("Nothing begins within {days} days."), days=number(days)), figures=figures, url=url)
    if not open_ or (total.affected and 100 * total.told >= percent * total.affected and not _unsaid(open_)):
        text = say(_("**{told} of {affected}** told, {read} have read it."), **_counts(total))
        return met(text, figures=figures, url=url)
    text = say(_("**{told} of {affected}** told. First open: {effect}"), effect=str(open_[0].effect), **_counts(total))
    result = partly if total.told or len(open_) < len(found) else not_met
    return result(text, figures=figures, url=open_[0].effect.get_absolute_url())


def _unsaid(open_) -> bool:
    """Whether an effect is among them that fits nobody on the list, so that no share can stand for it."""
    return any(not each.affected for each in open_)


def _counts(total) -> dict[str, int]:
    return {"told": total.told, "affected": total.affected, "read": total.read}
