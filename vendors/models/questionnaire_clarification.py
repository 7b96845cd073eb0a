from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.models import Record
from core.states import StateField
from vendors.models.questionnaire import Question
from vendors.models.questionnaire_reply import OfReply, Reply


class Clarification(OfReply):
    """An answer that leaves something open: a question back to the vendor, and what was said to and fro."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for the vendor")
        ANSWERED = "answered", _("Answered by the vendor")
        SETTLED = "settled", pgettext_lazy("of a question", "Clear")

    TONES = {"asked": "wait", "answered": "now", "settled": "done"}

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="clarifications")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="clarifications")
    state = StateField(_("State"), choices=State, default=State.ASKED)

    class Meta:
        verbose_name = _("To be clarified")
        ordering = ["question__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["reply", "question"], name="clarification_once")]

    def __str__(self):
        return f"{self.reply.vendor.name}: {self.question}"

    def get_absolute_url(self):
        return f"{self.reply.get_absolute_url()}#clarification-{self.pk}"

    @transition(
        state,
        source=State.ASKED,
        target=State.ANSWERED,
        permission="vendors.answer_questionnaire",
        custom={"label": _("Answer"), "hidden": True},
    )
    def answer(self):
        """With the words of the vendor."""

    @transition(
        state,
        source=[State.ANSWERED, State.SETTLED],
        target=State.ASKED,
        permission="vendors.edit_questionnaire",
        custom={"label": _("Ask back"), "hidden": True},
    )
    def ask_on(self):
        """With one more question of ours."""

    @transition(
        state,
        source=[State.ASKED, State.ANSWERED],
        target=State.SETTLED,
        permission="vendors.edit_questionnaire",
        custom={"label": _("Mark as clear")},
    )
    def settle(self):
        pass


class ClarificationNote(Record):
    """One thing said: by us, or by the vendor. Never changed."""

    clarification = models.ForeignKey(Clarification, on_delete=models.PROTECT, related_name="notes")
    ours = models.BooleanField(default=True, editable=False)
    text = models.TextField(_("Text"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "clarification"

    class Meta:
        verbose_name = _("Words to a clarification")
        ordering = ["pk"]

    def __str__(self):
        return self.text[:80]
