"""What does not fit together about a risk, each with its mend: a page, or one press. Checks never block."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import amount, day, say
from risks.models import Risk
from risks.models.scales import STRATEGIES, Nature, Strategy
from risks.money import Line, money_of


@dataclass(frozen=True)
class Check:
    """``url`` is the page where it is mended; ``mend`` names what one press does (see ``risks.actions.mends``)."""

    text: Any
    label: Any
    url: str = ""
    mend: str = ""


def _page(name: str, risk: Risk) -> str:
    return reverse(name, args=[risk.programme_id, risk.pk])


def checks(risk: Risk) -> Iterator[Check]:
    """About one open risk, the most serious first. Reads only what is prefetched: treatments and their actions."""
    if not risk.is_open:
        return
    if risk.owner_id is None:
        yield Check(_("Has no owner."), _("Name an owner"), _page("edit_risk", risk))
    yield from _of_acceptance(risk)
    yield from _of_ratings(risk)
    yield from _of_treatments(risk)
    if risk.review_due and risk.review_due < timezone.localdate() and risk.state != Risk.State.OCCURRED:
        text = say(_("Review was due on {day}."), day=day(risk.review_due))
        mend = "review" if risk.current_level is not None else ""
        yield Check(text, _("Reviewed, no change") if mend else _("Rate the risk"), _page("rate_risk", risk), mend)


def _of_acceptance(risk: Risk) -> Iterator[Check]:
    text = _("Is treated by “accept”, but no sponsor has accepted it.")
    if risk.state == Risk.State.ACCEPTED:
        if not risk.is_accepted_now:
            yield Check(text, _("Look at the acceptance"), risk.get_absolute_url())
    elif risk.state != Risk.State.OCCURRED and any(t.strategy == Strategy.ACCEPT for t in risk.treatments.all()):
        yield Check(text, _("Ask for acceptance"), _page("request_acceptance", risk))


def _of_ratings(risk: Risk) -> Iterator[Check]:
    inherent, current, target = risk.inherent_level, risk.current_level, risk.target_level
    if current is None or risk.nature == Nature.OPPORTUNITY:
        return
    rate = _page("rate_risk", risk)
    if inherent is not None and current > inherent:
        text = say(_("Current ({current}) is above inherent ({inherent})."), current=current, inherent=inherent)
        yield Check(text, _("Raise the inherent rating to the current"), rate, "raise_inherent")
    elif inherent is not None and current < inherent and not any(a.state == "done" for a in risk.actions):
        text = say(
            _("Lowered from {inherent} to {current}, but no action is done."), inherent=inherent, current=current
        )
        yield Check(text, _("Look at its treatment"), f"{risk.get_absolute_url()}#treatment")
    if target is not None and target > current:
        text = say(_("Target ({target}) is above current ({current})."), target=target, current=current)
        yield Check(text, _("Lower the target to the current"), rate, "lower_target")


def _of_treatments(risk: Risk) -> Iterator[Check]:
    allowed = STRATEGIES[Nature(risk.nature)]
    wrong = next((t for t in risk.treatments.all() if t.strategy not in allowed), None)
    if wrong is not None:
        text = say(
            _("“{strategy}” is no treatment for this nature: {nature}."),
            strategy=wrong.get_strategy_display(),
            nature=risk.get_nature_display(),
        )
        yield Check(text, _("Change the treatment"), _page_of(wrong, risk))
    if risk.needs_escalation and not risk.treatments.all():
        text = _("Is above the appetite, and nothing is planned.")
        yield Check(text, _("Add a treatment"), _page("new_treatment", risk))


def _page_of(treatment, risk: Risk) -> str:
    return reverse("edit_treatment", args=[risk.programme_id, treatment.pk])


def of_money(risk: Risk, line: Line | None, currency: str) -> Iterator[Check]:
    """A treatment that costs more than it saves: by the estimates, or else by what the steps of the scale stand for."""
    if line is None or not risk.is_open or risk.nature == Nature.OPPORTUNITY:
        return
    cost = sum((t.cost for t in risk.treatments.all() if t.cost is not None), start=0)
    saved = line.taken_away
    if cost and saved is not None and float(cost) > saved:
        text = say(
            _("Its treatment costs {cost} and takes {saved} a year away."),
            cost=amount(cost, currency, places=0),
            saved=amount(saved, currency, places=0),
        )
        yield Check(text, _("Look at its treatment"), f"{risk.get_absolute_url()}#treatment")


def all_checks(risks: QuerySet, currency: str) -> list[tuple[Risk, list[Check]]]:
    """Every open risk with something to check, those with most first; a constant number of queries."""
    found = list(
        risks.open()
        .select_related("owner", "programme")
        .prefetch_related("treatments__actions", "estimates__risk")
        .order_by("number")
    )
    lines = {line.risk.pk: line for line in money_of(found).lines}
    pairs = [(risk, [*checks(risk), *of_money(risk, lines.get(risk.pk), currency)]) for risk in found]
    return sorted((pair for pair in pairs if pair[1]), key=lambda pair: -len(pair[1]))
