from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, plain_date, waits
from core.roles import Role
from implementation.business_case.models import BusinessCase
from implementation.programme.actions import people_on

plain_date("business_case.Confirmation", "at")
plain_date("business_case.BusinessCase", "starts_on")


@waits
def confirmations(programme):
    for case in BusinessCase.objects.filter(programme=programme, state=BusinessCase.State.SUBMITTED):
        sponsors = people_on(programme, Role.SPONSOR).exclude(pk=case.submitted_by_id)
        yield Deadline(
            on=None,
            what=_("Confirm the business case"),
            who=frozenset(sponsors.values_list("pk", flat=True)),
            url=case.get_absolute_url(),
            icon="calculator",
        )
