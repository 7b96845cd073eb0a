from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, plain_date, waits
from core.text import say
from implementation.data_readiness.models import Rehearsal

# The product itself deletes rows on their day.
plain_date("data_readiness.DataFile", "at", "delete_on", "kept_until", "beat_at")
plain_date("data_readiness.SampleAccess", "at")
plain_date("data_readiness.Profile", "at")
plain_date("data_readiness.DuplicateRun", "at", "finished_at", "beat_at")
plain_date("data_readiness.DuplicatePair", "at")
plain_date("data_readiness.Rehearsal", "on", "signed_at")


@waits
def signatures(programme):
    """A reconciled rehearsal waits for the owner of its domain, the newest of each domain only."""
    reconciled = Rehearsal.objects.filter(domain__programme=programme, state=Rehearsal.State.RECONCILED)
    newest = {found.domain_id: found for found in reconciled.select_related("domain__programme").order_by("number")}
    later = Rehearsal.objects.filter(domain__in=newest, state=Rehearsal.State.SIGNED).values_list("domain_id", "number")
    overtaken = {domain for domain, number in later if number > newest[domain].number}
    for domain, found in newest.items():
        if domain in overtaken or found.domain.owner_id in (None, found.ran_by_id):
            continue
        yield Deadline(
            on=None,
            what=say(_("Sign the rehearsal “{name}”"), name=str(found)),
            who=frozenset({found.domain.owner_id}),
            url=found.get_absolute_url(),
            icon="pen",
        )
