from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from change_mgmt.models.training.course import Course
from change_mgmt.models.training.enrolment import Enrolment
from core.models import Record

#: A question offers at least two answers and at most this many.
MOST_OPTIONS = 6
LONGEST_OPTION = 300


def spoken(words: dict[str, str], language: str = "") -> str:
    """The words in a language, or in the first that has any."""
    return words.get(language or get_language() or "en") or next((text for text in words.values() if text), "")


class Question(Record):
    """One question of a course's test, in up to three languages."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("One answer is right")
        MULTIPLE = "multiple", _("Several answers may be right")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind, default=Kind.SINGLE)
    #: language -> text
    words = models.JSONField(_("Question"), default=dict)
    #: [{"words": {language: text}, "right": bool}]
    options = models.JSONField(_("Answers"), default=list)

    belongs_to = "course"

    class Meta:
        verbose_name = _("Test question")
        ordering = ["pk"]

    def __str__(self):
        return spoken(self.words)[:120]

    def get_absolute_url(self):
        from django.urls import reverse

        return reverse("course_test", args=[self.course.programme_id, self.course_id])

    def clean(self):
        right = sum(bool(option["right"]) for option in self.options)
        if not 2 <= len(self.options) <= MOST_OPTIONS:
            raise ValidationError(_("Offer two answers at least, and six at most."))
        if not right:
            raise ValidationError(_("Mark which answer is right."))
        if self.kind == self.Kind.SINGLE and right > 1:
            raise ValidationError(_("Only one answer can be right here: mark one, or let several be right."))

    @property
    def told_options(self) -> list[tuple[str, bool]]:
        return [(spoken(option["words"]), option["right"]) for option in self.options]


class Attempt(Record):
    """One try at the test: the paper as it lay before this person, what was answered, and the score."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("Try"))
    #: The questions in the order of this paper: {"id", "kind", "words", "options": [{"id", "words", "right"}]}
    paper = models.JSONField(default=list, editable=False)
    #: question id -> option ids
    answers = models.JSONField(default=dict, editable=False)
    pass_mark = models.PositiveSmallIntegerField(_("Pass mark"), null=True, editable=False)
    score = models.PositiveSmallIntegerField(
        _("Score"), null=True, blank=True, editable=False, validators=[MaxValueValidator(100)]
    )
    began_at = models.DateTimeField(_("Began"), auto_now_add=True)
    handed_in_at = models.DateTimeField(_("Handed in"), null=True, blank=True, editable=False)

    belongs_to = "enrolment"
    audit_leaves_out = ("paper", "answers")

    class Meta:
        verbose_name = _("Try at the test")
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["enrolment", "number"], name="attempt_number_once")]

    def __str__(self):
        return _("%(who)s, try %(number)d") % {"who": self.enrolment, "number": self.number}

    @property
    def has_passed(self) -> bool:
        return self.score is not None and self.score >= (self.pass_mark or 0)
