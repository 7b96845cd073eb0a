"""Facts about the programme itself."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.roles import Role
from core.text import say
from implementation.gates.figures import Figure, one_of
from implementation.gates.registry import (
    ACCEPTANCE,
    BENEFITS_REVIEW,
    BUSINESS_CASE,
    CONTRACT_REVIEW,
    INITIATION,
    KNOCK_OUT,
    MUST,
    READY_TO_PILOT,
    SHOULD,
    gate_check,
    met,
    not_met,
    partly,
)
from implementation.programme.models import Membership


@gate_check(
    "programme.team_named",
    title=_("Sponsor and manager are named"),
    at={INITIATION: KNOCK_OUT},
    order=1,
    figures={"roles": Figure(_("Roles on the programme"), one_of(Role.choices))},
)
def team_named(programme, *, gate):
    """A lead with authority across departments, and someone who decides."""
    url = reverse("people", args=[programme.pk])
    roles = set(Membership.objects.filter(programme=programme).values_list("role", flat=True))
    missing = [role.label for role in (Role.SPONSOR, Role.MANAGER) if role not in roles]
    figures = {"roles": sorted(roles)}
    if not missing:
        return met(_("Both are on the programme."), figures=figures, url=url)
    if len(missing) == 2:
        return not_met(_("Neither a sponsor nor a manager is on the programme yet."), figures=figures, url=url)
    return not_met(say(_("Still missing: **{role}**."), role=missing[0]), figures=figures, url=url)


@gate_check(
    "programme.deliverables_accepted",
    title=_("Deliverables of the stage are accepted"),
    at={
        INITIATION: SHOULD,
        BUSINESS_CASE: SHOULD,
        CONTRACT_REVIEW: MUST,
        READY_TO_PILOT: MUST,
        ACCEPTANCE: MUST,
        BENEFITS_REVIEW: SHOULD,
    },
    weight=40,
    order=90,
    figures={"accepted": _("Accepted"), "due": _("Owed in this stage"), "conditional": _("Accepted with conditions")},
)
def deliverables_accepted(programme, *, gate):
    states = list(gate.stage.deliverables.owed().values_list("state", flat=True))
    done, conditional = states.count("accepted"), states.count("conditional")
    url = f"{reverse('deliverables', args=[programme.pk])}?stage={gate.stage_id}"
    figures = {"accepted": done, "due": len(states)} | ({"conditional": conditional} if conditional else {})
    if not states:
        return met(_("None is due in this stage."), figures=figures, url=url)
    if conditional:
        text = say(
            _("**{done} of {total}** accepted; **{conditional}** with conditions still open."),
            done=done,
            total=len(states),
            conditional=conditional,
        )
    else:
        text = say(_("**{done} of {total}** accepted."), done=done, total=len(states))
    if done == len(states):
        return met(text, figures=figures, url=url)
    return (partly if done or conditional else not_met)(text, figures=figures, url=url)
