"""Is there a confirmed case, and is it worth doing?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import amount, day, say
from implementation.business_case import actions
from implementation.business_case.models import BusinessCase
from implementation.business_case.words import per_cent
from implementation.business_case.worth import Worth, cents
from implementation.gates.figures import Figure, a_hash, a_number, one_of
from implementation.gates.registry import (
    ACCEPTANCE,
    BUSINESS_CASE,
    KNOCK_OUT,
    MUST,
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
