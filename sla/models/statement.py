import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core import text
from core.models import FrozenFacts, Record
from core.states import StateField
from core.workflow import because
from sla.models.agreement import Agreement


@because(_("Look at what is still open on the page of the statement first."))
def has_been_checked(statement):
    return statement.checked_by_id is not None


class Statement(Record):
    """What one month of an agreement came to, as it is sent to the provider."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CHECKED = "checked", _("Checked")
        ISSUED = "issued", _("Issued, not acknowledged")
        OBJECTED = "objected", _("Objected to")
        ANSWERED = "answered", _("Objection answered")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")

    TONES = {
        "draft": "idle",
        "checked": "now",
        "issued": "wait",
        "objected": "warn",
        "answered": "now",
        "acknowledged": "done",
    }
    ISSUED_STATES = (State.ISSUED, State.OBJECTED, State.ANSWERED, State.ACKNOWLEDGED)

    agreement = models.ForeignKey(
        Agreement, verbose_name=_("Agreement"), on_delete=models.PROTECT, related_name="statements"
    )
    month = models.DateField(_("Month"))
    drafted_at = models.DateTimeField(_("Drafted"), auto_now_add=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Checked by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # What was checked: when the figures move before it is issued, it is checked again.
    checked_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    open_words = models.TextField(_("Why it is issued with gaps"), max_length=2000, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Issued by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    issued_at = models.DateTimeField(_("Issued"), null=True, blank=True, editable=False)
    acknowledge_by = models.DateField(_("Acknowledge by"), null=True, blank=True, editable=False)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Acknowledged by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    acknowledged_at = models.DateTimeField(_("Acknowledged"), null=True, blank=True, editable=False)
    objection = models.TextField(_("Objection"), max_length=4000, blank=True, editable=False)
    objected_at = models.DateTimeField(_("Objected"), null=True, blank=True, editable=False)
    reply = models.TextField(_("Answer to the objection"), max_length=4000, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    belongs_to = "agreement"

    class Meta:
        verbose_name = _("Monthly statement")
        ordering = ["-month", "-pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "month"], name="statement_once")]

    def __str__(self):
        return f"{self.agreement.name}{text.MARKS[',']}{text.month(self.month)}"

    def get_absolute_url(self):
        return reverse("sla_statement", args=[self.agreement.programme_id, self.pk])

    @property
    def is_issued(self) -> bool:
        return self.state in self.ISSUED_STATES

    def set_term(self) -> None:
        """Acknowledged so many days from today, as the agreement says."""
        self.acknowledge_by = timezone.localdate() + datetime.timedelta(days=self.agreement.acknowledge_days)

    @transition(
        state,
        source=State.DRAFT,
        target=State.CHECKED,
        conditions=[has_been_checked],
        permission="sla.check_statement",
        custom={"label": _("Mark as checked"), "tone": "primary", "page": "check_statement"},
    )
    def confirm(self):
        pass

    @transition(
        state,
        source=State.CHECKED,
        target=State.DRAFT,
        permission="sla.check_statement",
        custom={"label": _("Check it again"), "note": "optional"},
    )
    def send_back(self):
        self.checked_by = None

    @transition(
        state,
        source=State.CHECKED,
        target=State.ISSUED,
        permission="sla.issue_statement",
        custom={
            "label": _("Issue the statement"),
            "tone": "primary",
            "page": "issue_statement",
            "not_by": "checked_by",
            "refusal": _("You checked this statement, so someone else issues it."),
        },
    )
    def issue(self):
        self.set_term()

    @transition(
        state,
        source=[State.ISSUED, State.ANSWERED],
        target=State.ACKNOWLEDGED,
        permission="sla.acknowledge_statement",
        custom={
            "label": _("Acknowledge the statement"),
            "tone": "primary",
            "page": "acknowledge_statement",
        },
    )
    def acknowledge(self):
        pass

    @transition(
        state,
        source=State.ISSUED,
        target=State.OBJECTED,
        permission="sla.acknowledge_statement",
        custom={"label": _("Object to the statement"), "page": "object_to_statement"},
    )
    def object(self):
        """The reason is kept; a correction goes into the next statement."""

    @transition(
        state,
        source=State.OBJECTED,
        target=State.ANSWERED,
        permission="sla.check_statement",
        custom={"label": _("Answer the objection"), "tone": "primary", "page": "answer_objection"},
    )
    def answer(self):
        self.set_term()


class StatementFacts(FrozenFacts, Record):
    """The statement as it was sent: every figure with the hash of all of them. Never changed afterwards."""

    statement = models.OneToOneField(
        Statement, verbose_name=_("Monthly statement"), on_delete=models.PROTECT, related_name="kept"
    )

    belongs_to = "statement"

    class Meta:
        verbose_name = _("Statement as it was sent")

    def __str__(self):
        return str(self.statement)
