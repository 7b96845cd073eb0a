from django.utils.translation import gettext_lazy as _

from core.models import AuditEntry
from core.notifications import Notice, hears
from core.roles import MANAGER, SPONSOR
from core.text import say
from implementation.programme.actions import people_on


@hears("resistance.sign", "created")
def tell_managers(sign, by, note):
    text = say(_("A sign of resistance was reported: {sign}."), sign=sign.code)
    yield Notice([person for person in people_on(sign.programme, MANAGER) if person != sign.owner], text)


@hears("resistance.sign", "created", "changed", "assigned")
def tell_owner(sign, by, note):
    """Whoever becomes the owner hears of it."""
    last = AuditEntry.objects.filter(label=sign.label, object_id=sign.pk).order_by("-number").first()
    if sign.owner_id and "owner_id" in last.after:
        yield Notice([sign.owner], say(_("You look after a sign of resistance: {sign}."), sign=sign.code))


@hears("resistance.earlywarning", "raised")
def tell_of_warning(warning, by, note):
    text = say(
        _("{department} is low in adoption, readiness and training at once. Take a step."),
        department=warning.department.name,
    )
    yield Notice(people_on(warning.programme, MANAGER, SPONSOR), text)
