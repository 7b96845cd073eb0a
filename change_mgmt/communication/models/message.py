"""What is told to whom, why, when, by which channel and from whom; its text in three languages; whether it has gone out."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from change_mgmt.communication.wording import LANGUAGES, MOST_BODY, MOST_TITLE, Wording, worded
from core.models import OutgoingMail
from core.states import StateField
from core.workflow import because
from implementation.programme.models import Department, ProgrammeRecord
from implementation.rollout.models import Pilot, Wave
from implementation.staff.models import Employee


@because(_("It has no text yet: write it in one language at least."))
def has_text(message):
    return not message.is_mail or bool(message.texts)


@because(_("Somebody else reads it first: ask for a second reader."))
def needs_no_reader(message):
    return not message.needs_reader


@because(_("Only a message by e-mail is sent from here: say when it was held instead."))
def is_sent_from_here(message):
    return message.is_mail


@because(_("A message by e-mail is sent from here."))
def is_held_elsewhere(message):
    return not message.is_mail


class MessageQuerySet(models.QuerySet):
    def open(self):
        """Planned and not gone out."""
        return self.filter(state__in=Message.OPEN)

    def given(self):
        """Gone out, or on its way."""
        return self.filter(state__in=Message.GIVEN)

    def overdue(self, today=None):
        return self.open().filter(due_on__lt=today or timezone.localdate())


class Message(ProgrammeRecord):
    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        MEETING = "meeting", _("Meeting")
        NOTICE_BOARD = "notice_board", _("Notice board")
        INTRANET = "intranet", _("Intranet")
        OTHER = "other", _("Other")

    class Aim(models.TextChoices):
        """The five elements of readiness, in their order."""

        WHY = "why", _("Know why")
        WANT = "want", _("Want it")
        HOW = "how", _("Know how")
        CAN = "can", _("Can do it")
        KEEP = "keep", _("Keep doing it")

    class Whom(models.TextChoices):
        ALL = "all", _("Everybody on the list of people")
        CHOSEN = "chosen", _("Those chosen below")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CHECKING = "checking", _("With the second reader")
        READY = "ready", pgettext_lazy("message", "Ready")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TONES = {
        "draft": "idle",
        "checking": "wait",
        "ready": "wait",
        "sending": "now",
        "sent": "done",
        "held": "done",
        "cancelled": "none",
        "withdrawn": "none",
    }
    OPEN = (State.DRAFT, State.CHECKING, State.READY)
    GIVEN = (State.SENDING, State.SENT, State.HELD)
    #: A link in a mail opens while the message stands.
    READABLE = (State.SENDING, State.SENT)

    what = models.CharField(_("What they hear"), max_length=200, help_text=_("One line, as it stands in the plan."))
    why = models.TextField(
        _("Why they hear it"), max_length=1000, help_text=_("What they should know or do afterwards.")
    )
    aim = models.CharField(
        _("What it works on"),
        max_length=6,
        choices=Aim,
        blank=True,
        help_text=_("The element of readiness that it should raise."),
    )
    channel = models.CharField(_("Channel"), max_length=12, choices=Channel, default=Channel.MAIL)
    due_on = models.DateField(_("Due on"))
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("From whom"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Whose name stands under it: why and when from the top, what changes from the own superior."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who sees to it that it is written and goes out."),
    )
    whom = models.CharField(_("Who hears it"), max_length=6, choices=Whom, default=Whom.ALL)
    departments = models.ManyToManyField(Department, verbose_name=_("Departments"), blank=True, related_name="+")
    levels = models.JSONField(pgettext_lazy("of people", "Levels"), default=list, blank=True)
    roles = models.JSONField(_("Roles on the programme"), default=list, blank=True)
    pilot = models.ForeignKey(
        Pilot, verbose_name=_("Pilot"), null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )
    wave = models.ForeignKey(
        Wave, verbose_name=_("Wave"), null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )
    people = models.ManyToManyField(Employee, verbose_name=_("Single people"), blank=True, related_name="+")
    # {"en": {"title": "…", "body": "…"}, …}: only languages that are written
    texts = models.JSONField(_("Text"), default=dict, blank=True, editable=False)
    # Which of the usual messages it began as
    usual = models.CharField(max_length=12, blank=True, editable=False)
    needs_reader = models.BooleanField(_("Somebody else reads it before it goes out"), default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Second reader"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    sent_at = models.DateTimeField(_("Sent on"), null=True, blank=True, editable=False)
    reached = models.PositiveIntegerField(_("People reached"), null=True, blank=True, editable=False)
    held_on = models.DateField(_("Held on"), null=True, blank=True, editable=False)
    held_note = models.TextField(_("What was said"), max_length=2000, blank=True, editable=False)
    last_reminder_at = models.DateTimeField(_("Reminded on"), null=True, blank=True, editable=False)
    warned_on = models.DateField(null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    objects = MessageQuerySet.as_manager()

    audit_leaves_out = ("warned_on",)

    class Meta:
        verbose_name = _("Message")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pilot__isnull=True) | Q(wave__isnull=True),
                name="message_of_one_go_live",
                violation_error_message=_("Choose a pilot or a wave, not both."),
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_on__isnull=False, reached__isnull=False),
                name="message_held_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["programme", "state", "due_on"], name="message_state_due")]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("message", args=[self.programme_id, self.pk])

    def clean(self):
        for code, text in (self.texts or {}).items():
            if code not in LANGUAGES or not text.get("title") or not text.get("body"):
                raise ValidationError(_("A text needs a title and words, in a language of the product."))
            if len(text["title"]) > MOST_TITLE or len(text["body"]) > MOST_BODY:
                raise ValidationError(_("The text is too long: shorten it."))

    @property
    def is_mail(self) -> bool:
        return self.channel == self.Channel.MAIL

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def done_on(self):
        """When it went out; None before."""
        return self.held_on or (timezone.localdate(self.sent_at) if self.sent_at else None)

    @property
    def go_live(self) -> Pilot | Wave | None:
        return self.pilot or self.wave

    def in_language(self, code: str) -> Wording | None:
        return worded(self.texts, code, otherwise=self.programme.organisation.language)

    @property
    def languages_missing(self) -> list[str]:
        return [name for code, name in LANGUAGES.items() if code not in self.texts] if self.is_mail else []

    @transition(
        state,
        source=State.DRAFT,
        target=State.CHECKING,
        conditions=[has_text],
        permission="communication.edit_message",
        custom={"label": _("Ask for a second reader"), "page": "ask_reader"},
    )
    def ask_reader(self):
        """Who asks and who reads are set by the action."""

    @transition(
        state,
        source=State.CHECKING,
        target=State.READY,
        permission="communication.check_message",
        custom={
            "label": _("Approve the text"),
            "tone": "primary",
            "not_by": "asked_by",
            "refusal": _("You asked for a second reader, so somebody else approves it."),
        },
    )
    def approve(self):
        pass

    @transition(
        state,
        source=State.CHECKING,
        target=State.DRAFT,
        permission="communication.check_message",
        custom={"label": _("Send it back"), "note": "required"},
    )
    def send_back(self):
        pass

    @transition(
        state,
        source=State.DRAFT,
        target=State.READY,
        conditions=[has_text, needs_no_reader],
        permission="communication.edit_message",
        custom={"label": _("Mark as ready"), "tone": "primary"},
    )
    def release(self):
        pass

    @transition(
        state,
        source=[State.CHECKING, State.READY],
        target=State.DRAFT,
        permission="communication.edit_message",
        custom={"label": _("Back to draft")},
    )
    def rework(self):
        """What was read or marked as ready is changed only as a draft again."""

    @transition(
        state,
        source=State.READY,
        target=State.SENDING,
        conditions=[is_sent_from_here, has_text],
        permission="communication.send_message",
        custom={"label": _("Send the message"), "tone": "primary", "page": "send_message"},
    )
    def send(self):
        """With its deliveries and mails, by the action."""
        self.sent_at = timezone.now()

    @transition(
        state,
        source=State.SENDING,
        target=State.SENT,
        permission="communication.send_message",
        custom={"label": _("Finish the sending"), "hidden": True},
    )
    def finish(self):
        """When no mail of it waits any more."""

    @transition(
        state,
        source=[State.DRAFT, State.READY],
        target=State.HELD,
        conditions=[is_held_elsewhere, needs_no_reader],
        permission="communication.edit_message",
        custom={"label": _("Mark as held"), "tone": "primary", "page": "hold_message"},
    )
    def hold(self):
        """With its day and the number of people, by the action."""

    @transition(
        state,
        source=[State.DRAFT, State.CHECKING, State.READY],
        target=State.CANCELLED,
        permission="communication.edit_message",
        custom={"label": _("Cancel the message"), "note": "required"},
    )
    def cancel(self):
        pass

    @transition(
        state,
        source=[State.SENDING, State.SENT],
        target=State.WITHDRAWN,
        permission="communication.send_message",
        custom={
            "label": _("Withdraw the message"),
            "note": "required",
            "confirm": _(
                "Its links stop working; mails that have not left yet do not leave. What has been read stays read."
            ),
        },
    )
    def withdraw(self):
        """What still waits in the post is stopped."""
        waiting = OutgoingMail.objects.filter(deliveries__message=self, state=OutgoingMail.State.QUEUED)
        waiting.update(state=OutgoingMail.State.FAILED, error="The message was withdrawn.", body="")
