"""Which messages are due, which go-lives nobody is told of, which texts wait for their second reader."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from change_mgmt.communication.going_live import without_notice
from change_mgmt.communication.models import Delivery, Message
from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import CONSULTANT, MANAGER, STEERING
from core.text import say
from implementation.programme.actions import people_on

deadline(
    "communication.Message",
    "due_on",
    open=Q(state__in=Message.OPEN),
    who=lambda message: [message.owner_id],
    what=lambda message: say(_("A message is due: {what}"), what=message.what),
    icon="megaphone",
)
plain_date("communication.Message", "sent_at", "held_on", "last_reminder_at", "warned_on")
plain_date("communication.Delivery", "opened_at", "acknowledged_at")


@waits
def texts_to_read(programme):
    """A text waits for the second reader who was asked, never for the one who asked."""
    for message in Message.objects.filter(programme=programme, state=Message.State.CHECKING):
        if message.reader_id:
            what = say(_("Read before it goes out: {what}"), what=message.what)
            yield Deadline(message.due_on, what, frozenset([message.reader_id]), message.get_absolute_url(), "eye")


@waits
def go_lives_without_a_notice(programme):
    found = without_notice(programme)
    if not found:
        return
    editors = frozenset(people_on(programme, MANAGER, CONSULTANT).values_list("pk", flat=True))
    readers = frozenset(people_on(programme, *STEERING).values_list("pk", flat=True))
    for item in found:
        what = say(_("Nobody is told yet that it goes live: {name}"), name=item.thing.name)
        yield Deadline(
            item.notice_by,
            what,
            editors | ({item.thing.lead_id} & readers),  # a lead of the staff may not open the plan
            reverse("communication", args=[programme.pk]),
            "megaphone",
        )


@waits
def mails_that_failed(programme):
    """The owner sends them anew, or reaches the people in another way."""
    failed = Delivery.objects.failed().filter(message__programme=programme, message__state__in=Message.READABLE)
    counted = dict(failed.values_list("message").order_by("message").annotate(n=Count("pk")))
    for message in Message.objects.filter(pk__in=counted) if counted else ():
        n = counted[message.pk]
        what = say(
            ngettext_lazy("{n} mail of “{what}” did not arrive", "{n} mails of “{what}” did not arrive", n),
            n=n,
            what=message.what,
        )
        url = f"{reverse('message_people', args=[programme.pk, message.pk])}?show=failed"
        yield Deadline(None, what, frozenset([message.owner_id]), url, "envelope")
