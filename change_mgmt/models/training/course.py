from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department, ProgrammeRecord
from implementation.staff.models import Employee, Level

#: Longer than any chain of courses that people go through one after the other.
MOST_STEPS = 20


class Course(ProgrammeRecord):
    """What people of one level learn. Without departments of its own it is for all, without posts for every post."""

    title = models.CharField(_("Title"), max_length=160)
    level = models.CharField(_("Level"), max_length=12, choices=Level)
    aim = models.TextField(_("Aim"), max_length=1000, blank=True, help_text=_("What people can do afterwards."))
    content = models.TextField(_("Content"), max_length=8000, blank=True)
    hours = models.DecimalField(
        _("Hours"), max_digits=5, decimal_places=1, default=2, validators=[MinValueValidator(0)]
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("Pass mark"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("Of 100. With a pass mark, only who reaches it counts as trained."),
    )
    tries = models.PositiveSmallIntegerField(
        _("Tries at the test"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    valid_months = models.PositiveSmallIntegerField(
        _("Valid for, months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Then it is due again. Leave empty when it is learned for good."),
    )
    prerequisite = models.ForeignKey(
        "self",
        verbose_name=_("First attend"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leads_to",
        help_text=_("A course that people must have behind them."),
    )
    modules = models.JSONField(_("Modules"), default=list, blank=True)
    departments = models.ManyToManyField(Department, verbose_name=_("Departments"), blank=True, related_name="+")
    posts = models.JSONField(_("Posts"), default=list, blank=True)
    from_list = models.BooleanField(
        _("Everybody on the list of staff who fits must attend"),
        default=True,
        help_text=_(
            "Counted from the list: this level, these departments and posts. Numbers count where it has nobody."
        ),
    )

    class Meta:
        verbose_name = _("Course")
        ordering = ["level", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="course_once",
                violation_error_message=_("There is a course of that title already."),
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("course", args=[self.programme_id, self.pk])

    def clean(self):
        if not isinstance(self.modules, list) or set(self.modules) - set(MODULES):
            raise ValidationError({"modules": _("Choose modules from the list.")})
        if not isinstance(self.posts, list) or any(not isinstance(post, str) for post in self.posts):
            raise ValidationError({"posts": _("Choose posts from the list.")})
        if self.prerequisite_id and self.prerequisite.programme_id != self.programme_id:
            raise ValidationError({"prerequisite": _("Choose a course of this programme.")})
        if self.leads_to_itself:
            raise ValidationError({"prerequisite": _("This course would lead to itself: choose another one.")})

    @property
    def leads_to_itself(self) -> bool:
        step, passed = self.prerequisite, 0
        while step is not None and self.pk and passed < MOST_STEPS:
            if step.pk == self.pk:
                return True
            step, passed = step.prerequisite, passed + 1
        return passed == MOST_STEPS

    @property
    def module_names(self):
        return [MODULES[key].name for key in self.modules]

    def people(self):
        """Those on the list of employees for whom this course is."""
        found = Employee.objects.filter(programme=self.programme_id, department__isnull=False).reached(
            self.departments.all(), [self.level]
        )
        return found.filter(post__in=self.posts) if self.posts else found


class NeededPlace(Record):
    """How many people of a department a course must reach."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="needs")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(_("People"))

    belongs_to = "course"

    class Meta:
        verbose_name = _("People to be trained")
        ordering = ["department__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "department"], name="needed_place_once")]

    def __str__(self):
        return f"{self.course}, {self.department}: {self.people}"
