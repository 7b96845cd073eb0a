"""Facts about who has been told."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from change_mgmt.communication.counts import Tally, tallies
from change_mgmt.communication.going_live import told_by
from change_mgmt.communication.models import Message
from core.text import day, names, number, say
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
from implementation.rollout.models import Pilot, Wave

LEAST_ACKNOWLEDGED = 60


@gate_check(
    "communication.everybody_told",
    title=_("Everybody whom it affects is in the communication plan"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    order=66,
    figures={"departments": _("Departments affected"), "without": _("Without a message")},
)
def everybody_told(programme, *, gate):
    """Each department of a pilot or wave has a message that is planned or has gone out."""
    url = reverse("communication", args=[programme.pk])
    affected = _affected(programme)
    if not affected:
        return not_met(_("No pilot is planned yet."), figures={"departments": 0, "without": 0}, url=url)
    told = told_by(Message.objects.filter(programme=programme), programme)
    without = [name for pk, name in affected.items() if pk not in told]
    figures = {"departments": len(affected), "without": len(without)}
    if not without:
        n = len(affected)
        text = ngettext_lazy(
            "**{n}** department affected, and a message is planned for it.",
            "**{n}** departments affected, and a message is planned for each.",
            n,
        )
        return met(say(text, n=n), figures=figures, url=url)
    text = say(_("No message is planned for: **{names}**."), names=names(without))
    return (partly if len(without) < len(affected) else not_met)(text, figures=figures, url=url)


def _affected(programme) -> dict[int, str]:
    """Departments of pilots and waves that are planned or under way."""
    found: dict[int, str] = {}
    pilots = programme.pilots.exclude(state=Pilot.State.ROLLED_BACK).prefetch_related("departments")
    for pilot in pilots:
        places = pilot.departments.all()
        if pilot.way == Pilot.Way.PART:
            places = programme.organisation.departments.all()
        found |= {place.pk: place.name for place in places}
    for wave in programme.waves.exclude(state=Wave.State.CANCELLED).prefetch_related("places__department"):
        found |= {place.department_id: place.department.name for place in wave.places.all()}
    return found


@gate_check(
    "communication.acknowledged",
    title=_("Those who go live have read their notice"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    order=67,
    parameters={
        "percent": Parameter(LEAST_ACKNOWLEDGED, _("Acknowledged, at least, per cent"), minimum=1, maximum=100)
    },
    figures={"message": _("Message"), "reached": _("People reached"), "acknowledged": _("Acknowledged")},
)
def acknowledged(programme, *, gate, percent=LEAST_ACKNOWLEDGED):
    """The notice that fewest have acknowledged, of those that were sent to the people of a pilot or wave."""
    url = reverse("communication", args=[programme.pk])
    given = Message.objects.filter(programme=programme, state__in=Message.READABLE).exclude(pilot=None, wave=None)
    sent = list(given.defer("texts"))
    if not sent:
        figures = {"reached": 0, "acknowledged": 0}
        return not_met(_("No notice has been sent to the people of a pilot or wave."), figures=figures, url=url)
    counted = tallies(sent)
    worst = min(sent, key=lambda item: (counted.get(item.pk, Tally()).share or 0, item.pk))
    tally = counted.get(worst.pk, Tally())
    figures = {"message": worst.what, "reached": tally.reached, "acknowledged": tally.acknowledged}
    text = say(
        _("{what}: **{share} %** of {all} have acknowledged it, at least {least} %."),
        what=worst.what,
        share=number(tally.share or 0),
        all=tally.reached,
        least=percent,
    )
    enough = 100 * tally.acknowledged >= percent * tally.reached and tally.reached
    return (met if enough else partly if tally.acknowledged else not_met)(
        text, figures=figures, url=worst.get_absolute_url()
    )


@gate_check(
    "communication.none_overdue",
    title=_("No message is overdue"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    order=68,
    parameters={"days": Parameter(0, _("Days late that are let pass"), minimum=0, maximum=60)},
    figures={"planned": _("Messages"), "overdue": _("Overdue")},
)
def none_overdue(programme, *, gate, days=0):
    url = f"{reverse('communication', args=[programme.pk])}?show=overdue"
    planned = Message.objects.filter(programme=programme)
    count = planned.count()
    late = list(planned.overdue(timezone.localdate() - datetime.timedelta(days=days)).defer("texts"))
    figures = {"planned": count, "overdue": len(late)}
    if not count:
        return not_met(_("No message is planned yet."), figures=figures, url=url.partition("?")[0])
    if not late:
        return met(say(_("**{n}** messages planned or gone out, none overdue."), n=count), figures=figures, url=url)
    first = late[0]
    text = say(
        ngettext_lazy(
            "**{n}** message is overdue: {what}, since {day}.",
            "**{n}** messages are overdue. First: {what}, since {day}.",
            len(late),
        ),
        n=len(late),
        what=first.what,
        day=day(first.due_on),
    )
    return not_met(text, figures=figures, url=url)
