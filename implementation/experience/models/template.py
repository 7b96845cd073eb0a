from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import FrozenFacts, Record
from core.states import StateField
from implementation.programme.models import Organisation, Programme, ProgrammeRecord


class ProgrammeTemplate(Record):
    """What the next programme of an organisation can start from; it grows by versions, each taken from a programme."""

    class State(models.TextChoices):
        IN_USE = "in_use", _("In use")
        RETIRED = "retired", _("Retired")

    TONES = {"in_use": "ok", "retired": "none"}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="programme_templates")
    name = models.CharField(_("Name"), max_length=120)
    description = models.TextField(
        _("What it is for"),
        max_length=1000,
        blank=True,
        help_text=_("For which programmes it fits, and for which not."),
    )
    shared = models.BooleanField(_("May be used for other clients of the same consultant"), default=False)
    state = StateField(_("State"), choices=State, default=State.IN_USE)

    belongs_to = "organisation"

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("template")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="template_name_once",
                violation_error_message=_("There is a template of that name already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("template_home", args=[self.pk])

    @transition(
        state,
        source=State.IN_USE,
        target=State.RETIRED,
        permission="experience.edit_template",
        custom={"label": _("Retire the template"), "note": "required"},
    )
    def retire(self):
        """No programme starts from it any more; those that did keep it."""

    @transition(
        state,
        source=State.RETIRED,
        target=State.IN_USE,
        permission="experience.edit_template",
        custom={"label": _("Use it again")},
    )
    def use_again(self):
        pass


class TemplateVersion(FrozenFacts, Record):
    """A numbered state of a template, frozen when it was taken. ``facts["parts"]`` holds each part by its name."""

    template = models.ForeignKey(ProgrammeTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Number"))
    source = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions_taken")
    note = models.CharField(_("What is new"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    by_role = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "template"

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of a template")
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="template_version_once")]

    def __str__(self):
        return f"{self.template}, {self.number}"

    @property
    def parts(self) -> dict:
        return self.facts["parts"]

    @property
    def names_kept(self) -> bool:
        return self.facts["names_kept"]

    @property
    def of_a_running_programme(self) -> bool:
        return self.facts["state"] == Programme.State.UNDER_WAY


class ProgrammeOrigin(ProgrammeRecord):
    """Which version of a template a programme started from, or was brought up to since."""

    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="origins")
    as_they_were = models.BooleanField(_("Durations as they were"), default=False)

    class Meta:
        verbose_name = _("origin of a programme")
        constraints = [models.UniqueConstraint(fields=["programme"], name="origin_once")]

    def __str__(self):
        return str(self.version)
