from django.conf import settings
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import FrozenFacts, Record
from implementation.programme.models import Organisation
from risks import exposure

DEFAULT_CELLS = exposure.cells_of(exposure.DEFAULT_GRID)


class RiskScale(FrozenFacts, Record):
    """How an organisation rates: grid, words, appetite, reviews, what the steps stand for. The highest version is in force.

    Written once; a change is a new version. ``facts`` holds all of it (see ``risks.scale.Scale``), ``cells`` the grid once more
    as one digit for each cell, row by row, as the database reads it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="risk_scales")
    version = models.PositiveSmallIntegerField(_("Version"))
    cells = models.CharField(max_length=25, validators=[MinLengthValidator(25), RegexValidator("^[0-4]+$")])
    reason = models.TextField(_("Why"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "organisation"
    audit_leaves_out = ("facts",)

    class Meta:
        verbose_name = _("rating scale")
        ordering = ["organisation", "-version"]
        constraints = [models.UniqueConstraint(fields=["organisation", "version"], name="scale_version_once")]

    def __str__(self):
        return str(_("Rating scale, version %(n)s") % {"n": self.version})

    def get_absolute_url(self):
        return reverse("organisation", args=[self.organisation_id])


def in_force(organisation: str) -> models.QuerySet:
    """The scale in force where ``organisation`` leads to the organisation of the outer row, to be sliced ``[:1]``."""
    return RiskScale.objects.filter(organisation=OuterRef(organisation)).order_by("-version")


def cells_in_force(organisation: str = "programme__organisation") -> Coalesce:
    return Coalesce(Subquery(in_force(organisation).values("cells")[:1]), Value(DEFAULT_CELLS))


def hash_in_force(organisation: str = "programme__organisation") -> Subquery:
    """Marks the scale in force; None stands for the default one."""
    return Subquery(in_force(organisation).values("facts_sha256")[:1])
