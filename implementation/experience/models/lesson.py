from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord, Stage


class LessonQuerySet(models.QuerySet):
    def agreed(self):
        return self.filter(state=Lesson.State.AGREED)


class Lesson(ProgrammeRecord):
    """What a programme has taught: what happened, why, and what the next one does about it."""

    class Category(models.TextChoices):
        VISION = "vision", _("Vision and return")
        SOURCING = "sourcing", _("Sourcing and vendor")
        CONTRACT = "contract", _("Contract and service levels")
        RISKS = "risks", _("Risks")
        PEOPLE = "people", _("People and process")
        DATA = "data", _("Data")
        PILOTS = "pilots", _("Pilots")
        ROLLOUT = "rollout", _("Roll-out")

    class Advice(models.TextChoices):
        KEEP = "keep", _("Keep doing it")
        CHANGE = "change", _("Do it differently")

    class Weight(models.IntegerChoices):
        SMALL = 1, _("A little")
        MEDIUM = 2, _("Clearly")
        LARGE = 3, _("It decided the outcome")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed")
        SET_ASIDE = "set_aside", _("Set aside")

    TONES = {"draft": "wait", "agreed": "done", "set_aside": "none"}

    title = models.CharField(_("Lesson"), max_length=160, help_text=_("One line that people recognise it by."))
    category = models.CharField(_("Category"), max_length=12, choices=Category)
    stage = models.ForeignKey(
        Stage,
        verbose_name=_("Stage"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lessons",
        help_text=_("Where it belongs to one."),
    )
    what_happened = models.TextField(_("What happened"), max_length=2000)
    why = models.TextField(_("Why"), max_length=2000, blank=True)
    next_time = models.TextField(
        _("What to do next time"), max_length=2000, help_text=_("So that somebody who was not there can act on it.")
    )
    advice = models.CharField(_("Keep or change"), max_length=8, choices=Advice, default=Advice.CHANGE)
    weight = models.PositiveSmallIntegerField(_("How much it mattered"), choices=Weight, default=Weight.MEDIUM)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Written by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    written_on = models.DateField(_("Written on"), default=timezone.localdate, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "-written_on", "-pk"]
        verbose_name = _("lesson")
        indexes = [models.Index(fields=["programme", "state"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("lesson", args=[self.programme_id, self.pk])

    def clean(self):
        if self.stage_id and self.stage.programme_id != self.programme_id:
            raise ValidationError({"stage": _("Choose a stage of this programme.")})

    @transition(
        state,
        source=State.DRAFT,
        target=State.AGREED,
        permission="experience.agree_lesson",
        custom={
            "label": _("Agree to the lesson"),
            "tone": "primary",
            "not_by": "written_by",
            "refusal": _("You wrote this lesson, so someone else agrees to it."),
        },
    )
    def agree(self):
        """From here it counts at the benefits review and goes into templates."""

    @transition(
        state,
        source=State.DRAFT,
        target=State.SET_ASIDE,
        permission="experience.agree_lesson",
        custom={"label": _("Set aside"), "note": "required"},
    )
    def set_aside(self):
        """It is no lesson after all; it stays on record."""

    @transition(
        state,
        source=[State.AGREED, State.SET_ASIDE],
        target=State.DRAFT,
        permission="experience.agree_lesson",
        custom={"label": _("Back to draft"), "note": "required"},
    )
    def reopen(self):
        pass


@because(_("No lesson is agreed yet: write one and let someone else agree to it."))
def has_agreed_lessons(look_back):
    return look_back.programme.lessons.agreed().exists()


@because(_("A lesson still waits to be agreed: agree to it or set it aside first."))
def no_draft_is_left(look_back):
    return not look_back.programme.lessons.filter(state=Lesson.State.DRAFT).exists()


class LookBack(ProgrammeRecord):
    """Lessons are due: a programme, or one of its pilots, was stopped, or the programme is finished."""

    class Reason(models.TextChoices):
        STOPPED = "stopped", _("The programme was stopped")
        PILOT_STOPPED = "pilot_stopped", _("A pilot was stopped")
        FINISHED = "finished", _("The programme is finished")

    class State(models.TextChoices):
        DUE = "due", _("Lessons due")
        DONE = "done", _("Lessons kept")

    TONES = {"due": "wait", "done": "done"}

    reason = models.CharField(_("Reason"), max_length=16, choices=Reason, editable=False)
    about = models.CharField(_("About"), max_length=160, editable=False)
    due = models.DateField(_("Due"), editable=False)
    state = StateField(_("State"), choices=State, default=State.DUE)

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("look back")

    def __str__(self):
        return f"{self.get_reason_display()} ({self.about})"

    def get_absolute_url(self):
        return reverse("lessons", args=[self.programme_id])

    @transition(
        state,
        source=State.DUE,
        target=State.DONE,
        conditions=[has_agreed_lessons, no_draft_is_left],
        permission="experience.close_look_back",
        custom={"label": _("Close: all lessons are kept"), "tone": "primary"},
    )
    def close(self):
        pass

    @transition(
        state,
        source=State.DONE,
        target=State.DUE,
        permission="experience.close_look_back",
        custom={"label": _("Lessons are missing after all"), "note": "required"},
    )
    def reopen(self):
        pass
