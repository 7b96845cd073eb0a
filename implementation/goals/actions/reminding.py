"""Those who have not signed yet hear of it again: at a press of a button at most once a day, and by itself."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit, notifications
from core.models import User
from core.refusal import Refused
from core.text import listed, say
from implementation.goals.models import Signatory, VisionVersion

#: Days after which the product reminds by itself, and again.
EVERY = datetime.timedelta(days=3)


@transaction.atomic
def remind_signatories(vision: VisionVersion, *, by: User) -> list[Signatory]:
    """Remind everyone who has not signed and was not reminded today. One entry in the trail."""
    if not by.has_perm("goals.edit_vision", vision):
        raise PermissionDenied
    audit.lock(vision.scope_key)
    vision = VisionVersion.objects.get(pk=vision.pk)
    if vision.state != VisionVersion.State.OPEN:
        raise Refused(_("This version is not open for signature."))
    today = timezone.localdate()
    waiting = vision.signatories.filter(signature=None).select_related("person", "vision")
    told = [item for item in waiting if item.reminded_on != today and _remind(item, today)]
    if not told:
        raise Refused(_("Everyone who has not signed was reminded today already."))
    audit.entry(vision, "reminded", by=by, note=listed(item.person.name for item in told))
    return told


@transaction.atomic
def _remind(signatory: Signatory, today: datetime.date) -> bool:
    """Marking the row is one UPDATE, so two workers do not both remind."""
    same = Signatory.objects.filter(pk=signatory.pk, reminded_on=signatory.reminded_on)
    if not same.update(reminded_on=today):
        return False
    signatory.reminded_on = today
    if not signatory.person.is_active or not signatory.roles_of(signatory.person):
        return False  # they have left
    text = say(gettext_lazy("{vision} still waits for your signature."), vision=signatory.vision)
    url = signatory.get_absolute_url()
    notifications.send(signatory.person, text, url=url, scope_key=signatory.scope_key)
    return True


def remind_by_itself(today: datetime.date | None = None) -> int:
    """Three days after the opening or the last reminder, and again. Safe to run at any time."""
    today = today or timezone.localdate()
    long_ago = today - EVERY
    due = Q(reminded_on=None, vision__opened_on__lte=long_ago) | Q(reminded_on__lte=long_ago)
    found = Signatory.objects.filter(due, vision__state=VisionVersion.State.OPEN, signature=None)
    found = found.filter(vision__programme__state="under_way")
    return sum(_remind(item, today) for item in found.select_related("person", "vision__programme"))
