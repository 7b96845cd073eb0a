from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.models import FrozenFacts, Record
from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord
from vendors.models.questionnaire import Question, Questionnaire
from vendors.models.vendor import Vendor


@because(_("The questionnaire is closed: open it again first."))
def questionnaire_is_out(reply):
    return reply.questionnaire.state == Questionnaire.State.OUT


@because(_("Answer everything that must be answered first."))
def nothing_is_missing(reply):
    return not reply.missing()


class Reply(ProgrammeRecord):
    """One vendor's answers to a questionnaire, from being asked to being handed in."""

    class State(models.TextChoices):
        OPEN = "open", _("Being answered")
        SUBMITTED = "submitted", _("Answered")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TONES = {"open": "wait", "submitted": "done", "withdrawn": "none"}

    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name=_("Questionnaire"), on_delete=models.PROTECT, related_name="replies"
    )
    vendor = models.ForeignKey(Vendor, verbose_name=_("Vendor"), on_delete=models.PROTECT, related_name="replies")
    contact_name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    due = models.DateField(_("Answers due by"))
    #: The shortest reminder (days before) that went out for this ``due``.
    reminded = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.OPEN)

    class Meta:
        verbose_name = _("Answers of a vendor")
        ordering = ["vendor__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["questionnaire", "vendor"], name="reply_once")]

    def __str__(self):
        return f"{self.vendor.name}: {self.questionnaire}"

    def get_absolute_url(self):
        return reverse("vendor_reply", args=[self.programme_id, self.pk])

    @property
    def is_late(self) -> bool:
        return self.state == self.State.OPEN and self.due < timezone.localdate()

    @property
    def takes_answers(self) -> bool:
        """Whether the vendor may still write: within its time, while the questionnaire is out."""
        return self.state == self.State.OPEN and not self.is_late and questionnaire_is_out(self)

    def is_served_by(self, user) -> bool:
        """Whether this person answers for the vendor."""
        return self.vendor.contacts.filter(pk=user.pk).exists()

    def missing(self) -> list[Question]:
        """What must be answered and is not; two queries."""
        filled = set(self.answers.exclude(value="").values_list("question_id", flat=True))
        filled |= set(self.files.filter(removed_at=None).values_list("question_id", flat=True))
        return [q for q in self.questionnaire.questions.all() if q.required and q.pk not in filled]

    @transition(
        state,
        source=State.OPEN,
        target=State.SUBMITTED,
        conditions=[questionnaire_is_out, nothing_is_missing],
        permission="vendors.answer_questionnaire",
        custom={"label": _("Hand in the answers"), "hidden": True},
    )
    def submit(self):
        """With a version that keeps what was handed in."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.OPEN,
        conditions=[questionnaire_is_out],
        permission="vendors.edit_questionnaire",
        custom={"label": _("Open the answers again"), "hidden": True, "note": "required"},
    )
    def reopen(self):
        """What was handed in stays on record; the next hand-in is a version of its own."""

    @transition(
        state,
        source=State.OPEN,
        target=State.WITHDRAWN,
        permission="vendors.edit_questionnaire",
        custom={"label": _("Withdraw the request"), "note": "required"},
    )
    def withdraw(self):
        """The vendor is not asked any more; its links show nothing."""

    @transition(
        state,
        source=State.WITHDRAWN,
        target=State.OPEN,
        conditions=[questionnaire_is_out],
        permission="vendors.edit_questionnaire",
        custom={"label": _("Ask again"), "note": "required"},
    )
    def ask_again(self):
        pass


class OfReply(Record):
    belongs_to = "reply"

    class Meta:
        abstract = True


class Answer(OfReply):
    """What stands in one field while the vendor writes. ``value`` is plain text that fits the kind of the question."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.TextField(_("Answer"), blank=True)
    remark = models.CharField(_("Remark"), max_length=1000, blank=True)

    # A draft is the vendor's own affair until it is handed in; the version then holds every word.
    audit_leaves_out = ("value", "remark")

    class Meta:
        verbose_name = _("Answer of a vendor")
        ordering = ["question__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["reply", "question"], name="answer_once")]

    def __str__(self):
        return str(self.question)


class AnswerFile(OfReply):
    """A file that a vendor gave as evidence. It is taken away by a mark, for a version may hold it."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="files")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(_("File"), upload_to="questionnaires/%Y/%m/")
    name = models.CharField(_("Name"), max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(_("Removed"), null=True, blank=True, editable=False)

    audit_leaves_out = ("file",)

    class Meta:
        verbose_name = _("File of a vendor")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class ReplyVersion(FrozenFacts, OfReply):
    """What a vendor handed in: every question with its answer, who declared it, and the hash of all of it."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Version"))
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    function = models.CharField(_("Function"), max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    files = models.ManyToManyField(AnswerFile, related_name="versions")

    class Meta:
        verbose_name = _("Answers handed in")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["reply", "number"], name="reply_version_once")]

    def __str__(self):
        return str(_("%(reply)s, handed in %(n)d") % {"reply": self.reply, "n": self.number})
