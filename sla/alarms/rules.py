"""What there is to warn of in one agreement at this moment, most urgent step first; nothing is written here."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sla.alarms import budget, records
from sla.alarms.figures import budget_used, gone_on, month_of
from sla.models import Agreement, Breach, Credit, MonthlyResult, Objective, SlaAlarm

CLAIM_DAYS = (1, 7, 14)
#: Days that a breach from before answers had a day may stay without one.
ANSWER_DAYS = 10
#: A forecast from less than this percentage of the budget is a guess.
LEAST_USED = 20
#: States and answers come all the time; tickets and incidents may well stay away.
ALWAYS_MEASURED = (Objective.Kind.AVAILABILITY, Objective.Kind.RESPONSE_TIME)

Kind, Level = SlaAlarm.Kind, SlaAlarm.Level


@dataclass(frozen=True)
class Found:
    """One thing to warn of; ``key`` names it and its step. ``covered`` are steps beyond it: where one was given, this is old."""

    kind: str
    level: str
    key: str
    figures: dict[str, Any]
    objective: Objective | None = None
    month: datetime.date | None = None
    breach: Breach | None = None
    covered: tuple[str, ...] = field(default=())


def found(agreement: Agreement, now: datetime.datetime) -> Iterator[Found]:
    today = now.astimezone(agreement.zone).date()
    if agreement.state == Agreement.State.IN_FORCE:
        objectives = [item for item in agreement.objectives.all() if holds(item, today)]
        for objective in objectives:
            objective.agreement = agreement
        month = today.replace(day=1)
        results = MonthlyResult.objects.filter(objective__in=objectives, month=month)
        by_objective = {result.objective_id: result for result in results}
        for objective in objectives:
            yield from _of_budget(objective, by_objective.get(objective.pk), now)
        yield from _silences(objectives, now)
        yield from _unanswered(agreement, today)
    yield from _claims(agreement, today)


def holds(objective: Objective, day: datetime.date) -> bool:
    """Whether this version of the promise holds on a day."""
    return objective.valid_from <= day and (objective.valid_until is None or day <= objective.valid_until)


def _of_budget(objective: Objective, result: MonthlyResult | None, now: datetime.datetime) -> Iterator[Found]:
    used = budget_used(objective, result)
    if result is None or used is None:
        return
    month, about = result.month, {"objective": objective, "month": result.month}
    key = f"{{}}:{objective.pk}:{month:%Y-%m}"
    figures = {"used": f"{float(used):.1f}"}
    if step := budget.step_reached(used):
        later = tuple(f"{key.format(Kind.BUDGET)}:{other}" for other in budget.STEPS if other > step)
        level = {50: Level.NOTE, 75: Level.WARNING}.get(step, Level.ALARM)
        yield Found(
            Kind.BUDGET, level, f"{key.format(Kind.BUDGET)}:{step}", figures | {"step": step}, covered=later, **about
        )
    if used >= budget.ALL:
        return
    day = gone_on(result)
    if day and used >= LEAST_USED:
        yield Found(
            Kind.FORECAST, Level.WARNING, key.format(Kind.FORECAST), figures | {"gone": day.isoformat()}, **about
        )
    yield from _burning(objective, month, now)


def _burning(objective: Objective, month: datetime.date, now: datetime.datetime) -> Iterator[Found]:
    """Only where the service is meant to be up round the clock: the windows are hours of the clock."""
    if objective.statistic != Objective.Statistic.TIME or objective.calendar_id:
        return
    longest = max(window.long for window in budget.WINDOWS)
    start, end = month_of(objective, month)
    down = records.down_lately(objective, since=now - longest, until=now)
    fast = budget.too_fast(down, target=objective.target, now=now, period=end - start)
    if fast is None:
        return
    hours = fast.window.long // datetime.timedelta(hours=1)
    day = now.astimezone(objective.agreement.zone).date()
    figures = {"rate": f"{float(fast.rate):.1f}", "limit": f"{float(fast.limit):.1f}", "hours": hours}
    level = Level.ALARM if hours <= 6 else Level.WARNING
    yield Found(
        Kind.BURN, level, f"{Kind.BURN}:{objective.pk}:{day}:{hours}", figures, objective=objective, month=month
    )


def _silences(objectives: list[Objective], now: datetime.datetime) -> Iterator[Found]:
    """Once for each monitor and each silence, however many promises are made about it."""
    seen = set()
    for objective in objectives:
        if objective.kind not in ALWAYS_MEASURED or objective.monitor in seen:
            continue
        seen.add(objective.monitor)
        last = records.last_record(objective)
        since = last or month_of(objective, objective.valid_from.replace(day=1))[0]
        if now - since > objective.silence:
            word = f"{last:%Y-%m-%dT%H:%M:%S}" if last else "never"
            figures = {"monitor": objective.monitor, "last": last.isoformat() if last else None}
            yield Found(
                Kind.SILENCE, Level.WARNING, f"{Kind.SILENCE}:{objective.pk}:{word}", figures, objective=objective
            )


def _claims(agreement: Agreement, today: datetime.date) -> Iterator[Found]:
    latest = today + datetime.timedelta(days=max(CLAIM_DAYS))
    open_claims = Credit.objects.filter(
        breach__objective__agreement=agreement,
        state=Credit.State.COMPUTED,
        amount__gt=0,
        claim_by__range=(today, latest),
    )
    for credit in open_claims.select_related("breach__objective").order_by("claim_by", "pk"):
        left = (credit.claim_by - today).days
        step = min(days for days in CLAIM_DAYS if left <= days)
        sooner = tuple(f"{Kind.CLAIM}:{credit.pk}:{days}" for days in CLAIM_DAYS if days < step)
        level = {14: Level.NOTE, 7: Level.WARNING}.get(step, Level.ALARM)
        figures = {"amount": str(credit.amount), "day": credit.claim_by.isoformat()}
        about = {"breach": credit.breach, "objective": credit.breach.objective, "month": credit.breach.month}
        yield Found(Kind.CLAIM, level, f"{Kind.CLAIM}:{credit.pk}:{step}", figures, covered=sooner, **about)


def _unanswered(agreement: Agreement, today: datetime.date) -> Iterator[Found]:
    silent = Breach.objects.filter(objective__agreement=agreement, state__in=Breach.UNANSWERED, lifted=False)
    for breach in silent.select_related("objective").order_by("month", "pk"):
        day = answer_day(breach)
        if day < today:
            about = {"breach": breach, "objective": breach.objective, "month": breach.month}
            yield Found(
                Kind.BREACH, Level.WARNING, f"{Kind.BREACH}:{breach.pk}:{day}", {"day": day.isoformat()}, **about
            )


def answer_day(breach: Breach) -> datetime.date:
    """By when the provider answers; so many days after it was raised where no day was set."""
    return breach.answer_by or breach.raised_at.date() + datetime.timedelta(days=ANSWER_DAYS)
