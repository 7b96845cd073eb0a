"""Facts about people: who matters is known, who must be trained is trained, no change hangs in the air."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt import training_checks  # noqa: F401  (registers more)
from change_mgmt.coverage import Cover, coverage
from change_mgmt.models import ChangeRequest
from change_mgmt.stakeholders import gate_checks  # noqa: F401  (registers more)
from core.text import number, rounded, say
from implementation.gates.registry import (
    ACCEPTANCE,
    MUST,
    PILOT_EXIT,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)


@gate_check(
    "change_mgmt.people_trained",
    title=_("People are trained"),
    at={READY_TO_PILOT: MUST, PILOT_EXIT: MUST, ACCEPTANCE: SHOULD},
    weight=20,
    order=60,
    parameters={
        "percent": Parameter(
            80, _("People trained, at least, per cent"), minimum=1, maximum=100, on_path={"big_fast": 90}
        )
    },
    figures={"trained": _("Trained"), "needed": _("To be trained"), "percent": None},
)
def people_trained(programme, *, gate, percent):
    url = reverse("training", args=[programme.pk])
    cover = coverage(programme).total
    figures = {"trained": cover.trained, "needed": cover.needed, "percent": percent}
    if cover.share is None:
        text = _("Nobody has said yet how many people each course must reach.")
        return not_met(text, figures=figures, url=url)
    text = say(
        _("**{done} of {needed}** trained ({share} %); floor {floor} %."),
        done=cover.trained,
        needed=cover.needed,
        share=shown_share(cover, percent),
        floor=number(percent),
    )
    if cover.share >= percent:
        return met(text, figures=figures, url=url)
    return (partly if cover.trained else not_met)(text, figures=figures, url=url)


def shown_share(cover: Cover, floor):
    """With one decimal; with four where one would hide that the floor is missed."""
    hidden = cover.share < floor <= rounded(cover.share, 1)
    return number(Decimal(cover.share), 4 if hidden else 1)


@gate_check(
    "change_mgmt.no_change_waiting",
    title=_("No change request is undecided"),
    at={PILOT_EXIT: SHOULD, ACCEPTANCE: SHOULD},
    weight=10,
    order=65,
    figures={"undecided": _("Undecided")},
)
def no_change_waiting(programme, *, gate):
    url = reverse("changes", args=[programme.pk])
    found = list(ChangeRequest.objects.filter(programme=programme).open().order_by("decide_by", "number"))
    figures = {"undecided": [change.code for change in found]}
    if not found:
        return met(_("Every change that was asked for is decided."), figures=figures, url=url)
    text = say(_("**{n}** undecided; the next to decide is {change}."), n=len(found), change=str(found[0]))
    return not_met(text, figures=figures, url=url)
