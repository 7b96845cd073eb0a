import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, transition

from core.states import StateField
from implementation.goals.models import Goal
from implementation.programme.models import ProgrammeRecord, Stage
from implementation.rollout.models import Module, Pilot
from risks.models.catalogue import CatalogueRisk
from risks.models.conditions import actions_done, has_owner, has_treatment, is_below_high, is_granted, is_rated
from risks.models.queries import RiskManager
from risks.models.scale import RiskScale
from risks.models.scales import Category, Confidence, Impact, Likelihood, Nature, Proximity
from risks.scale import Scale, scale_with

RATINGS = ("inherent", "current", "target")


def rating_field(words, choices):
    return models.PositiveSmallIntegerField(
        words,
        choices=choices,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )


def _part_of(model, words):
    """Where on the way the risk belongs; a record of the same programme."""
    return models.ForeignKey(
        model, verbose_name=words, null=True, blank=True, on_delete=models.PROTECT, related_name="risks"
    )


class Risk(ProgrammeRecord):
    """An uncertain event and what it would do to the programme: rated, owned, treated, watched."""

    class State(models.TextChoices):
        IDENTIFIED = "identified", _("Identified")
        ASSESSED = "assessed", _("Assessed")
        TREATMENT_PLANNED = "treatment_planned", _("Treatment planned")
        IN_TREATMENT = "in_treatment", _("In treatment")
        MONITORED = "monitored", _("Monitored")
        ACCEPTED = "accepted", _("Accepted")
        OCCURRED = "occurred", _("Occurred")
        CLOSED = "closed", _("Closed")

    TONES = {
        "identified": "idle",
        "assessed": "wait",
        "treatment_planned": "partly",
        "in_treatment": "now",
        "monitored": "ok",
        "accepted": "ok",
        "occurred": "bad",
        "closed": "none",
    }
    #: States in which a request for acceptance makes sense.
    ACCEPTABLE = (State.ASSESSED, State.TREATMENT_PLANNED, State.IN_TREATMENT, State.MONITORED)
    _OPEN = (State.IDENTIFIED, *ACCEPTABLE, State.ACCEPTED)

    # The same risk wherever its register travels: exports carry it and imports know it again.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(editable=False)
    title = models.CharField(_("Risk"), max_length=200, help_text=_("One line that people recognise it by."))
    nature = models.CharField(_("Nature"), max_length=12, choices=Nature, default=Nature.THREAT)
    category = models.CharField(_("Category"), max_length=20, choices=Category, default=Category.OTHER)
    cause = models.TextField(_("Because"), max_length=1000, blank=True, help_text=_("What is so today."))
    event = models.TextField(_("it may happen that"), max_length=1000, blank=True, help_text=_("What is uncertain."))
    effect = models.TextField(_("so that"), max_length=1000, blank=True, help_text=_("What it would do to the goals."))
    early_sign = models.TextField(
        _("Early sign"), max_length=500, blank=True, help_text=_("What would show first that it is coming.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    identified_on = models.DateField(_("Identified on"), default=timezone.localdate)
    inherent_likelihood = rating_field(_("Likelihood"), Likelihood)
    inherent_impact = rating_field(_("Impact"), Impact)
    current_likelihood = rating_field(_("Likelihood"), Likelihood)
    current_impact = rating_field(_("Impact"), Impact)
    target_likelihood = rating_field(_("Likelihood"), Likelihood)
    target_impact = rating_field(_("Impact"), Impact)
    confidence = models.CharField(
        _("Confidence"),
        max_length=8,
        choices=Confidence,
        default=Confidence.MEDIUM,
        help_text=_("How well the rating is supported by facts."),
    )
    proximity = models.CharField(_("When it could happen"), max_length=8, choices=Proximity, blank=True)
    reviewed_on = models.DateField(null=True, blank=True, editable=False)
    review_due = models.DateField(_("Next review"), null=True, blank=True)
    accepted_until = models.DateField(null=True, blank=True, editable=False)
    stage = _part_of(Stage, _("Stage"))
    module = _part_of(Module, _("Module"))
    pilot = _part_of(Pilot, _("Pilot"))
    goal = _part_of(Goal, _("Goal"))
    escalated_on = models.DateField(_("Told to the sponsor on"), null=True, blank=True, editable=False)
    warned_on = models.DateField(_("Warned on"), null=True, blank=True, editable=False)
    # What it was taken from, which version of it, and how its texts read then: so that edits here are told from newer ones there.
    catalogue_key = models.CharField(max_length=40, blank=True, editable=False)
    catalogue_entry = models.ForeignKey(
        CatalogueRisk, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="taken"
    )
    catalogue_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    catalogue_texts = models.JSONField(default=dict, blank=True, editable=False)
    source_label = models.CharField(max_length=60, blank=True, editable=False)
    source_id = models.BigIntegerField(null=True, blank=True, editable=False)
    state = StateField(_("State"), choices=State, default=State.IDENTIFIED)

    objects = RiskManager()
    audit_leaves_out = ("uuid", "catalogue_texts")

    class Meta:
        ordering = ["programme", "number"]
        indexes = [
            models.Index(fields=["programme", "state"]),
            models.Index(fields=["review_due"]),
            # The heat map and the worst first, without reading the rows.
            models.Index(fields=["programme", "state", "current_likelihood", "current_impact"], name="risk_heat"),
            models.Index(fields=["programme", "state", "review_due"], name="risk_overdue"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="risk_number_once"),
            models.UniqueConstraint(
                fields=["programme", "catalogue_key"], condition=~models.Q(catalogue_key=""), name="risk_catalogue_once"
            ),
            models.UniqueConstraint(
                fields=["programme", "source_label", "source_id"],
                condition=~models.Q(source_label=""),
                name="risk_source_once",
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{rating}_{part}__isnull": True})
                    | models.Q(**{f"{rating}_{part}__range": (1, 5)}),
                    name=f"risk_{rating}_{part}_1_to_5",
                )
                for rating in RATINGS
                for part in ("likelihood", "impact")
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("risk", args=[self.programme_id, self.pk])

    @property
    def code(self) -> str:
        """R-014"""
        return f"R-{self.number:03d}"

    def clean(self):
        strangers = {
            name: _("Choose one of this programme.")
            for name in ("stage", "module", "pilot", "goal")
            if (other := getattr(self, name)) and other.programme_id != self.programme_id
        }
        if strangers:
            raise ValidationError(strangers)

    @cached_property
    def scale_hash(self) -> str | None:
        """Read with the row by the manager; asked for where a risk came another way."""
        found = RiskScale.objects.filter(organisation__programmes=self.programme_id).order_by("-version")
        return found.values_list("facts_sha256", flat=True).first()

    @property
    def scale(self) -> Scale:
        """How its organisation rates, in the version in force."""
        return scale_with(self.scale_hash)

    def level(self, rating: str) -> int | None:
        return self.scale.level(getattr(self, f"{rating}_likelihood"), getattr(self, f"{rating}_impact"))

    @property
    def appetite(self) -> int:
        """The highest level that is borne in its category."""
        return self.scale.appetite_of(self.category)

    @property
    def is_above_appetite(self) -> bool:
        level = self.current_level
        return self.nature == Nature.THREAT and level is not None and level > self.appetite

    @property
    def needs_escalation(self) -> bool:
        """Open, above what is borne, and nothing under way or accepted."""
        return self.state not in (self.State.CLOSED, self.State.OCCURRED) and (
            self.is_above_appetite and not self.is_handled
        )

    @property
    def inherent_level(self):
        return self.level("inherent")

    @property
    def current_level(self):
        return self.level("current")

    @property
    def target_level(self):
        return self.level("target")

    @property
    def actions(self) -> list:
        """Every action of every treatment; no further query where both are prefetched."""
        return [action for treatment in self.treatments.all() for action in treatment.actions.all()]

    @property
    def is_open(self) -> bool:
        return self.state != self.State.CLOSED

    @property
    def is_accepted_now(self) -> bool:
        return bool(
            self.state == self.State.ACCEPTED and self.accepted_until and self.accepted_until >= timezone.localdate()
        )

    @property
    def is_handled(self) -> bool:
        """A treatment is under way, or a sponsor has accepted it and the acceptance is in force."""
        under_way = (self.State.IN_TREATMENT, self.State.MONITORED, self.State.OCCURRED)
        return self.is_accepted_now or (self.state in under_way and bool(self.treatments.all()))

    @transition(
        state,
        source=State.IDENTIFIED,
        target=State.ASSESSED,
        conditions=[is_rated],
        permission="risks.edit_risk",
        custom={"label": _("Confirm the rating"), "tone": "primary"},
    )
    def assess(self):
        """A person stands behind the rating; the next review follows from its level."""
        today = timezone.localdate()
        self.reviewed_on = today
        self.review_due = self.scale.review_due(today, self.current_level)

    @transition(
        state,
        source=[State.ASSESSED, State.MONITORED],
        target=State.TREATMENT_PLANNED,
        conditions=[has_treatment],
        permission="risks.edit_risk",
        custom={"label": _("Plan the treatment")},
    )
    def plan_treatment(self):
        pass

    @transition(
        state,
        source=State.TREATMENT_PLANNED,
        target=State.IN_TREATMENT,
        conditions=[has_treatment, has_owner],
        permission="risks.edit_risk",
        custom={"label": _("Start the treatment"), "tone": "primary"},
    )
    def start_treatment(self):
        pass

    @transition(
        state,
        source=State.IN_TREATMENT,
        target=State.MONITORED,
        conditions=[actions_done],
        permission="risks.edit_risk",
        custom={"label": _("Monitor from here"), "tone": "primary"},
    )
    def monitor(self):
        """The treatment is done; what is left is watched."""

    @transition(
        state,
        source=State.ASSESSED,
        target=State.MONITORED,
        conditions=[is_below_high],
        permission="risks.edit_risk",
        custom={"label": _("Watch without treatment")},
    )
    def watch(self):
        pass

    @transition(
        state,
        source=ACCEPTABLE,
        target=State.ACCEPTED,
        conditions=[is_granted],
        permission="risks.accept_risk",
        custom={"label": _("Accept the risk"), "hidden": True},
    )
    def accept(self):
        """By a sponsor's decision on a request, until its day."""

    @transition(
        state,
        source=State.ACCEPTED,
        target=State.ASSESSED,
        permission="risks.edit_risk",
        custom={"label": _("End the acceptance"), "note": "required"},
    )
    def end_acceptance(self):
        """Before its day by a person, or by itself when the day has passed."""
        self.accepted_until = None

    @transition(
        state,
        source=_OPEN,
        target=State.OCCURRED,
        permission="risks.edit_risk",
        custom={"label": _("It happened: make it an issue"), "note": "required", "page": "risk_occurred"},
    )
    def occur(self):
        self.accepted_until = None

    @transition(
        state,
        source=[*_OPEN, State.OCCURRED],
        target=State.CLOSED,
        permission="risks.edit_risk",
        custom={"label": _("Close the risk"), "note": "required"},
    )
    def close(self):
        self.accepted_until = None

    @transition(
        state,
        source=[State.CLOSED, State.OCCURRED],
        target=GET_STATE(
            lambda self: self.State.IDENTIFIED if self.current_level is None else self.State.ASSESSED,
            states=[State.IDENTIFIED, State.ASSESSED],
        ),
        permission="risks.edit_risk",
        custom={"label": _("Open the risk again"), "note": "required"},
    )
    def reopen(self):
        pass
