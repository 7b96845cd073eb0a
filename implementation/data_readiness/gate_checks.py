"""Can the data be trusted: looked after by somebody, coming from somewhere, good enough to be moved?"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import names, number, say
from implementation.data_readiness import move_checks as move_checks
from implementation.data_readiness import scores
from implementation.data_readiness.models import DataDomain
from implementation.gates.figures import Figure, a_number, as_it_is
from implementation.gates.registry import (
    ACCEPTANCE,
    BUSINESS_CASE,
    CONTRACT_REVIEW,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)

LEAST = 95
CUSTOMER = DataDomain.Kind.CUSTOMER.value


@gate_check(
    "data_readiness.domains_owned",
    title=_("Every data domain that is needed has an owner and a source"),
    at={BUSINESS_CASE: SHOULD, CONTRACT_REVIEW: SHOULD},
    order=16,
    figures={"needed": _("Needed domains"), "lacking": Figure(_("Without owner or source"), as_it_is)},
)
def domains_owned(programme, *, gate):
    """Needed is what one of the programme's modules cannot do without."""
    wanted = set(programme.modules_wanted)
    url = reverse("data_inventory", args=[programme.pk])
    domains = programme.datadomains.prefetch_related("sources")
    needed = [domain for domain in domains if wanted & set(domain.modules)]
    lacking = [domain.name for domain in needed if not domain.owner_id or not domain.sources.all()]
    figures = {"needed": len(needed), "lacking": lacking}
    if not needed:
        return not_met(_("No data domain is marked as **needed** by a module."), figures=figures, url=url)
    if not lacking:
        return met(say(_("**{n}** domains, each with an owner and a source."), n=len(needed)), figures=figures, url=url)
    text = say(
        _("**{n} of {total}** domains lack an owner or a source: {names}."),
        n=len(lacking),
        total=len(needed),
        names=names(lacking),
    )
    return (partly if len(lacking) < len(needed) else not_met)(text, figures=figures, url=url)


@gate_check(
    "data_readiness.quality",
    title=_("The data is good enough to be moved"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    order=60,
    parameters={
        "percent": Parameter(LEAST, _("Checks passed, at least, per cent"), minimum=1, maximum=100),
        "domain": Parameter(
            CUSTOMER, _("Domain"), choices=tuple((kind.value, kind.label) for kind in DataDomain.Kind if kind != "own")
        ),
    },
    figures={
        "domain": None,
        "score": Figure(_("Checks passed, per cent"), a_number(1)),
        "unprofiled": Figure(_("Sources not profiled"), as_it_is),
    },
)
def quality(programme, *, gate, percent=LEAST, domain=CUSTOMER):
    """The newest profile of each source of one domain counts; a source that was never profiled leaves it open."""
    found = next((item for item in scores.by_domain(programme) if item.domain.kind == domain), None)
    if found is None:
        url = reverse("data_inventory", args=[programme.pk])
        return not_met(_("The inventory has no such **domain**."), figures={"domain": domain}, url=url)
    url = found.domain.get_absolute_url()
    share = found.score.share
    unprofiled = [source.name for source in found.unprofiled]
    figures = {"domain": domain, "score": None if share is None else str(share), "unprofiled": unprofiled}
    if share is None:
        text = say(_("{domain}: **nothing is profiled** against rules yet."), domain=found.domain.name)
        return not_met(text, figures=figures, url=url)
    text = say(
        _("{domain}: **{share} %** of the checks pass, wanted {percent} %."),
        domain=found.domain.name,
        share=number(share, 1),
        percent=percent,
    )
    if not found.score.reaches(percent):
        return not_met(text, figures=figures, url=url)
    if unprofiled:
        more = say(_("Not profiled: {names}."), names=names(unprofiled))
        return partly(say("{text} {more}", text=text, more=more), figures=figures, url=url)
    return met(text, figures=figures, url=url)
