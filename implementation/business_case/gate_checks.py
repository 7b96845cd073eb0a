"""Is there a confirmed case, and is it worth doing?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import amount, day, say
from implementation.business_case import actions
from implementation.business_case.models import BusinessCase
from implementation.business_case.versions import changed_since
from implementation.business_case.words import per_cent
from implementation.business_case.worth import Worth, cents
from implementation.gates.figures import Figure, a_day, a_hash, a_number, one_of
from implementation.gates.models import Decision, Outcome
from implementation.gates.registry import (
    ACCEPTANCE,
    BENEFITS_REVIEW,
    BUSINESS_CASE,
    CONTRACT_REVIEW,
    KNOCK_OUT,
    MUST,
    READY_TO_PILOT,
    SHOULD,
    gate_check,
    met,
    not_met,
    partly,
)


def _nothing(programme):
    url = reverse("business_case", args=[programme.pk])
    return not_met(_("**No business case** is entered yet."), figures={"version": 0}, url=url)


@gate_check(
    "business_case.confirmed",
    title=_("The business case is confirmed by a sponsor"),
    at={BUSINESS_CASE: KNOCK_OUT},
    order=20,
    figures={
        "version": _("Version"),
        "state": Figure(_("State"), one_of(BusinessCase.State.choices)),
        "sha256": Figure("SHA-256", a_hash),
    },
)
def confirmed(programme, *, gate):
    case = actions.current_case(programme)
    if case is None:
        return _nothing(programme)
    figures, url = {"version": case.number, "state": case.state}, case.get_absolute_url()
    if case.state == BusinessCase.State.CONFIRMED:
        by = case.confirmation
        text = say(
            _("Version {n} **confirmed** by {name} on {day}."), n=case.number, name=by.by_name, day=day(by.at.date())
        )
        return met(text, figures=figures | {"sha256": by.facts_sha256}, url=url)
    if case.state == BusinessCase.State.SUBMITTED:
        return partly(say(_("Version {n} **waits for a sponsor**."), n=case.number), figures=figures, url=url)
    return not_met(say(_("Version {n} is a **draft**."), n=case.number), figures=figures, url=url)


@gate_check(
    "business_case.confirmed_since",
    title=_("The business case was confirmed again since the last gate"),
    at={CONTRACT_REVIEW: SHOULD, READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD, BENEFITS_REVIEW: SHOULD},
    weight=20,
    order=21,
    figures={
        "version": _("Version"),
        "confirmed_on": Figure(_("Confirmed on"), a_day),
        "decided_on": Figure(_("Last gate decided on"), a_day),
        "before": _("Version confirmed before"),
        "lines_added": _("Lines added"),
        "lines_removed": _("Lines removed"),
        "lines_changed": _("Lines changed"),
        "settings_changed": _("Settings changed"),
        "npv": Figure(_("Net present value"), a_number(2)),
        "npv_before": Figure(_("Net present value before"), a_number(2)),
    },
)
def confirmed_since(programme, *, gate):
    case = actions.confirmed_case(programme)
    if case is None:
        url = reverse("business_case", args=[programme.pk])
        return not_met(_("**No version** of the business case is confirmed."), figures={"version": 0}, url=url)
    at, last, url = (
        case.confirmation.at,
        _last_decision(programme, gate),
        reverse("case_changes", args=[programme.pk, case.pk]),
    )
    figures = {"version": case.number, "confirmed_on": at.date().isoformat()} | _what_changed(case)
    if last is None:
        text = say(
            _("Version {n} **confirmed** on {day}; no gate was decided before."), n=case.number, day=day(at.date())
        )
        return met(text, figures=figures, url=url)
    figures["decided_on"] = last.at.date().isoformat()
    words = {"n": case.number, "day": day(at.date()), "last": day(last.at.date())}
    if at >= last.at:
        text = _("Version {n} **confirmed again** on {day}, after the last gate of {last}.")
        return met(say(text, **words), figures=figures, url=url)
    text = _("Version {n} was confirmed on {day}, **before the last gate** of {last}: confirm it again.")
    return not_met(say(text, **words), figures=figures, url=url)


def _last_decision(programme, gate) -> Decision | None:
    """What was last decided to go on with, at a gate before this one."""
    found = Decision.objects.filter(programme=programme, outcome__in=[Outcome.GO, Outcome.CONDITIONAL])
    if gate is not None:
        found = found.filter(request__gate__stage__number__lte=gate.stage.number).exclude(request__gate=gate)
    return found.order_by("-at").first()


def _what_changed(case: BusinessCase) -> dict:
    """Since the version confirmed before, in numbers; the page names each change."""
    found = changed_since(case)
    npv = case.confirmation.facts["figures"]["npv"]
    figures = {"npv": npv}
    if found is None:
        return figures
    before, changes = found
    figures = {
        "before": before.case.number,
        "lines_added": changes.counted("added"),
        "lines_removed": changes.counted("removed"),
        "lines_changed": changes.counted("changed"),
        "settings_changed": len(changes.settings),
        "npv": npv,
        "npv_before": before.facts["figures"]["npv"],
    }
    return figures


@gate_check(
    "business_case.above_floor",
    title=_("The net present value is above its floor"),
    at={BUSINESS_CASE: KNOCK_OUT, ACCEPTANCE: MUST},
    order=22,
    figures={
        "version": _("Version"),
        "npv": Figure(_("Net present value"), a_number(2)),
        "floor": Figure(_("Floor"), a_number(2)),
        "discount_rate": Figure(_("Discount rate"), per_cent),
    },
)
def above_floor(programme, *, gate):
    """Of the confirmed version; before there is one, of the newest. Compared unrounded."""
    case = actions.current_case(programme)
    if case is None:
        return _nothing(programme)
    worth, currency, url = Worth(case), programme.organisation.currency, case.get_absolute_url()
    if worth.is_empty:
        return not_met(
            say(_("Version {n} has **no amounts** yet."), n=case.number), figures={"version": case.number}, url=url
        )
    s = worth.summary
    text = say(
        _("Version {n}: net present value **{npv}**, floor {floor}, discount rate {rate}."),
        n=case.number,
        npv=amount(s.npv, currency),
        floor=amount(case.floor, currency),
        rate=per_cent(case.discount_rate),
    )
    figures = {
        "version": case.number,
        "npv": cents(s.npv),
        "floor": cents(case.floor),
        "discount_rate": str(case.discount_rate),
    }
    return (met if s.is_above_floor else not_met)(text, figures=figures, url=url)


@gate_check(
    "business_case.floor_investment",
    title=_("Enough is invested to be worth doing at all"),
    at={BUSINESS_CASE: SHOULD},
    weight=20,
    order=24,
    figures={
        "version": _("Version"),
        "investment": Figure(_("Planned investment"), a_number(2)),
        "minimum": Figure(_("Minimum investment"), a_number(2)),
    },
)
def floor_investment(programme, *, gate):
    case = actions.current_case(programme)
    if case is None:
        return _nothing(programme)
    worth, currency = Worth(case), programme.organisation.currency
    text = say(
        _("Planned investment **{planned}**, minimum {minimum}."),
        planned=amount(worth.investment, currency),
        minimum=amount(case.minimum_investment, currency),
    )
    figures = {
        "version": case.number,
        "investment": cents(worth.investment),
        "minimum": cents(case.minimum_investment),
    }
    enough = not worth.is_empty and worth.investment >= case.minimum_investment
    return (met if enough else not_met)(text, figures=figures, url=case.get_absolute_url())
