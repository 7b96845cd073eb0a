"""Everything that a statement says, as plain values that can be kept: figures, incidents, exclusions, breaches, credits."""

import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation

from core.evidence import in_every_language, plain, words_of
from sla import credit_words
from sla.availability import month_window
from sla.exclusions.gaps import agreed, gaps_of
from sla.models import Agreement, Breach, Credit, Exclusion, MonthlyResult, Statement
from sla.reckoning import contract_year
from sla.statements.corrections import corrections_of, earlier_than, money_of
from sla.statements.lines import lines_of, month_key, text_of

MOST_INCIDENTS = 10


def facts_of(statement: Statement) -> dict[str, Any]:
    """The statement as it stands now. Nothing in it depends on when it is asked for, only on what is on record."""
    agreement, month = statement.agreement, month_key(statement.month)
    kept = earlier_than(statement)
    lines = lines_of(agreement, {statement.month, *(item.statement.month for item in kept)})
    corrections = corrections_of(agreement, kept, lines)
    exclusions = _exclusions(agreement, statement.month)
    breaches = _breaches(agreement, statement.month)
    return plain(
        {
            **_head(agreement),
            "month": month,
            "objectives": [line for key, line in lines.items() if key[1] == month],
            "incidents": _incidents(agreement, statement.month),
            "exclusions": [_exclusion(item, agreement, statement.month) for item in exclusions],
            "breaches": [_breach(item) for item in breaches],
            "credits": [_credit(item.credit, agreement) for item in breaches],
            "corrections": corrections,
            "objections": [_objection(item.statement) for item in kept[-1:] if item.statement.objection],
            "totals": _totals(agreement, statement.month, breaches, corrections),
        }
    )


def _head(agreement: Agreement) -> dict[str, Any]:
    contract, programme = agreement.contract, agreement.programme
    return {
        "agreement": agreement.name,
        "service": agreement.service,
        "contract": contract.name,
        "vendor": contract.vendor.name,
        "customer": programme.organisation.name,
        "programme": programme.name,
        "zone": contract.time_zone,
        "currency": programme.organisation.currency,
        "fee": text_of(agreement.fee),
    }


def window_of(agreement: Agreement, month: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    return month_window(month.year, month.month, zone=agreement.zone)


def _exclusions(agreement: Agreement, month: datetime.date) -> list[Exclusion]:
    start, end = window_of(agreement, month)
    found = agreement.exclusions.filter(state=Exclusion.State.AGREED, start__lt=end, end__gt=start)
    return list(found.select_related("proposed_by", "answered_by").order_by("start", "pk"))


def _exclusion(item: Exclusion, agreement: Agreement, month: datetime.date) -> dict[str, Any]:
    item.agreement = agreement
    spans = item.spans(*window_of(agreement, month))
    return {
        "kind": words_of(item, "kind"),
        "spans": spans,
        "weekly": item.is_weekly,
        "minutes": text_of(Decimal(sum(int((stop - begin).total_seconds()) for begin, stop in spans)) / 60),
        "monitors": item.monitors,
        "reason": item.reason,
        "evidence": item.evidence,
        "notice_at": item.notice_at,
        "short_notice": item.is_short_notice,
        "proposed_side": words_of(item, "proposed_side"),
        "proposed_by": item.proposed_by.name if item.proposed_by else "",
        "proposed_at": item.proposed_at,
        "answered_by": item.answered_by.name if item.answered_by else "",
        "answered_at": item.answered_at,
        "on_behalf": item.on_behalf,
        "answer": item.answer,
        "agreed_by": item.agreed_by,
    }


def _incidents(agreement: Agreement, month: datetime.date) -> list[dict[str, Any]]:
    """The longest outages of the month, with how much of each is excluded."""
    results = MonthlyResult.objects.filter(objective__agreement=agreement, month=month).select_related("objective")
    counted, found = agreed(agreement), {}
    for result in results.order_by("objective__pk"):
        for begin, stop in result.outages:
            start, end = datetime.datetime.fromisoformat(begin), datetime.datetime.fromisoformat(stop)
            gaps = gaps_of(result.objective, start, end, exclusions=counted)
            found.setdefault(
                (result.objective.monitor, begin, stop),
                {
                    "monitor": result.objective.monitor,
                    "from": begin,
                    "to": stop,
                    "minutes": text_of(Decimal(int((end - start).total_seconds())) / 60),
                    "excluded": text_of(Decimal(_covered(gaps)) / 60),
                },
            )
    longest = sorted(found.values(), key=lambda item: (-Decimal(item["minutes"]), item["from"], item["monitor"]))
    return longest[:MOST_INCIDENTS]


def _covered(gaps: list[tuple[datetime.datetime, datetime.datetime]]) -> int:
    """Seconds that at least one of the stretches covers; they are in order of their beginning."""
    total, reached = 0, None
    for begin, stop in gaps:
        begin = begin if reached is None else max(begin, reached)
        if stop > begin:
            total += int((stop - begin).total_seconds())
        reached = stop if reached is None else max(reached, stop)
    return total


def _breaches(agreement: Agreement, month: datetime.date) -> list[Breach]:
    found = Breach.objects.filter(objective__agreement=agreement, month=month, lifted=False)
    found = found.select_related("objective", "credit", "explained_by").prefetch_related("remedies")
    return list(found.order_by("objective__kind", "objective__pk"))


def _breach(breach: Breach) -> dict[str, Any]:
    return {
        "objective": in_every_language(breach.objective.title),
        "unit": breach.objective.unit,
        "measured": text_of(breach.measured),
        "target": text_of(breach.target),
        "state": words_of(breach, "state"),
        "answer_by": breach.answer_by,
        "explanation": breach.explanation,
        "remedy": breach.remedy,
        "prevention": breach.prevention,
        "explained_by": breach.explained_by.name if breach.explained_by else "",
        "explained_at": breach.explained_at,
        "remedies": [
            {"what": row.what, "owner": row.owner, "due": row.due, "state": words_of(row, "state")}
            for row in breach.remedies.all()
        ],
    }


def _credit(credit: Credit, agreement: Agreement) -> dict[str, Any]:
    currency = agreement.programme.organisation.currency
    steps = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            lines = credit_words.lines(credit.steps, credit.fee, currency)
            steps[code] = [[line.label, line.figures, line.clause] for line in lines]
    return {
        "objective": in_every_language(credit.breach.objective.title),
        "state": words_of(credit, "state"),
        "claim_by": credit.claim_by,
        "steps": steps,
        "amount": text_of(credit.amount),
        "settled": text_of(credit.settled_amount),
        "worth": text_of(Decimal(credit.worth)),
    }


def _objection(earlier: Statement) -> dict[str, Any]:
    return {"month": month_key(earlier.month), "objection": earlier.objection, "reply": earlier.reply}


def _totals(
    agreement: Agreement, month: datetime.date, breaches: list[Breach], corrections: list[dict[str, Any]]
) -> dict[str, Any]:
    """Credits of the month, what earlier months changed by, and the contract year up to this month."""
    starts_on = agreement.contract.starts_on
    credits = Credit.objects.filter(breach__objective__agreement=agreement, breach__month__lte=month)
    year = [
        Decimal(credit.worth)
        for credit in credits.select_related("breach")
        if contract_year(credit.breach.month, starts_on) == contract_year(month, starts_on)
    ]
    this_month = sum((Decimal(breach.credit.worth) for breach in breaches), Decimal(0))
    moved = money_of(corrections)
    return {
        "month": text_of(this_month),
        "corrections": text_of(moved),
        "together": text_of(this_month + moved),
        "year": text_of(sum(year, Decimal(0))),
    }
