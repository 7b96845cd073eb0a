"""What an alarm says, in the language of whoever reads it."""

import datetime
from decimal import Decimal

from django.utils import formats
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from core import text
from core.text import amount, say
from sla.models import SlaAlarm

Kind = SlaAlarm.Kind
_moment = lazy(lambda at: formats.date_format(at, "DATETIME_FORMAT"), str)


def words(alarm: SlaAlarm):
    """One sentence with its figures."""
    figures = alarm.figures
    if alarm.kind == Kind.BUDGET:
        return _budget(alarm)
    if alarm.kind == Kind.FORECAST:
        sentence = _("{objective}, {month}: {used} % of the error budget is used; at this pace it is gone on {day}.")
        return say(sentence, **_about(alarm), used=_number(figures["used"]), day=_day(figures["gone"]))
    if alarm.kind == Kind.BURN:
        sentence = _(
            "{objective}: in the last {hours} h the error budget burned {rate} times too fast; {limit} is the most."
        )
        rate, limit = _number(figures["rate"]), _number(figures["limit"])
        return say(sentence, objective=_objective(alarm), hours=figures["hours"], rate=rate, limit=limit)
    if alarm.kind == Kind.SILENCE:
        if not figures["last"]:
            return say(_("Monitor “{monitor}” has never sent anything."), monitor=figures["monitor"])
        last = datetime.datetime.fromisoformat(figures["last"])
        sentence = _("Monitor “{monitor}” has been quiet since {moment}; what lies in it is unknown.")
        return say(sentence, monitor=figures["monitor"], moment=_moment(last.astimezone(alarm.agreement.zone)))
    if alarm.kind == Kind.CLAIM:
        currency = alarm.agreement.programme.organisation.currency
        sentence = _("A credit of {amount} for {breach} lapses after {day}.")
        return say(
            sentence, amount=amount(Decimal(figures["amount"]), currency), breach=alarm.breach, day=_day(figures["day"])
        )
    return say(_("The provider was to answer by {day}: {breach}."), day=_day(figures["day"]), breach=alarm.breach)


def _budget(alarm: SlaAlarm):
    about = _about(alarm)
    if alarm.figures["step"] >= 100:
        return say(_("{objective}, {month}: the error budget is gone."), **about)
    sentence = _("{objective}, {month}: {used} % of the error budget is used.")
    return say(sentence, **about, used=_number(alarm.figures["used"]))


def _about(alarm: SlaAlarm) -> dict:
    return {"objective": _objective(alarm), "month": text.month(alarm.month)}


def _objective(alarm: SlaAlarm):
    return say(_("{objective} of {monitor}"), objective=alarm.objective.title, monitor=alarm.objective.monitor)


def _number(figure: str):
    return text.number(Decimal(figure), 1)


def _day(iso: str):
    return text.day(datetime.date.fromisoformat(iso))
