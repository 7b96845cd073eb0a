"""Can the data be moved: are customers in it once, and has the move been tried until it was right?"""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import names, number, say
from implementation.data_readiness.models import DataDomain, DataSource, DuplicateRun, Rehearsal
from implementation.gates.figures import Figure, a_number, as_it_is
from implementation.gates.registry import (
    ACCEPTANCE,
    READY_TO_PILOT,
    SHOULD,
    Parameter,
    gate_check,
    met,
    not_met,
    partly,
)

MOST_DUPLICATES = 2
CUSTOMER = DataDomain.Kind.CUSTOMER


def newest_runs(programme) -> dict[int, DuplicateRun]:
    """The newest finished search within each source of customers."""
    done = DuplicateRun.objects.filter(
        data_file__source__domain__programme=programme,
        data_file__source__domain__kind=CUSTOMER,
        state=DuplicateRun.State.DONE,
        other_file=None,
    ).select_related("data_file__source__domain")
    return {run.data_file.source_id: run for run in done.order_by("at", "pk")}


def share_of(run: DuplicateRun) -> Decimal:
    """Rows that would go if every cluster became one, per cent of all rows."""
    return Decimal(100 * run.surplus) / run.rows if run.rows else Decimal(0)


@gate_check(
    "data_readiness.duplicates",
    title=_("Customers are in the data once"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    order=62,
    parameters={"percent": Parameter(MOST_DUPLICATES, _("Rows too many, at most, per cent"), minimum=0, maximum=100)},
    figures={
        "sources": _("Sources of customers"),
        "worst": Figure(_("Rows too many, per cent"), a_number(1)),
        "unsearched": Figure(_("Sources not searched"), as_it_is),
    },
)
def duplicates(programme, *, gate, percent=MOST_DUPLICATES):
    """Pairs judged different do not count; those judged the same count until a newer upload shows them merged."""
    sources = list(DataSource.objects.filter(domain__programme=programme, domain__kind=CUSTOMER))
    runs = newest_runs(programme)
    unsearched = [source.name for source in sources if source.pk not in runs]
    shares = {pk: share_of(run) for pk, run in runs.items()}
    worst = max(shares, key=lambda pk: shares[pk], default=None)
    figures = {
        "sources": len(sources),
        "worst": None if worst is None else str(round(shares[worst], 1)),
        "unsearched": unsearched,
    }
    url = reverse("duplicate_runs", args=[programme.pk])
    if not sources:
        return not_met(_("**No source** of customers is named yet."), figures=figures, url=url)
    if worst is None:
        return not_met(_("**No source** of customers was searched for duplicates yet."), figures=figures, url=url)
    text = say(
        _("**{share} %** of the rows of {name} are too many; at most {n} % are allowed."),
        share=number(shares[worst], 1),
        name=runs[worst].data_file.source.name,
        n=number(percent),
    )
    if unsearched:
        text = say("{found} {rest}", found=text, rest=say(_("Not searched: {names}."), names=names(unsearched)))
    if shares[worst] > percent:
        return not_met(text, figures=figures, url=runs[worst].get_absolute_url())
    return (partly if unsearched else met)(text, figures=figures, url=url)


@gate_check(
    "data_readiness.rehearsed",
    title=_("The move of the data was rehearsed, reconciled and signed"),
    at={READY_TO_PILOT: SHOULD, ACCEPTANCE: SHOULD},
    order=64,
    parameters={
        "percent": Parameter(5, _("Rejected rows, at most, per cent"), minimum=0, maximum=100),
    },
    figures={
        "domains": _("Domains with a source"),
        "signed": _("Signed"),
        "open": Figure(_("Not rehearsed or not signed"), as_it_is),
    },
)
def rehearsed(programme, *, gate, percent=5):
    """The newest rehearsal of each domain that has a source counts, those only planned left out."""
    domains = list(programme.datadomains.filter(sources__isnull=False).distinct())
    newest = {
        found.domain_id: found
        for found in Rehearsal.objects.filter(domain__programme=programme)
        .exclude(state=Rehearsal.State.PLANNED)
        .order_by("number")
    }
    good = [domain for domain in domains if domain.pk in newest and _is_good(newest[domain.pk], percent)]
    left = [domain.name for domain in domains if domain not in good]
    figures = {"domains": len(domains), "signed": len(good), "open": left}
    url = reverse("rehearsals", args=[programme.pk])
    if not domains:
        return not_met(_("**No domain** has a source yet, so nothing was rehearsed."), figures=figures, url=url)
    text = say(
        _("**{n} of {total}** domains: the newest rehearsal is signed, with at most {percent} % of the rows rejected."),
        n=len(good),
        total=len(domains),
        percent=number(percent),
    )
    if not left:
        return met(text, figures=figures, url=url)
    text = say("{found} {rest}", found=text, rest=say(_("Open: {names}."), names=names(left)))
    return (partly if good else not_met)(text, figures=figures, url=url)


def _is_good(found: Rehearsal, percent) -> bool:
    return found.state == Rehearsal.State.SIGNED and (found.rejected_share or 0) <= percent
