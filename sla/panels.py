"""What service levels show elsewhere: status, the menu's number, the report, what happened."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain
from core.text import amount, month, say
from implementation.programme import registry
from implementation.programme.models import Programme
from implementation.programme.registry import AT_RISK, NO_DATA, ON_TRACK, Status
from sla import shown, telling
from sla.models import Agreement, Breach, Credit, MonthlyResult, Objective
from sla.telling import level_read, target_read

promise_read = lazy(telling.promise, str)
LOOKED_AT = 3
BOUNDS = registry.Bounds(0, 1, _("Months that missed a target, of the last three complete ones"))
MONTHS_REPORTED = 6


def unanswered(programme: Programme):
    return Breach.objects.filter(objective__agreement__programme=programme, state__in=Breach.UNANSWERED)


@registry.nav_count("sla")
def count(programme: Programme) -> int:
    return unanswered(programme).count()


@registry.dimension(
    "vendor_service",
    label=_("Vendor service"),
    order=60,
    bounds=BOUNDS,
    records=["sla.agreement", "sla.eventimport", "sla.breach"],
)
def vendor_service(programme: Programme, limits: registry.Limits = BOUNDS.limits) -> Status:
    """The latest complete months of agreements in force, and breaches that nobody answered."""
    url = reverse("agreements", args=[programme.pk])
    results = MonthlyResult.objects.filter(
        objective__agreement__programme=programme,
        objective__agreement__state=Agreement.State.IN_FORCE,
        provisional=False,
        attained__isnull=False,
    )
    months = sorted(set(results.values_list("month", flat=True)), reverse=True)[:LOOKED_AT]
    if not months:
        return Status(NO_DATA, _("No complete month has been measured yet."), url)
    missed = list(
        results.filter(month__in=months, attained=False).select_related("objective__agreement").order_by("-month")
    )
    open_breaches = unanswered(programme).count()
    if not missed and not open_breaches:
        return Status(ON_TRACK, say(_("The last {n} months reached their targets."), n=len(months)), url)
    if not missed:
        return Status(AT_RISK, say(_("**{n}** breaches are unanswered."), n=open_breaches), url)
    latest, months_missed = missed[0], len({result.month for result in missed})
    text = say(
        _("{month} {objective} **{measured}**, target {target}; {n} of the last {total} months missed."),
        month=month(latest.month),
        objective=latest.objective.title,
        measured=level_read(latest.adjusted, latest.objective, latest.target),
        target=target_read(latest.objective, latest.target),
        n=months_missed,
        total=len(months),
    )
    return Status(limits.level(months_missed), text, latest.objective.agreement.get_absolute_url())


@registry.panel(
    "sla", title=_("Service levels and credits"), order=75, detail="sla/_report.html", brief="sla/_brief.html"
)
def service_levels(programme: Programme) -> dict[str, Any]:
    agreements = programme.agreements.exclude(state=Agreement.State.DRAFT).select_related("contract__vendor")
    credits = Credit.objects.filter(breach__objective__agreement__programme=programme)
    credits = credits.select_related("breach__objective__agreement").order_by("-breach__month", "pk")
    return plain(
        {
            "agreements": [_agreement_facts(agreement) for agreement in agreements],
            "breaches": [_breach_facts(credit) for credit in credits],
            "unanswered": sum(credit.breach.is_unanswered for credit in credits),
            "total": str(sum((credit.worth for credit in credits), 0)),
            "to_claim": str(sum((credit.amount for credit in credits if credit.waits_for_claim), 0)),
            "charts": [facts for agreement in agreements for facts in _charts(agreement)],
        }
    )


def _charts(agreement: Agreement) -> list[dict[str, Any]]:
    """The chart of each availability objective, drawn once in every language."""
    results = shown.results_of(agreement)
    found = []
    for objective in agreement.objectives.filter(kind=Objective.Kind.AVAILABILITY):
        drawn = {}
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                drawn[code] = shown.chart(objective, results.get(objective.pk, {}))
        if any(drawn.values()):
            found.append(
                {
                    name: {code: getattr(chart, name) for code, chart in drawn.items()}
                    for name in ("figure", "title", "description")
                }
            )
    return found


def _agreement_facts(agreement: Agreement) -> dict[str, Any]:
    results = shown.results_of(agreement)
    months = sorted({month for row in results.values() for month in row})[-MONTHS_REPORTED:]
    return {
        "name": agreement.name,
        "vendor": agreement.contract.vendor.name,
        "service": agreement.service,
        "state": agreement.state,
        "months": [f"{month:%Y-%m}" for month in months],
        "objectives": [
            {
                "title": in_every_language(objective.title),
                "monitor": objective.monitor,
                "target": objective.target,
                "promise": in_every_language(promise_read(objective)),
                "cells": [_cell(objective, results.get(objective.pk, {}).get(month)) for month in months],
            }
            for objective in agreement.objectives.all()
        ],
        "origin": list(agreement.imports.filter(state="imported").values("file_name", "source_note")[:3]),
    }


def _cell(objective: Objective, result: MonthlyResult | None) -> dict[str, Any]:
    if result is None or result.adjusted is None:
        return {"adjusted": None, "missed": False, "provisional": False}
    return {
        "adjusted": telling.figure(result.adjusted, objective, result.target),
        "raw": result.raw,
        "coverage": result.coverage,
        "missed": result.attained is False and not result.provisional,
        "provisional": result.provisional,
    }


def _breach_facts(credit: Credit) -> dict[str, Any]:
    breach = credit.breach
    return {
        "month": f"{breach.month:%Y-%m}",
        "objective": in_every_language(breach.objective.title),
        "measured": shown.figure(breach.measured, breach.target),
        "target": breach.target,
        "measured_in": in_every_language(level_read(breach.measured, breach.objective, breach.target)),
        "target_in": in_every_language(target_read(breach.objective, breach.target)),
        "state": breach.state,
        "credit": credit.state,
        "amount": credit.worth,
        "claim_by": credit.claim_by,
        "answer": breach.explanation,
    }


@registry.events
def happened(programme: Programme, since, until):
    """Breaches raised and claims made."""
    breaches = Breach.objects.filter(
        objective__agreement__programme=programme, raised_at__date__gte=since, raised_at__date__lte=until
    ).select_related("objective")
    for breach in breaches:
        text = say(
            _("Target missed: {breach}, {measured}, target {target}."),
            breach=breach,
            measured=level_read(breach.measured, breach.objective, breach.target),
            target=target_read(breach.objective, breach.target),
        )
        yield registry.Event(breach.raised_at.date(), in_every_language(text))
    claimed = Credit.objects.filter(
        breach__objective__agreement__programme=programme, claimed_at__date__gte=since, claimed_at__date__lte=until
    ).select_related("breach__objective")
    for credit in claimed:
        money = amount(credit.amount, programme.organisation.currency)
        text = say(_("Credit of {amount} claimed: {breach}."), amount=money, breach=credit.breach)
        yield registry.Event(credit.claimed_at.date(), in_every_language(text))
