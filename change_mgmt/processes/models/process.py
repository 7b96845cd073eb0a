from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.goals.models.choices import Activity
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department, Programme, ProgrammeRecord


@because(_("Name its owner first: the owner signs it."))
def has_an_owner(process):
    return process.owner_id is not None


@because(_("Draw the process as it shall be first."))
def is_drawn(process):
    return process.steps.filter(side="to_be").exists()


@because(_("Say of every step as it is what becomes of it."))
def every_step_has_a_fate(process):
    return not process.steps.filter(side="as_is", fate=None).exists()


class Process(ProgrammeRecord):
    """Work that crosses people and departments, as it is and as it shall be."""

    class State(models.TextChoices):
        DRAWN = "drawn", pgettext_lazy("a process", "Being drawn")
        WAITING = "waiting", _("Waiting for signature")
        SIGNED = "signed", _("Signed")
        DROPPED = "dropped", _("Dropped")

    TONES = {"drawn": "idle", "waiting": "wait", "signed": "done", "dropped": "none"}

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="processes")
    name = models.CharField(_("Process"), max_length=120, help_text=_("From where to where: “From enquiry to quote”."))
    aim = models.TextField(_("Aim"), max_length=1000, blank=True, help_text=_("What it is there for."))
    customer = models.CharField(
        _("Customer"), max_length=160, blank=True, help_text=_("Whom it serves: outside, or a department inside.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Answers for the whole process, across departments, and signs it."),
    )
    activity = models.CharField(_("Value-chain activity"), max_length=14, choices=Activity, blank=True)
    modules = models.JSONField(_("Modules it uses"), default=list, blank=True)
    departments = models.ManyToManyField(Department, verbose_name=_("Departments"), blank=True, related_name="+")
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Handed in by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = StateField(_("State"), choices=State, default=State.DRAWN)

    class Meta:
        verbose_name = _("Process")
        verbose_name_plural = _("Processes")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="process_name_once",
                violation_error_message=_("There is a process of that name already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("process", args=[self.programme_id, self.pk])

    def clean(self):
        if not isinstance(self.modules, list) or set(map(str, self.modules)) - set(MODULES):
            raise ValidationError({"modules": _("Choose modules from the list.")})
        self.modules = [key for key in MODULES if key in self.modules]

    @property
    def module_names(self) -> list:
        return [MODULES[key].name for key in self.modules if key in MODULES]

    @property
    def is_open(self) -> bool:
        """Whether it may be changed: not while it waits for a signature, nor once it is dropped."""
        return self.state in (self.State.DRAWN, self.State.SIGNED)

    @transition(
        state,
        source=State.DRAWN,
        target=State.WAITING,
        conditions=[has_an_owner, is_drawn, every_step_has_a_fate],
        permission="processes.edit_process",
        custom={"label": _("Hand in for signature"), "page": "hand_in_process", "tone": "primary"},
    )
    def hand_in(self):
        """What is drawn is frozen as the next version."""

    @transition(
        state,
        source=State.WAITING,
        target=State.SIGNED,
        permission="processes.sign_process",
        custom={
            "label": _("Sign"),
            "tone": "primary",
            "page": "sign_process",
            "not_by": "handed_in_by",
            "refusal": _("You handed this in, so someone else signs it."),
        },
    )
    def sign(self):
        """By its owner; where the owner handed it in, by the sponsor or the manager."""

    @transition(
        state,
        source=State.WAITING,
        target=State.DRAWN,
        permission="processes.sign_process",
        custom={
            "label": _("Send back"),
            "note": "required",
            "not_by": "handed_in_by",
            "refusal": _("You handed this in: take it back instead."),
        },
    )
    def send_back(self):
        pass

    @transition(
        state,
        source=State.WAITING,
        target=State.DRAWN,
        permission="processes.edit_process",
        custom={"label": _("Take back"), "confirm": _("Nobody can sign it until it is handed in again.")},
    )
    def take_back(self):
        pass

    @transition(
        state,
        source=State.SIGNED,
        target=State.DRAWN,
        permission="processes.edit_process",
        custom={"label": _("Draw a new version"), "hidden": True},
    )
    def reopen(self):
        """By the first change after the signature; what was signed stays on record."""

    @transition(
        state,
        source=[State.DRAWN, State.SIGNED],
        target=State.DROPPED,
        permission="processes.drop_process",
        custom={"label": _("Drop the process"), "note": "required"},
    )
    def drop(self):
        """It is not looked at any more; it stays on record."""

    @transition(
        state,
        source=State.DROPPED,
        target=State.DRAWN,
        permission="processes.drop_process",
        custom={"label": _("Take the process up again"), "note": "required"},
    )
    def take_up(self):
        pass
