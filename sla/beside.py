"""What service levels put beside a contract and an agreement: rights to terminate, and the way to the simulator."""

from django.urls import reverse

from core.beside import Extra, extra
from core.models import Record
from implementation.programme.models import Programme
from sla.models import Agreement, TerminationRight
from vendors.models import Contract


@extra(order=20)
def rights_to_terminate(record: Record, request) -> Extra | None:
    """Open rights, for those who may see them, and for a draft of a contract what its terms would have cost."""
    if not isinstance(record, Agreement | Contract):
        return None
    programme = Programme(pk=record.programme_id)
    if not request.user.has_perm("sla.view_terminationright", programme):
        return None
    field = "objective__agreement" if isinstance(record, Agreement) else "objective__agreement__contract"
    rights = TerminationRight.objects.filter(**{field: record}, state=TerminationRight.State.OPEN)
    found = list(rights.select_related("objective__agreement"))
    link = ""
    if isinstance(record, Contract) and request.user.has_perm("sla.simulate", programme):
        link = f"{reverse('simulate', args=[record.programme_id])}?contract={record.pk}"
    return Extra("sla/_beside.html", {"rights": found, "simulator": link}) if found or link else None
