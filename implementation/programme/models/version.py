"""What was handed in, as it was: versions of a deliverable and their files."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import FrozenFacts, Record
from implementation.programme.models.deliverable import Deliverable


class OfDeliverable(Record):
    """What belongs to one deliverable: who may not read that sees nothing of it."""

    belongs_to = "deliverable"

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return self.deliverable.get_absolute_url()

    @classmethod
    def kept_from(cls, roles):
        kept = Deliverable.kept_from(roles)
        return None if kept is None else cls._default_manager.filter(deliverable__in=kept)


class DeliverableVersion(FrozenFacts, OfDeliverable):
    """One hand-in. Written once: its facts hold the hash of each file and what the check found."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("Version"))
    note = models.TextField(_("Note"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Version of a deliverable")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["deliverable", "number"], name="version_number_once")]

    def __str__(self):
        return f"{self.deliverable.name} {self.number}"

    @property
    def findings(self) -> list:
        """What the check found, a sentence in every language each."""
        return [finding["text"] for finding in self.facts["findings"]]

    @property
    def was_checked(self) -> bool:
        return bool(self.facts["files"])


class VersionFile(models.Model):
    """A file of a version, never changed."""

    version = models.ForeignKey(DeliverableVersion, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(_("File"), upload_to="deliverables/%Y/%m/")
    name = models.CharField(_("Name"), max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self.pk:
            raise PermissionDenied(_("This is on record and cannot be changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied(_("This is on record and cannot be deleted."))
