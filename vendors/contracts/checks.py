"""Facts about the review, the stages, the exit and how much hangs on one provider."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from core.text import day, number, say
from implementation.gates.figures import Figure, a_day, a_number
from implementation.gates.registry import (
    ACCEPTANCE,
    CONTRACT_REVIEW,
    MUST,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)
from vendors.contracts.concentration import LIMIT, concentration
from vendors.models import Contract, ContractReview, ContractStage

Answer = ContractReview.State


def running(programme):
    """Contracts with vendors that are chosen, without those that are over."""
    found = Contract.objects.filter(programme=programme, vendor__state__in=["chosen", "contracted"])
    return found.exclude(state=Contract.State.ENDED).select_related("programme__organisation", "vendor")


def no_contract(programme):
    url = reverse("contracts", args=[programme.pk])
    return not_met(_("**No contract** with the chosen vendor is drafted."), figures={"contracts": 0}, url=url)


@gate_check(
    "vendors.contract_reviewed",
    title=_("The contract is reviewed by those who know"),
    at={CONTRACT_REVIEW: MUST},
    order=23,
    figures={
        "contracts": _("Contracts"),
        "reviewers": _("Reviewers"),
        "agreed": pgettext_lazy("review", "Agreed"),
        "remarks": _("Agreed with a remark"),
        "open": _("Open objections"),
        "waiting": _("Not answered"),
    },
)
def contract_reviewed(programme, *, gate):
    contracts = list(running(programme).prefetch_related("reviews"))
    if not contracts:
        return no_contract(programme)
    rounds = [(c, [r for r in c.reviews.all() if r.round == c.review_round]) for c in contracts]
    bare = next((contract for contract, reviews in rounds if not reviews), None)
    if bare is not None:
        url = reverse("contract_reviewers", args=[programme.pk, bare.pk])
        text = say(_("**Nobody** is named to review {name}."), name=bare.name)
        return not_met(text, figures={"contracts": len(contracts), "reviewers": 0}, url=url)
    states = [review.state for _contract, reviews in rounds for review in reviews]
    waiting, objected = states.count(Answer.WAITING), states.count(Answer.OBJECTED)
    figures = {
        "contracts": len(contracts),
        "reviewers": len(states),
        "agreed": states.count(Answer.AGREED) + states.count(Answer.SETTLED),
        "remarks": states.count(Answer.REMARKED),
        "open": objected,
        "waiting": waiting,
    }
    url = f"{contracts[0].get_absolute_url()}#reviews"
    if objected:
        words = ngettext_lazy("**{n}** objection is open.", "**{n}** objections are open.", objected)
        return not_met(say(words, n=objected), figures=figures, url=url)
    answered = len(states) - waiting
    text = say(_("**{n} of {total}** reviewers have answered."), n=answered, total=len(states))
    return (partly if waiting else met)(text, figures=figures, url=url)


@gate_check(
    "vendors.stages_accepted",
    title=_("The provider’s results are accepted, stage by stage"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: MUST},
    weight=10,
    order=25,
    figures={
        "contracts": _("Contracts"),
        "stages": _("Stages due"),
        "accepted": _("Accepted"),
        "late": _("Late or not accepted"),
    },
)
def stages_accepted(programme, *, gate):
    contracts = list(running(programme).prefetch_related("stages"))
    if not contracts:
        return no_contract(programme)
    stages = [stage for contract in contracts for stage in contract.stages.all()]
    if not stages:
        url = reverse("contract_stages", args=[programme.pk, contracts[0].pk])
        text = _("**No stages** with measurable results are agreed.")
        return not_met(text, figures={"contracts": len(contracts), "stages": 0}, url=url)
    today = contracts[0].today
    due = stages if gate.kind == ACCEPTANCE else [stage for stage in stages if stage.due <= today]
    accepted = [stage for stage in due if stage.state == ContractStage.State.ACCEPTED]
    owed = [stage for stage in due if stage.state != ContractStage.State.ACCEPTED]
    figures = {
        "contracts": len(contracts),
        "stages": len(due),
        "accepted": len(accepted),
        "late": [stage.name for stage in owed],
    }
    url = reverse("contract_stages", args=[programme.pk, (owed or stages)[0].contract_id])
    if not due:
        return met(say(_("**None** of {n} stages is due yet."), n=len(stages)), figures=figures, url=url)
    text = say(_("**{n} of {total}** results that are due are accepted."), n=len(accepted), total=len(due))
    if not owed:
        return met(text, figures=figures, url=url)
    return (partly if accepted else not_met)(text, figures=figures, url=url)


@gate_check(
    "vendors.exit_plan",
    title=_("We know how to leave the provider"),
    at={CONTRACT_REVIEW: SHOULD, ACCEPTANCE: MUST},
    weight=10,
    order=26,
    figures={
        "contracts": _("Contracts"),
        "planned": _("With an exit plan"),
        "steps": _("Steps"),
        "tested_on": Figure(_("Hand-back last tried on"), a_day),
    },
)
def exit_plan(programme, *, gate):
    contracts = list(running(programme).select_related("exit_plan").prefetch_related("exit_plan__steps"))
    if not contracts:
        return no_contract(programme)
    plans = [(contract, getattr(contract, "exit_plan", None)) for contract in contracts]
    bare = next((contract for contract, plan in plans if plan is None), None)
    steps = sum(len(plan.steps.all()) for _contract, plan in plans if plan)
    figures = {"contracts": len(contracts), "planned": sum(plan is not None for _c, plan in plans), "steps": steps}
    if bare is not None:
        url = reverse("exit_plan", args=[programme.pk, bare.pk])
        return not_met(say(_("{name} has **no exit plan**."), name=bare.name), figures=figures, url=url)
    contract = plans[0][0]
    url = reverse("exit_plan", args=[programme.pk, contract.pk])
    if not steps:
        return partly(_("Data hand-back is described, **no steps** of leaving are."), figures=figures, url=url)
    tested = min((plan.tested_on for _c, plan in plans if plan.tested_on), default=None)
    if tested is None:
        text = say(_("Hand-back and **{n}** steps are planned; it was never tried."), n=steps)
        return (met if gate.kind == CONTRACT_REVIEW else partly)(text, figures=figures, url=url)
    figures["tested_on"] = tested.isoformat()
    text = say(_("**{n}** steps are planned; the hand-back was tried on {day}."), n=steps, day=day(tested))
    return met(text, figures=figures, url=url)


@gate_check(
    "vendors.concentration",
    title=_("What hangs on one provider is known"),
    at={CONTRACT_REVIEW: SHOULD},
    weight=5,
    order=27,
    parameters={
        "most": Parameter(
            LIMIT,
            _("Share of one provider, %"),
            _("Above this share of the yearly value, the register must hold a risk that is linked to the provider."),
            minimum=1,
            maximum=100,
        )
    },
    figures={
        "provider": _("Provider"),
        "share": Figure(_("Share, %"), a_number(0)),
        "risks": _("Risks linked to it"),
        "contracts": _("Contracts"),
    },
)
def one_provider(programme, *, gate, most=LIMIT):
    found = concentration([programme], limit=most)
    url = reverse("provider_concentration", args=[programme.pk])
    if found.largest is None:
        return no_contract(programme)
    first = found.largest
    figures = {"provider": first.name, "share": f"{first.share:.2f}", "risks": len(first.risks)}
    parts = {"name": first.name, "share": number(first.share), "n": len(first.risks)}
    if first.share <= most:
        text = say(_("{name} stands for **{share} %** of the yearly value."), **parts)
        return met(text, figures=figures, url=url)
    if first.risks:
        words = ngettext_lazy(
            "{name} stands for **{share} %** of the yearly value; {n} risk in the register says so.",
            "{name} stands for **{share} %** of the yearly value; {n} risks in the register say so.",
            len(first.risks),
        )
        return met(say(words, **parts), figures=figures, url=url)
    text = say(_("{name} stands for **{share} %** of the yearly value, and **no risk** is linked to it."), **parts)
    return not_met(text, figures=figures, url=url)
