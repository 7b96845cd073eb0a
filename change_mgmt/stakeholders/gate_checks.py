"""Facts about those who matter. Whoever is kept to those named does not count, so that no figure tells of them."""

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import Stakeholder
from change_mgmt.stakeholders.hints import KEY
from core.text import names, say
from implementation.gates.figures import Figure, one_of
from implementation.gates.registry import (
    ACCEPTANCE,
    BUSINESS_CASE,
    INITIATION,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)

INFLUENCE = Parameter(KEY, _("Influence from which somebody is a key person"), minimum=1, maximum=5)


def _open(programme):
    return Stakeholder.objects.filter(programme=programme).open_to_all().order_by()


@gate_check(
    "change_mgmt.stakeholders_known",
    title=_("Those who matter are known, from every group"),
    at={INITIATION: SHOULD},
    weight=20,
    order=20,
    parameters={
        "groups": Parameter(
            ["top", "middle", "front_line", "customer"],
            _("Groups asked for"),
            choices=tuple(Stakeholder.Group.choices),
        )
    },
    figures={
        "stakeholders": _("Stakeholders"),
        "missing": Figure(_("Groups missing"), one_of(Stakeholder.Group.choices)),
    },
)
def stakeholders_known(programme, *, gate, groups):
    url = reverse("stakeholders", args=[programme.pk])
    counts = dict(_open(programme).values_list("group").annotate(n=Count("pk")))
    missing = [group for group in groups if not counts.get(group)]
    figures = {"stakeholders": sum(counts.values()), "missing": missing}
    if not missing:
        text = say(_("**{n}** are known, at least one from every group asked for."), n=sum(counts.values()))
        return met(text, figures=figures, url=url)
    text = say(_("Nobody yet from: **{groups}**."), groups=names([Stakeholder.Group(g).label for g in missing]))
    return (partly if len(missing) < len(groups) else not_met)(text, figures=figures, url=url)


@gate_check(
    "change_mgmt.key_people_cared_for",
    title=_("Somebody looks after every key person, with a next step"),
    at={BUSINESS_CASE: SHOULD, READY_TO_PILOT: SHOULD},
    weight=10,
    order=61,
    parameters={"influence": INFLUENCE},
    figures={"key": _("Key people"), "alone": _("Without owner or next step"), "influence": None},
)
def key_people_cared_for(programme, *, gate, influence):
    """Who is as they should be needs no next step."""
    url = f"{reverse('stakeholders', args=[programme.pk])}?check=1"
    key = _open(programme).filter(influence__gte=influence)
    wanting = Q(looked_after_by=None) | Q(next_step="", attitude_now__lt=F("attitude_wanted"))
    total, alone = key.count(), key.filter(wanting).count()
    figures = {"key": total, "alone": alone, "influence": influence}
    if not total:
        return not_met(_("No key person is named yet."), figures=figures, url=url)
    if not alone:
        text = say(_("All **{n}** key people have somebody, and a next step where they need one."), n=total)
        return met(text, figures=figures, url=url)
    text = say(_("**{n} of {total}** key people have no owner or no next step."), n=alone, total=total)
    return (partly if alone < total else not_met)(text, figures=figures, url=url)


@gate_check(
    "change_mgmt.key_people_won",
    title=_("Key people stand where they should"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    weight=10,
    order=63,
    parameters={
        "influence": INFLUENCE,
        "gap": Parameter(1, _("Steps of attitude that may be missing"), minimum=0, maximum=4, on_path={"big_fast": 0}),
    },
    figures={"key": _("Key people"), "apart": _("Too far from where they should be"), "influence": None, "gap": None},
)
def key_people_won(programme, *, gate, influence, gap):
    url = f"{reverse('stakeholders', args=[programme.pk])}?sort=gap"
    key = _open(programme).filter(influence__gte=influence).annotate(missing=F("attitude_wanted") - F("attitude_now"))
    total, apart = key.count(), key.filter(missing__gt=gap).count()
    figures = {"key": total, "apart": apart, "influence": influence, "gap": gap}
    if not total:
        return not_met(_("No key person is named yet."), figures=figures, url=url)
    if not apart:
        return met(say(_("All **{n}** key people are close enough."), n=total), figures=figures, url=url)
    text = say(_("**{n} of {total}** key people are too far from where they should be."), n=apart, total=total)
    return (partly if apart < total else not_met)(text, figures=figures, url=url)
