from django.utils.translation import gettext_lazy as _

from change_mgmt.communication.models import Delivery
from core.notifications import Notice, hears
from core.text import day, say


@hears("communication.message", "created", "changed")
def tell_owner(message, by, note):
    text = say(_("You see to this message, due on {day}: {what}"), day=day(message.due_on), what=message.what)
    yield Notice([message.owner], text)


@hears("communication.message", "ask_reader")
def tell_reader(message, by, note):
    yield Notice([message.reader], say(_("Read before it goes out: {what}"), what=message.what))


@hears("communication.message", "approve", "send_back")
def tell_read(message, by, note):
    if message.state == "ready":
        text = say(_("The text is approved: {what}"), what=message.what)
    else:
        text = say(_("The text comes back: {what}. {why}"), what=message.what, why=note)
    yield Notice({message.owner, message.asked_by} - {None}, text)


@hears("communication.message", "finish")
def tell_sent(message, by, note):
    failed = Delivery.objects.failed().filter(message=message).count()
    text = _("“{what}” is sent to {n} people.")
    if failed:
        text = _("“{what}” is sent to {n} people; {failed} mails failed.")
    yield Notice([message.owner], say(text, what=message.what, n=message.reached, failed=failed))
