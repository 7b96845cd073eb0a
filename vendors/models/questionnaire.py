from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.evidence import sha256_of
from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord
from vendors.models.criterion import VendorCriterion
from vendors.models.round import SelectionRound


@because(_("Put at least one question into it first."))
def has_questions(questionnaire):
    return questionnaire.questions.exists()


class Questionnaire(ProgrammeRecord):
    """What vendors are asked in writing. Its questions are frozen when it goes out; a change of mind is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        OUT = "out", _("With the vendors")
        CLOSED = "closed", _("Closed")

    TONES = {"draft": "idle", "out": "now", "closed": "done"}

    round = models.ForeignKey(
        SelectionRound,
        verbose_name=_("Comparison"),
        on_delete=models.PROTECT,
        related_name="questionnaires",
        editable=False,
    )
    name = models.CharField(_("Name"), max_length=120)
    intro = models.TextField(
        _("To the vendor"),
        max_length=2000,
        blank=True,
        help_text=_("Stands above the questions: what you plan, what happens with the answers, whom to ask."),
    )
    version = models.PositiveSmallIntegerField(_("Version"), default=1, editable=False)
    earlier = models.ForeignKey(
        "self",
        verbose_name=_("Version before"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="later",
        editable=False,
    )
    sent_at = models.DateTimeField(_("Sent"), null=True, blank=True, editable=False)
    questions_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.DRAFT)

    class Meta:
        verbose_name = _("Questionnaire")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name", "version"],
                name="questionnaire_version_once",
                violation_error_message=_("There is a questionnaire of that name already."),
            )
        ]

    def __str__(self):
        return self.name if self.version == 1 else str(_("%(name)s, version %(n)d") % self.named)

    @property
    def named(self) -> dict:
        return {"name": self.name, "n": self.version}

    def get_absolute_url(self):
        return reverse("questionnaire", args=[self.programme_id, self.pk])

    def fingerprint(self) -> str:
        """The hash of everything that is asked, in its order."""
        return sha256_of([question.facts for question in self.questions.all()])

    @transition(
        state,
        source=State.DRAFT,
        target=State.OUT,
        conditions=[has_questions],
        permission="vendors.edit_questionnaire",
        custom={"label": _("Send it"), "tone": "primary", "page": "send_questionnaire"},
    )
    def send(self):
        """With the first vendor that gets it; from then on the questions stay as they are."""

    @transition(
        state,
        source=State.OUT,
        target=State.CLOSED,
        permission="vendors.edit_questionnaire",
        custom={
            "label": _("Close the questionnaire"),
            "confirm": _("Nobody can answer any more and every link stops working. What was handed in stays."),
        },
    )
    def close(self):
        pass

    @transition(
        state,
        source=State.CLOSED,
        target=State.OUT,
        permission="vendors.edit_questionnaire",
        custom={"label": _("Open it again"), "note": "required"},
    )
    def open_again(self):
        pass


class Question(Record):
    """One thing that is asked, and how it is to be answered."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        YES_NO = "yes_no", _("Yes or no, with a remark")
        NUMBER = "number", _("Number")
        CHOICE = "choice", _("Choice from a list")
        FILE = "file", _("A file")

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    key = models.CharField(max_length=40, blank=True, editable=False)
    section = models.CharField(_("Section"), max_length=80, blank=True)
    text = models.CharField(_("Question"), max_length=500)
    help = models.CharField(
        _("Help"), max_length=500, blank=True, help_text=_("What a good answer holds. The vendor reads it.")
    )
    kind = models.CharField(_("Answered by"), max_length=10, choices=Kind, default=Kind.TEXT)
    unit = models.CharField(_("Unit"), max_length=30, blank=True, help_text=_("For a number: hours, %, people …"))
    options = models.TextField(
        _("Choices"), max_length=2000, blank=True, help_text=_("For a choice from a list: one on each line.")
    )
    required = models.BooleanField(_("Must be answered"), default=True)
    criterion = models.ForeignKey(
        VendorCriterion,
        verbose_name=_("Criterion"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
        help_text=_("The answers then stand beside the scores of this criterion."),
    )

    belongs_to = "questionnaire"

    class Meta:
        verbose_name = _("Question to vendors")
        ordering = ["questionnaire", "order", "pk"]

    def __str__(self):
        return self.text[:120]

    @property
    def choices(self) -> list[str]:
        return list(dict.fromkeys(line.strip() for line in self.options.splitlines() if line.strip()))

    @property
    def facts(self) -> dict:
        names = ("id", "order", "section", "text", "help", "kind", "unit", "required")
        return {name: getattr(self, name) for name in names} | {"options": self.choices}

    def clean(self):
        if self.kind == self.Kind.CHOICE and len(self.choices) < 2:
            raise ValidationError({"options": _("Give at least two choices, one on each line.")})
        if any(len(choice) > 200 for choice in self.choices) or len(self.choices) > 20:
            raise ValidationError({"options": _("At most 20 choices of 200 characters each.")})
