from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.states import StateField
from core.workflow import because
from implementation.data_readiness.models.domain import DataDomain, person
from implementation.data_readiness.models.source import DataSource
from implementation.programme.crm_modules import MODULES


def modules():
    return [(key, module.name) for key, module in MODULES.items()]


@because(_("Enter how many rows were read, loaded and rejected: read is loaded and rejected together."))
def all_rows_are_counted(rehearsal):
    return rehearsal.rows_add_up


@because(_("Say for every rejected row why: the rows of the reasons must add up to the rejected rows."))
def rejects_are_explained(rehearsal):
    return rehearsal.unexplained == 0


@because(_("Enter at least one total of the source and of the target."))
def has_totals(rehearsal):
    return bool(rehearsal.all_totals)


@because(_("A total differs by more than its tolerance."))
def totals_agree(rehearsal):
    return not any(total.is_off for total in rehearsal.all_totals)


class Rehearsal(Record):
    """A trial of moving a domain's data into the CRM: what went in, what came out, what was refused and why."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        RUN = "run", _("Run")
        RECONCILED = "reconciled", _("Reconciled")
        NOT_RECONCILED = "not_reconciled", _("Not reconciled")
        SIGNED = "signed", _("Signed")

    TONES = {"planned": "none", "run": "now", "reconciled": "wait", "not_reconciled": "bad", "signed": "ok"}

    domain = models.ForeignKey(
        DataDomain, verbose_name=_("Data domain"), on_delete=models.PROTECT, related_name="rehearsals"
    )
    number = models.PositiveSmallIntegerField(_("Number"), editable=False)
    source = models.ForeignKey(
        DataSource,
        verbose_name=_("Data source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="rehearsals",
        help_text=_("Leave it empty when all sources of the domain are moved together."),
    )
    module = models.CharField(_("Into the module"), max_length=30, choices=modules, blank=True)
    on = models.DateField(_("Day of the rehearsal"))
    read = models.PositiveIntegerField(_("Rows read"), null=True, blank=True)
    loaded = models.PositiveIntegerField(_("Rows loaded"), null=True, blank=True)
    rejected = models.PositiveIntegerField(_("Rows rejected"), null=True, blank=True)
    minutes = models.PositiveIntegerField(
        _("Minutes it took"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("From the first row read to the last row checked: the night of the move must be long enough."),
    )
    notes = models.TextField(_("Notes"), blank=True, max_length=2000)
    ran_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Run by"), on_delete=models.PROTECT, related_name="+"
    )
    signed_by = person(_("Signed by"), editable=False)
    signed_at = models.DateTimeField(_("Signed on"), null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.PLANNED)

    belongs_to = "domain"

    class Meta:
        verbose_name = _("Migration rehearsal")
        verbose_name_plural = _("Migration rehearsals")
        ordering = ["domain", "-number"]
        constraints = [models.UniqueConstraint(fields=["domain", "number"], name="rehearsal_number_once")]

    def __str__(self):
        return f"{self.domain} {self.number}"

    def get_absolute_url(self):
        return reverse("rehearsal", args=[self.scope_number, self.pk])

    def clean(self):
        if self.source_id and self.source.domain_id != self.domain_id:
            raise ValidationError({"source": _("Choose a source of this domain.")})
        counts = (self.read, self.loaded, self.rejected)
        if None not in counts and self.read < self.loaded + self.rejected:
            raise ValidationError({"read": _("Fewer rows were read than loaded and rejected together.")})

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.PLANNED, self.State.RUN, self.State.NOT_RECONCILED)

    @property
    def module_name(self):
        return MODULES[self.module].name if self.module in MODULES else ""

    @property
    def rows_add_up(self) -> bool:
        return None not in (self.read, self.loaded, self.rejected) and self.read == self.loaded + self.rejected

    @property
    def lost(self) -> int:
        """Rows that were read and are neither loaded nor rejected."""
        return (self.read or 0) - (self.loaded or 0) - (self.rejected or 0)

    @property
    def all_totals(self) -> list:
        return list(self.totals.all()) if self.pk else []

    @property
    def unexplained(self) -> int:
        return (self.rejected or 0) - sum(reject.rows for reject in self.rejects.all())

    @property
    def rejected_share(self) -> Decimal | None:
        return None if not self.read or self.rejected is None else Decimal(100 * self.rejected) / self.read

    @transition(
        state,
        source=State.PLANNED,
        target=State.RUN,
        permission="data_readiness.edit_rehearsal",
        custom={"label": _("Enter the figures"), "tone": "primary", "page": "enter_rehearsal"},
    )
    def record(self):
        """With the figures of the run."""

    @transition(
        state,
        source=[State.RUN, State.NOT_RECONCILED],
        target=State.RECONCILED,
        permission="data_readiness.edit_rehearsal",
        conditions=[all_rows_are_counted, rejects_are_explained, has_totals, totals_agree],
        custom={"label": _("Mark as reconciled"), "tone": "primary"},
    )
    def reconcile(self):
        """What went in is what came out or is explained."""

    @transition(
        state,
        source=State.RUN,
        target=State.NOT_RECONCILED,
        permission="data_readiness.edit_rehearsal",
        custom={"label": _("Mark as not reconciled"), "note": "required"},
    )
    def give_up(self):
        """It stays on record; the next rehearsal is compared with it."""

    @transition(
        state,
        source=State.RECONCILED,
        target=State.RUN,
        permission="data_readiness.edit_rehearsal",
        custom={"label": _("Correct the figures"), "note": "required"},
    )
    def reopen(self):
        """Before it is signed."""

    @transition(
        state,
        source=State.RECONCILED,
        target=State.SIGNED,
        permission="data_readiness.sign_rehearsal",
        custom={
            "label": _("Sign the rehearsal"),
            "tone": "primary",
            "confirm": _("Your signature says that these figures are right. It cannot be taken back."),
            "not_by": "ran_by",
            "refusal": _("You ran this rehearsal, so somebody else signs it."),
            "page": "sign_rehearsal",
        },
    )
    def sign(self):
        """By the owner of the domain."""


class RehearsalTotal(Record):
    """A sum that must be the same on both sides: orders of the year, open amounts, number of contacts."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="totals")
    name = models.CharField(
        _("Total"), max_length=120, help_text=_("“Open receivables, CNY”, “contacts with an e-mail”.")
    )
    source_value = models.DecimalField(_("In the source"), max_digits=18, decimal_places=2)
    target_value = models.DecimalField(_("In the CRM"), max_digits=18, decimal_places=2)
    tolerance = models.DecimalField(
        _("Tolerance"),
        max_digits=18,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
        help_text=_("By how much the two may differ; 0 when they must be the same."),
    )

    belongs_to = "rehearsal"

    class Meta:
        verbose_name = _("Total of a rehearsal")
        verbose_name_plural = _("Totals of a rehearsal")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rehearsal", "name"],
                name="rehearsal_total_once",
                violation_error_message=_("This total is there already."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def difference(self) -> Decimal:
        return self.target_value - self.source_value

    @property
    def is_off(self) -> bool:
        return abs(self.difference) > self.tolerance


class RehearsalReject(Record):
    """Rows that the CRM refused for one reason."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="rejects")
    reason = models.CharField(_("Why they were refused"), max_length=200)
    rows = models.PositiveIntegerField(_("Rows"), default=1, validators=[MinValueValidator(1)])
    where = models.CharField(
        _("Lines or numbers"),
        max_length=300,
        blank=True,
        help_text=_("Where to find them in the source: line numbers or keys, no names."),
    )

    belongs_to = "rehearsal"

    class Meta:
        verbose_name = _("Rejected rows")
        verbose_name_plural = _("Rejected rows")
        ordering = ["-rows", "reason", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rehearsal", "reason"],
                name="rehearsal_reason_once",
                violation_error_message=_("This reason is there already: change its rows."),
            )
        ]

    def __str__(self):
        return self.reason
