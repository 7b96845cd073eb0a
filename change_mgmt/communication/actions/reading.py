"""What a reader does: opens the page behind their link, and says that they have read it."""

from django.db import transaction
from django.utils import timezone

from change_mgmt.communication.models import Delivery, Message
from core import audit, links
from core.models import User
from implementation.programme.models import Programme

_READ = ("message__programme__organisation", "message__sender")


def delivery_behind(token: str) -> Delivery | None:
    """The delivery that a token opens, of a message that stands or not."""
    return Delivery.objects.select_related(*_READ).filter(token_sha256=links.token_hash(token)).first()


def own_delivery(programme: Programme, message: int, user: User) -> Delivery | None:
    return (
        Delivery.objects.select_related(*_READ)
        .filter(message=message, message__programme=programme, user=user, message__state__in=Message.READABLE)
        .first()
    )


def was_opened(delivery: Delivery) -> None:
    """The first time that its page was shown. One UPDATE: programs that look at links before their reader count here too."""
    if delivery.opened_at is None:
        delivery.opened_at = timezone.now()
        Delivery.objects.filter(pk=delivery.pk, opened_at=None).update(opened_at=delivery.opened_at)


@transaction.atomic
def acknowledge(delivery: Delivery, *, by: User | None = None) -> bool:
    """“I have read this”, once; False where it was said before or the message does not stand any more."""
    audit.lock(delivery.scope_key)
    fresh = Delivery.objects.select_related("message__programme").get(pk=delivery.pk)
    if fresh.acknowledged_at or fresh.message.state not in Message.READABLE:
        delivery.acknowledged_at = fresh.acknowledged_at
        return False
    fresh.acknowledged_at = timezone.now()
    fresh.opened_at = fresh.opened_at or fresh.acknowledged_at
    fresh.revision += 1
    fresh.save(update_fields=["acknowledged_at", "opened_at", "revision"])
    audit.entry(fresh, "acknowledged", by=by, after={"acknowledged_at": fresh.acknowledged_at})
    delivery.acknowledged_at, delivery.opened_at = fresh.acknowledged_at, fresh.opened_at
    return True
