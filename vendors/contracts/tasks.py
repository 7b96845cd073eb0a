"""What is looked at every night: notice days, ends, stages and obligations."""

from django.db import transaction

from vendors.actions.contracts import (
    end_what_is_over,
    remind_of_notice,
    roll_notice_day,
    watch_obligation,
    watch_stage,
)
from vendors.models import Contract, ContractStage, Obligation


def keep_notice_days() -> int:
    """Roll on what has passed, end what is over and remind of what comes near. Returns how many reminders went out."""
    told = 0
    running = Contract.objects.exclude(state=Contract.State.ENDED).select_related("programme__organisation")
    for contract in running:
        with transaction.atomic():
            if not end_what_is_over(contract):
                told += remind_of_notice(roll_notice_day(contract)) is not None
    return told


def watch_what_is_owed() -> int:
    """Remind of obligations that come near, tell of results and obligations that are late. Returns how many were told of."""
    told = 0
    place = {"contract__state": Contract.State.SIGNED}
    stages = ContractStage.objects.filter(state__in=ContractStage.OWED, **place)
    owed = Obligation.objects.filter(state=Obligation.State.OPEN, **place)
    for records, watch in ((stages, watch_stage), (owed, watch_obligation)):
        for record in records.select_related("contract__programme__organisation", "contract__vendor"):
            with transaction.atomic():
                told += watch(record)
    return told
