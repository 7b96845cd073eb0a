import hashlib

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from change_mgmt.processes.models.process import Process
from core.models import OutgoingMail, Record
from core.states import StateField
from implementation.programme.models import Department
from implementation.staff.models import Employee, Level


class Effect(Record):
    """What a process changes for people: in their post, duty or organisation, and from when."""

    class Kind(models.TextChoices):
        POST = "post", _("Post")
        DUTY = "duty", _("Duty")
        ORGANISATION = "organisation", _("Organisation")
        SKILL = "skill", _("Skill")
        PLACE = "place", _("Place of work")

    class State(models.TextChoices):
        TO_TELL = "to_tell", _("To be told")
        TOLD = "told", _("Told")

    TONES = {"to_tell": "wait", "told": "done"}

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="effects")
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind, default=Kind.DUTY)
    what = models.TextField(
        _("What changes"), max_length=1000, help_text=_("As you would say it to those whom it affects: they read this.")
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("Department"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: all departments."),
    )
    level = models.CharField(_("Level"), max_length=12, choices=Level, blank=True, help_text=_("Empty: all levels."))
    post = models.CharField(
        _("Post"), max_length=120, blank=True, help_text=_("As on the list of people. Empty: all posts.")
    )
    people = models.PositiveIntegerField(
        _("How many people"),
        validators=[MinValueValidator(1)],
        help_text=_("Also those who are not on the list of people yet."),
    )
    from_day = models.DateField(_("From"))
    tell_by = models.DateField(_("Tell them by"), help_text=_("Before it changes for them, with time to ask."))
    state = StateField(_("State"), choices=State, default=State.TO_TELL)

    belongs_to = "process"

    class Meta:
        verbose_name = _("Effect on people")
        verbose_name_plural = _("Effects on people")
        ordering = ["from_day", "pk"]

    def __str__(self):
        return self.what if len(self.what) <= 80 else f"{self.what[:79]}…"

    def get_absolute_url(self):
        return reverse("effect", args=[self.process.programme_id, self.pk])

    def clean(self):
        if self.tell_by and self.from_day and self.tell_by > self.from_day:
            raise ValidationError(
                {"tell_by": _("They must be told before it changes for them: choose an earlier day.")}
            )

    @property
    def wording(self) -> str:
        """Told is who was told of it in these words; other words or another day must be told again."""
        return hashlib.sha256(f"{self.from_day}\n{self.what}".encode()).hexdigest()

    def affected(self):
        """Who of the people here it affects."""
        found = Employee.objects.filter(programme=self.process.programme_id).reached(
            [self.department_id] if self.department_id else (), [self.level] if self.level else ()
        )
        return found.filter(post__iexact=self.post) if self.post else found

    @transition(
        state,
        source=State.TO_TELL,
        target=State.TOLD,
        permission="processes.tell_people",
        custom={
            "label": _("Everybody is told"),
            "note": "required",
            "confirm": _("Say how they were told. The alarm stops."),
        },
    )
    def finish_telling(self):
        """By the last notice, or where people are told who are on no list."""

    @transition(
        state,
        source=State.TOLD,
        target=State.TO_TELL,
        permission="processes.tell_people",
        custom={"label": _("Tell again"), "hidden": True},
    )
    def tell_again(self):
        """When its words or its day have changed."""


class EffectNotice(Record):
    """One person who was told of one effect: when, by which way, and whether they have read it."""

    class Way(models.TextChoices):
        MAIL = "mail", _("By mail")
        IN_PERSON = "in_person", _("In person")

    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, related_name="notices")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    wording = models.CharField(max_length=64, editable=False)
    text = models.TextField(_("What changes"), max_length=1000, editable=False)
    from_day = models.DateField(_("From"), editable=False)
    way = models.CharField(_("Way"), max_length=10, choices=Way)
    told_on = models.DateField(_("Told on"))
    told_by = models.CharField(_("Told by"), max_length=120)
    token_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    mail = models.ForeignKey(
        OutgoingMail, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    read_at = models.DateTimeField(_("Read"), null=True, blank=True, editable=False)

    belongs_to = "effect"
    audit_leaves_out = ("token_sha256", "mail")

    class Meta:
        verbose_name = _("Notice of an effect")
        verbose_name_plural = _("Notices of effects")
        ordering = ["employee__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["effect", "employee", "wording"], name="told_once_of_each_wording"),
            models.UniqueConstraint(
                fields=["token_sha256"], condition=~models.Q(token_sha256=""), name="effect_notice_token_once"
            ),
        ]

    def __str__(self):
        return f"{self.employee}: {self.effect}"

    @property
    def is_overtaken(self) -> bool:
        """Whether the effect has other words or another day by now."""
        return self.wording != self.effect.wording

    @property
    def is_read(self) -> bool:
        return self.read_at is not None
