from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from core.states import StateField
from core.workflow import because
from implementation.programme.models import ProgrammeRecord


@because(_("Scoring has begun with the vendors on the shortlist: reopen the weights first."))
def nobody_is_scoring(vendor):
    return not vendor.programme.selectionrounds.filter(state__in=["scoring", "asked"]).exists()


class Vendor(ProgrammeRecord):
    """A provider that could deliver or run the CRM."""

    class State(models.TextChoices):
        LONGLIST = "longlist", _("On the longlist")
        SHORTLIST = "shortlist", _("On the shortlist")
        CHOSEN = "chosen", _("Chosen")
        CONTRACTED = "contracted", _("Under contract")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn by the vendor")

    TONES = {
        "longlist": "idle",
        "shortlist": "now",
        "chosen": "done",
        "contracted": "done",
        "rejected": "none",
        "withdrawn": "none",
    }
    #: Those that could still be chosen.
    IN_PLAY = (State.LONGLIST, State.SHORTLIST, State.CHOSEN)
    #: What is known of the firm, as it stands side by side with others.
    FACTS = (
        "product",
        "country",
        "founded",
        "employees",
        "clients",
        "data_location",
        "set_up_fee",
        "monthly_fee",
        "weeks_to_start",
    )

    name = models.CharField(_("Name"), max_length=120)
    website = models.URLField(_("Website"), blank=True)
    note = models.TextField(_("Note"), blank=True, help_text=_("What they offer, who knows them, what to ask."))
    product = models.CharField(_("Product"), max_length=120, blank=True)
    country = models.CharField(
        pgettext_lazy("of a firm", "Seat"), max_length=80, blank=True, help_text=_("Country and town.")
    )
    founded = models.PositiveSmallIntegerField(
        _("Founded in"), null=True, blank=True, validators=[MinValueValidator(1700), MaxValueValidator(2100)]
    )
    employees = models.PositiveIntegerField(
        pgettext_lazy("of a firm", "People"), null=True, blank=True, validators=[MaxValueValidator(5_000_000)]
    )
    clients = models.PositiveIntegerField(
        _("Clients"), null=True, blank=True, validators=[MaxValueValidator(50_000_000)]
    )
    data_location = models.CharField(_("Where the data lies"), max_length=120, blank=True)
    set_up_fee = models.DecimalField(
        _("Set-up, as offered"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    monthly_fee = models.DecimalField(
        _("A month, as offered"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    weeks_to_start = models.PositiveSmallIntegerField(
        _("Weeks to the first user"), null=True, blank=True, validators=[MaxValueValidator(520)]
    )
    contacts = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("Contacts"), blank=True, related_name="vendors_served"
    )
    state = StateField(_("State"), choices=State, default=State.LONGLIST)

    class Meta:
        verbose_name = _("vendor")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="vendor_once",
                violation_error_message=_("There is a vendor of that name already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("vendor", args=[self.programme_id, self.pk])

    @property
    def passes(self) -> bool:
        """Whether no answer to a knock-out says no."""
        return all(answer.passed for answer in self.knock_out_answers.all())

    @property
    def settled(self) -> int:
        """How many items of the due diligence somebody has looked into without being stopped."""
        return sum(item.state in ("ok", "concern") for item in self.diligence.all())

    @transition(
        state,
        source=State.LONGLIST,
        target=State.SHORTLIST,
        conditions=[nobody_is_scoring],
        permission="vendors.edit_vendor",
        custom={"label": _("Put on the shortlist")},
    )
    def shorten(self):
        """The shortlist is what evaluators score."""

    @transition(
        state,
        source=State.SHORTLIST,
        target=State.LONGLIST,
        conditions=[nobody_is_scoring],
        permission="vendors.edit_vendor",
        custom={"label": _("Take off the shortlist")},
    )
    def lengthen(self):
        pass

    @transition(
        state,
        source=State.SHORTLIST,
        target=State.CHOSEN,
        permission="vendors.select_vendor",
        custom={"label": _("Choose the vendor"), "hidden": True},
    )
    def choose(self):
        """By the selection decision."""

    @transition(
        state,
        source=State.CHOSEN,
        target=State.CONTRACTED,
        permission="vendors.sign_contract",
        custom={"label": _("Put under contract"), "hidden": True},
    )
    def engage(self):
        """When its first contract is signed."""

    @transition(
        state,
        source=[State.LONGLIST, State.SHORTLIST],
        target=State.REJECTED,
        permission="vendors.edit_vendor",
        custom={"label": _("Reject the vendor"), "note": "required"},
    )
    def reject(self):
        pass

    @transition(
        state,
        source=[State.LONGLIST, State.SHORTLIST, State.CHOSEN],
        target=State.WITHDRAWN,
        permission="vendors.edit_vendor",
        custom={"label": _("Record that it withdrew"), "note": "required"},
    )
    def step_back(self):
        """By itself: the reason it gave is kept."""

    @transition(
        state,
        source=[State.REJECTED, State.WITHDRAWN],
        target=State.LONGLIST,
        permission="vendors.edit_vendor",
        custom={"label": _("Back to the longlist"), "note": "required"},
    )
    def bring_back(self):
        pass

    @transition(
        state,
        source=State.CHOSEN,
        target=State.SHORTLIST,
        permission="vendors.select_vendor",
        custom={"label": _("Take the choice back"), "note": "required"},
    )
    def give_up(self):
        """Where no contract comes about; a new round can then be started."""
