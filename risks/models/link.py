from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from risks.models.risk import Risk


class Contributor(Record):
    """Somebody who works on a risk beside its one accountable owner, and is told of it."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="contributors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="+"
    )
    part = models.CharField(_("Part"), max_length=200, blank=True, help_text=_("What this person looks after."))

    belongs_to = "risk"

    class Meta:
        verbose_name = _("contributor to a risk")
        ordering = ["user__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "user"],
                name="contributor_once",
                violation_error_message=_("This person works on the risk already."),
            )
        ]

    def __str__(self):
        return str(self.user)


class RiskLink(Record):
    """A record from above that a risk has to do with: a vendor, a contract, a breach, a change (``sla.breach``, 7)."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="links")
    source_label = models.CharField(max_length=60)
    source_id = models.BigIntegerField()
    title = models.CharField(max_length=250)

    belongs_to = "risk"

    class Meta:
        verbose_name = _("link of a risk")
        ordering = ["pk"]
        indexes = [models.Index(fields=["source_label", "source_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "source_label", "source_id"],
                name="risk_link_once",
                violation_error_message=_("The risk is linked to this already."),
            )
        ]

    def __str__(self):
        return self.title
