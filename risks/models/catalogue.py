"""The catalogue of a consultants' firm: risks typed once, offered on the programmes of its consultants."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from core.models import Record
from core.roles import CONSULTANT
from core.states import StateField
from risks.models.scales import Category, Impact, Likelihood, Nature, Strategy

TEXTS = ("title", "cause", "event", "effect", "early_sign")


class Catalogue(Record):
    """A firm's own risks. Its members alone see it; what clients write never comes into it by itself."""

    name = models.CharField(_("Firm"), max_length=120)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = _("catalogue of risks")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return "/"

    @property
    def scope_key(self):
        return f"catalogue:{self.pk}"

    def roles_of(self, user):
        if self.pk is None:
            return frozenset({CONSULTANT}) if self.created_by_id == user.pk else frozenset()
        return frozenset({CONSULTANT}) if self.members.filter(user_id=user.pk).exists() else frozenset()


class CatalogueMember(Record):
    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="+"
    )

    belongs_to = "catalogue"

    class Meta:
        verbose_name = _("member of a catalogue")
        ordering = ["user__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue", "user"],
                name="catalogue_member_once",
                violation_error_message=_("This person is a member already."),
            )
        ]

    def __str__(self):
        return str(self.user)


class CatalogueRisk(Record):
    """One risk of the firm, under version: each change counts one up, so that programmes see that theirs is older."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TONES = {"offered": "ok", "withdrawn": "none"}

    catalogue = models.ForeignKey(Catalogue, on_delete=models.PROTECT, related_name="risks")
    version = models.PositiveIntegerField(_("Version"), default=1, editable=False)
    title = models.CharField(_("Risk"), max_length=200, help_text=_("One line that people recognise it by."))
    nature = models.CharField(_("Nature"), max_length=12, choices=Nature, default=Nature.THREAT)
    category = models.CharField(_("Category"), max_length=20, choices=Category, default=Category.OTHER)
    cause = models.TextField(_("Because"), max_length=1000, blank=True, help_text=_("What is so today."))
    event = models.TextField(_("it may happen that"), max_length=1000, blank=True, help_text=_("What is uncertain."))
    effect = models.TextField(_("so that"), max_length=1000, blank=True, help_text=_("What it would do to the goals."))
    early_sign = models.TextField(
        _("Early sign"), max_length=500, blank=True, help_text=_("What would show first that it is coming.")
    )
    strategy = models.CharField(_("Strategy"), max_length=10, choices=Strategy, default=Strategy.REDUCE)
    treatments = models.TextField(
        _("Treatments"), max_length=2000, blank=True, help_text=_("One on each line; each becomes a treatment.")
    )
    likelihood = models.PositiveSmallIntegerField(
        _("Likelihood"),
        choices=Likelihood,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    impact = models.PositiveSmallIntegerField(
        _("Impact"), choices=Impact, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    state = StateField(_("State"), choices=State, default=State.OFFERED)

    belongs_to = "catalogue"

    class Meta:
        verbose_name = _("risk of a catalogue")
        ordering = ["category", "title", "pk"]

    def __str__(self):
        return self.title

    @property
    def key(self) -> str:
        """What a risk taken from here is known by on its programme."""
        return f"own:{self.pk}"

    @property
    def ways(self) -> list[tuple[str, str]]:
        """(strategy, what is done), one for each line."""
        return [(self.strategy, line.strip()) for line in self.treatments.splitlines() if line.strip()]

    @transition(
        state,
        source=State.OFFERED,
        target=State.WITHDRAWN,
        permission="risks.edit_catalogue",
        custom={"label": _("Withdraw from the catalogue"), "hidden": True},
    )
    def withdraw(self):
        """No longer offered; risks taken from it stay where they are."""

    @transition(
        state,
        source=State.WITHDRAWN,
        target=State.OFFERED,
        permission="risks.edit_catalogue",
        custom={"label": _("Offer again"), "hidden": True},
    )
    def offer(self):
        pass
