from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import FrozenFacts
from core.states import StateField
from core.workflow import because
from implementation.programme.models.programme import ProgrammeRecord

MOST_OPTIONS = 9


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def two_or_more(text):
    options = lines_of(text)
    if len(options) < 2:
        raise ValidationError(_("Write at least two options, each on its own line: doing nothing is one."))
    if len(options) > MOST_OPTIONS:
        raise ValidationError(_("Write at most %(most)d options.") % {"most": MOST_OPTIONS})


def _answered(outcome: str):
    """Only the sponsor's answer, put on record first, moves a note."""

    @because(_("Answer it on its own page: the reason is kept with the answer."))
    def answered(note):
        latest = note.answers.order_by("-pk").first()
        return latest is not None and latest.outcome == outcome

    return answered


class ExceptionQuerySet(models.QuerySet):
    def covering(self):
        """What a sponsor has, or has accepted, and whose last day is not past."""
        standing = (ExceptionNote.State.SUBMITTED, ExceptionNote.State.ACCEPTED)
        return self.filter(state__in=standing, until__gte=timezone.localdate())

    def unfinished(self):
        return self.exclude(state=ExceptionNote.State.CLOSED)


class ExceptionNote(ProgrammeRecord):
    """A dimension is beyond its tolerance: why, what follows, what can be done, and what is recommended."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for a sponsor")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        CLOSED = "closed", _("Closed")

    TONES = {"draft": "idle", "submitted": "wait", "accepted": "done", "rejected": "bad", "closed": "none"}

    dimension = models.CharField(_("Dimension"), max_length=30, editable=False)
    cause = models.TextField(_("Cause"), max_length=2000, help_text=_("What made it leave its tolerance?"))
    consequence = models.TextField(
        _("Consequence"), max_length=2000, help_text=_("What happens to time, money and benefits if nothing is done?")
    )
    options = models.TextField(
        _("Options"),
        max_length=2000,
        validators=[two_or_more],
        help_text=_("Each on its own line, with what it costs and brings. At least two."),
    )
    recommendation = models.TextField(_("Recommendation"), max_length=2000)
    until = models.DateField(
        _("Counts until"), help_text=_("If the dimension is still off track after this day, a new note is needed.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Written by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Submitted by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("Written on"), auto_now_add=True)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    objects = ExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Exception note")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "dimension"],
                condition=models.Q(state__in=["draft", "submitted", "rejected"]),
                name="one_exception_note_in_hand",
                violation_error_message=_("There is a note in hand for this dimension already: go on with that one."),
            )
        ]

    def __str__(self):
        from implementation.programme.registry import label_of

        return str(label_of(self.dimension))

    def get_absolute_url(self):
        return reverse("exception_note", args=[self.programme_id, self.pk])

    @property
    def option_list(self) -> list[str]:
        return lines_of(self.options)

    @property
    def is_editable(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def has_lapsed(self) -> bool:
        return self.state == self.State.ACCEPTED and self.until < timezone.localdate()

    @property
    def answer(self):
        """The latest answer, or None."""
        return self.answers.order_by("-pk").first()

    @transition(
        state,
        source=State.DRAFT,
        target=State.SUBMITTED,
        permission="programme.write_exception",
        custom={"label": _("Submit to the sponsor"), "tone": "primary", "page": "submit_exception"},
    )
    def submit(self):
        """With the facts of the moment; the sponsors hear of it."""

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.DRAFT,
        permission="programme.write_exception",
        custom={"label": _("Take back"), "note": "required"},
    )
    def take_back(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.ACCEPTED,
        conditions=[_answered("accepted")],
        permission="programme.answer_exception",
        custom={
            "label": _("Accept with an option"),
            "hidden": True,
            "not_by": "submitted_by",
            "refusal": _("You submitted this note, so someone else answers it."),
        },
    )
    def accept(self):
        pass

    @transition(
        state,
        source=State.SUBMITTED,
        target=State.REJECTED,
        conditions=[_answered("rejected")],
        permission="programme.answer_exception",
        custom={
            "label": _("Reject"),
            "hidden": True,
            "not_by": "submitted_by",
            "refusal": _("You submitted this note, so someone else answers it."),
        },
    )
    def reject(self):
        pass

    @transition(
        state,
        source=State.REJECTED,
        target=State.DRAFT,
        permission="programme.write_exception",
        custom={"label": _("Write it again"), "tone": "primary"},
    )
    def revise(self):
        pass

    @transition(
        state,
        source=[State.DRAFT, State.SUBMITTED, State.ACCEPTED, State.REJECTED],
        target=State.CLOSED,
        permission="programme.write_exception",
        custom={
            "label": _("Close the note"),
            "note": "required",
            "confirm": _("A closed note covers its dimension no more and is not opened again."),
        },
    )
    def close(self):
        """Also by itself, when the dimension is back on track."""


class ExceptionAnswer(FrozenFacts, ProgrammeRecord):
    """A sponsor's answer to an exception note, with the note and the status as they were. Never changed."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    TONES = {"accepted": "done", "rejected": "bad"}

    note = models.ForeignKey(
        ExceptionNote, verbose_name=_("Exception note"), on_delete=models.PROTECT, related_name="answers"
    )
    outcome = models.CharField(_("Answer"), max_length=10, choices=Outcome)
    option = models.CharField(_("Option chosen"), max_length=2000, blank=True)
    reason = models.TextField(_("Why"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    by_role = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Answer to an exception note")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.note}: {self.get_outcome_display()}"

    def get_absolute_url(self):
        return self.note.get_absolute_url()
