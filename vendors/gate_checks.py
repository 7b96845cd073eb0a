"""Facts about sourcing, choice and contract."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.text import amount, day, number, say
from implementation.gates.figures import Figure, a_day, a_number, one_of
from implementation.gates.registry import (
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
from vendors import diligence_checks as _diligence_checks  # noqa: F401
from vendors.actions import REQUIRED, missing_clauses
from vendors.contracts.checks import no_contract, running
from vendors.models import Clause, Contract, Sourcing, SourcingDecision, SourcingOption, VendorSelection


@gate_check(
    "vendors.sourcing_decided",
    title=_("Build, buy or outsource is decided"),
    at={CONTRACT_REVIEW: MUST},
    order=20,
    figures={
        "state": Figure(_("State"), one_of(Sourcing.State.choices)),
        "option": Figure(_("Option"), one_of(SourcingOption.Mode.choices)),
        "total": Figure(_("Cost over five years"), a_number(2)),
    },
)
def sourcing_decided(programme, *, gate):
    url = reverse("sourcing", args=[programme.pk])
    state = Sourcing.objects.get(programme=programme).state
    figures = {"state": state}
    if state == Sourcing.State.SUBMITTED:
        return partly(_("Put before the sponsor, **not decided** yet."), figures=figures, url=url)
    decision = SourcingDecision.objects.filter(programme=programme).select_related("option").first()
    if state != Sourcing.State.DECIDED or decision is None:
        return not_met(_("The options are **still being compared**."), figures=figures, url=url)
    total = next(item["total"] for item in decision.facts["options"] if item["mode"] == decision.option.mode)
    text = say(
        _("**{option}**, {total} over five years; decided by {name}."),
        option=decision.option.title,
        total=amount(total, programme.organisation.currency),
        name=decision.by_name,
    )
    return met(text, figures=figures | {"option": decision.option.mode, "total": total}, url=url)


@gate_check(
    "vendors.vendor_selected",
    title=_("A vendor is chosen"),
    at={CONTRACT_REVIEW: KNOCK_OUT},
    order=21,
    figures={
        "winner": _("Vendor"),
        "total": Figure(_("Score"), a_number(2)),
        "place": _("Rank"),
        "margin": Figure(_("Ahead of the next by"), a_number(2)),
    },
)
def vendor_selected(programme, *, gate):
    url = reverse("vendor_ranking", args=[programme.pk])
    choice = VendorSelection.objects.filter(programme=programme).select_related("winner").first()
    if choice is None or choice.winner.state not in ("chosen", "contracted"):
        return not_met(_("**No vendor** is chosen yet."), figures={"winner": ""}, url=url)
    ranking = [row for row in choice.facts["ranking"] if row["place"]]
    own = next(row for row in ranking if row["vendor"] == choice.facts["winner"])
    others = [float(row["total"]) for row in ranking if row is not own]
    figures = {"winner": choice.winner.name, "total": own["total"], "place": own["place"]}
    if not others:
        text = say(
            _("**{vendor}** with {total} of 5; no other passed every knock-out."),
            vendor=choice.winner.name,
            total=number(own["total"], 2),
        )
        return met(text, figures=figures, url=url)
    margin = float(own["total"]) - max(others)
    figures["margin"] = f"{margin:.4f}"
    if margin < 0:
        text = say(
            _("**{vendor}** with {total} of 5, {margin} behind the first; chosen against the ranking."),
            vendor=choice.winner.name,
            total=number(own["total"], 2),
            margin=number(-margin, 2),
        )
    else:
        text = say(
            _("**{vendor}** with {total} of 5, {margin} ahead of the next."),
            vendor=choice.winner.name,
            total=number(own["total"], 2),
            margin=number(margin, 2),
        )
    return met(text, figures=figures, url=url)


def _contracts(programme):
    return list(running(programme).prefetch_related("clauses"))


@gate_check(
    "vendors.clauses_complete",
    title=_("The contract settles security, penalties and exit"),
    at={CONTRACT_REVIEW: MUST},
    order=22,
    figures={
        "contracts": _("Contracts"),
        "missing": Figure(_("Clauses missing"), one_of(Clause.choices)),
        "required": _("Clauses required"),
    },
)
def clauses_complete(programme, *, gate):
    contracts = _contracts(programme)
    if not contracts:
        return no_contract(programme)
    gaps = [(contract, missing_clauses(contract)) for contract in contracts]
    worst, missing = max(gaps, key=lambda gap: len(gap[1]))
    figures = {"contracts": len(contracts), "missing": [str(key) for key in missing], "required": len(REQUIRED)}
    if not missing:
        text = say(_("**{n} of {n}** required clauses are in the contract."), n=len(REQUIRED))
        return met(text, figures=figures, url=worst.get_absolute_url())
    text = say(
        ngettext_lazy(
            "**{n}** required clause is missing, first: {clause}.",
            "**{n}** required clauses are missing, first: {clause}.",
            len(missing),
        ),
        n=len(missing),
        clause=Clause(missing[0]).label,
    )
    url = reverse("edit_clauses", args=[programme.pk, worst.pk])
    return (partly if len(missing) < len(REQUIRED) else not_met)(text, figures=figures, url=url)


@gate_check(
    "vendors.contract_signed",
    title=_("The contract is signed"),
    at={READY_TO_PILOT: KNOCK_OUT},
    order=23,
    figures={"signed": _("Signed"), "contracts": _("Contracts"), "signed_on": Figure(_("Signed on"), a_day)},
)
def contract_signed(programme, *, gate):
    contracts = _contracts(programme)
    if not contracts:
        return no_contract(programme)
    signed = [contract for contract in contracts if contract.state == Contract.State.SIGNED]
    figures = {"signed": len(signed), "contracts": len(contracts)}
    if not signed:
        first = contracts[0]
        text = say(_("{name} is **{state}**, not signed."), name=first.name, state=Contract.State(first.state).label)
        return not_met(text, figures=figures, url=first.get_absolute_url())
    last = max(signed, key=lambda contract: contract.signed_on)
    figures["signed_on"] = last.signed_on.isoformat()
    text = say(_("{name}, signed on **{day}**."), name=last.name, day=day(last.signed_on))
    return met(text, figures=figures, url=last.get_absolute_url())


@gate_check(
    "vendors.notice_known",
    title=_("The last day to give notice is known"),
    at={CONTRACT_REVIEW: SHOULD},
    weight=10,
    order=24,
    figures={
        "contracts": _("Contracts"),
        "known": _("With a day of notice"),
        "notice_by": Figure(_("Give notice by"), a_day),
    },
)
def notice_known(programme, *, gate):
    contracts = _contracts(programme)
    if not contracts:
        return no_contract(programme)
    blank = [c for c in contracts if not _is_known(c)]
    figures = {"contracts": len(contracts), "known": len(contracts) - len(blank)}
    if blank:
        text = say(_("{name} has **no notice period**: enter the one agreed."), name=blank[0].name)
        return not_met(text, figures=figures, url=blank[0].get_absolute_url())
    dated = [contract for contract in contracts if contract.notice_by]
    if not dated:
        first = contracts[0]
        if first.ends_on:
            text = say(_("Notice is given: it ends on **{day}**."), day=day(first.ends_on))
        else:
            text = say(_("{name} can be left **at any time**, with its notice period."), name=first.name)
        return met(text, figures=figures, url=first.get_absolute_url())
    soonest = min(dated, key=lambda contract: contract.notice_by)
    figures["notice_by"] = soonest.notice_by.isoformat()
    text = say(
        _("Give notice by **{day}**; the term ends on {end}."),
        day=day(soonest.notice_by),
        end=day(soonest.current_notice.term_end),
    )
    return met(text, figures=figures, url=soonest.get_absolute_url())


def _is_known(contract) -> bool:
    """A day ahead with a period behind it; or notice is given, or it may be left at any time."""
    if contract.ends_on:
        return True
    has_period = bool(contract.notice_months or contract.notice_days)
    return has_period and (contract.notice_by is not None or contract.has_no_end)
