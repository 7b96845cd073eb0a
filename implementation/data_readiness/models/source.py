from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Record
from implementation.data_readiness.models.choices import BASIS_HELP, Format, LegalBasis
from implementation.data_readiness.models.domain import DataDomain, person

KEPT_DAYS = 7


class DataSource(Record):
    """Where data of one domain comes from: a system or a file, with who answers for it and what allows to hold it."""

    domain = models.ForeignKey(
        DataDomain, verbose_name=_("Data domain"), on_delete=models.PROTECT, related_name="sources"
    )
    name = models.CharField(
        pgettext_lazy("of data", "Source"), max_length=120, help_text=_("“Customers in the ERP”, “Cards of the fair”.")
    )
    system = models.CharField(
        _("System"), max_length=120, blank=True, help_text=_("The program, or the folder, in which it is kept today.")
    )
    owner = person(_("Owner"), help_text=_("Who can say whether a value is right, and has it mended."))
    format = models.CharField(_("Format"), max_length=10, choices=Format, blank=True, default=Format.UNKNOWN)
    size = models.PositiveIntegerField(
        _("Records, about"), null=True, blank=True, help_text=_("How many rows there are, roughly.")
    )
    personal = models.BooleanField(
        _("Holds data about people"),
        default=True,
        help_text=_("Values of such columns are never listed; only who needs them sees samples, and that is recorded."),
    )
    legal_basis = models.CharField(
        _("Legal basis"),
        max_length=14,
        choices=LegalBasis,
        blank=True,
        default=LegalBasis.UNKNOWN,
        help_text=_("What allows you to hold and to move this data (PIPL article 13, GDPR article 6)."),
    )
    legal_note = models.CharField(
        _("Where that is written"), max_length=200, blank=True, help_text=_("Form, contract clause, law, weighing.")
    )
    kept_days = models.PositiveSmallIntegerField(
        _("Days an upload is kept"),
        default=KEPT_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_("Uploaded rows are deleted after so many days; the figures stay."),
    )
    # How files of this source are read: encoding, delimiter, header row, kinds of columns by heading.
    habits = models.JSONField(default=dict, blank=True, editable=False)

    belongs_to = "domain"
    audit_leaves_out = ("habits",)

    class Meta:
        verbose_name = _("Data source")
        verbose_name_plural = _("Data sources")
        ordering = ["domain", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain", "name"],
                name="data_source_once",
                violation_error_message=_("This domain has a source of this name already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("data_source", args=[self.scope_number, self.pk])

    @property
    def basis_help(self):
        return BASIS_HELP.get(self.legal_basis, "")

    @property
    def lacks_basis(self) -> bool:
        return not self.legal_basis or (self.personal and self.legal_basis == LegalBasis.NOT_PERSONAL)
