from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from implementation.programme.crm_modules import MODULES
from implementation.programme.models import ProgrammeRecord

LEAST_SCORE = 95


def person(label, **more):
    """A person of the programme, or nobody yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        **more,
    )


class DataDomain(ProgrammeRecord):
    """A kind of data that the CRM lives on: customers, products, stock, transactions, or one of the organisation's own."""

    class Kind(models.TextChoices):
        CUSTOMER = "customer", _("Customers")
        PRODUCT = "product", _("Products")
        STOCK = "stock", _("Stock")
        TRANSACTION = "transaction", _("Transactions")
        OWN = "own", _("Own domain")

    kind = models.CharField(_("Kind"), max_length=12, choices=Kind, default=Kind.OWN, editable=False)
    name = models.CharField(_("Domain"), max_length=80)
    holds = models.CharField(
        _("What it holds"), max_length=300, blank=True, help_text=_("One line: what belongs to it and what does not.")
    )
    owner = person(
        _("Owner"),
        help_text=_("Who answers for what is right in this data, across departments. Not the IT department."),
    )
    # Keys of CRM modules.
    modules = models.JSONField(_("Modules that need it"), default=list, blank=True)
    least_score = models.PositiveSmallIntegerField(
        _("Quality wanted, %"),
        default=LEAST_SCORE,
        validators=[MaxValueValidator(100)],
        help_text=_("The share of checks that must pass before the data is moved."),
    )

    class Meta:
        verbose_name = _("Data domain")
        verbose_name_plural = _("Data domains")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="data_domain_once",
                violation_error_message=_("A domain of this name is there already."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("data_domain", args=[self.programme_id, self.pk])

    def clean(self):
        if not isinstance(self.modules, list) or set(map(str, self.modules)) - set(MODULES):
            raise ValidationError({"modules": _("Choose modules from the list.")})

    @property
    def module_names(self) -> list:
        return [MODULES[key].name for key in self.modules if key in MODULES]
