"""Dates of questionnaires, and what waits for the people of a vendor."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import EDITORS
from core.text import say
from implementation.programme.actions import people_on
from vendors.models import Clarification, Questionnaire, Reply

OUT = Questionnaire.State.OUT


def _editors(reply) -> list[int]:
    """Memberships come prefetched: one query for all that is out, not one for each vendor."""
    members = reply.programme.memberships.all()
    return [member.user_id for member in members if member.role in EDITORS and member.user.is_active]


deadline(
    "vendors.Reply",
    "due",
    open=Q(state="open", questionnaire__state="out"),
    who=_editors,
    what=lambda reply: say(_("Answers of {vendor}: {name}"), vendor=reply.vendor.name, name=reply.questionnaire.name),
    icon="question-circle",
    related=("vendor", "questionnaire", "programme"),
    prefetch=("programme__memberships__user",),
)
plain_date("vendors.Questionnaire", "sent_at")
plain_date("vendors.ReplyLink", "made_at", "expires_at", "withdrawn_at", "used_at", "code_until")
plain_date("vendors.ReplyVersion", "at")
plain_date("vendors.AnswerFile", "at", "removed_at")
plain_date("vendors.ClarificationNote", "at")


def _contacts(reply) -> frozenset[int]:
    return frozenset(person.pk for person in reply.vendor.contacts.all())


@waits
def answers_wanted(programme):
    """What the people of a vendor have to answer, on their own pages."""
    today = timezone.localdate()
    found = Reply.objects.filter(programme=programme, state=Reply.State.OPEN, questionnaire__state=OUT, due__gte=today)
    for reply in found.select_related("questionnaire", "vendor").prefetch_related("vendor__contacts"):
        if people := _contacts(reply):
            url = reverse("my_reply", args=[programme.pk, reply.pk])
            what = say(_("Answer the questionnaire: {name}"), name=str(reply.questionnaire))
            yield Deadline(on=reply.due, what=what, who=people, url=url, icon="question-circle")


@waits
def clarifications(programme):
    """Questions back: to the vendor, or answered and to be looked at by us."""
    found = Clarification.objects.filter(reply__programme=programme, reply__questionnaire__state=OUT)
    found = found.select_related("question", "reply__vendor", "reply__questionnaire")
    waiting = list(found.exclude(state=Clarification.State.SETTLED).prefetch_related("reply__vendor__contacts"))
    editors = frozenset(people_on(programme, *EDITORS).values_list("pk", flat=True)) if waiting else frozenset()
    for item in waiting:
        asked = item.state == Clarification.State.ASKED
        url = reverse("my_reply", args=[programme.pk, item.reply_id]) if asked else item.get_absolute_url()
        words = _("Clarify: {question}") if asked else _("{vendor} has clarified: {question}")
        yield Deadline(
            on=None,
            what=say(words, vendor=item.reply.vendor.name, question=str(item.question)),
            who=_contacts(item.reply) if asked else editors,
            url=url,
            icon="chat-left-text",
        )
