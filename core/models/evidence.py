from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.evidence import sha256_of


class FrozenFacts(models.Model):
    """A record that keeps the facts of the moment it was made, with their hash. It is written once and never changed."""

    facts = models.JSONField(editable=False)
    facts_sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not kwargs.pop("force_insert", False):
            raise PermissionDenied(_("This is on record and cannot be changed."))
        self.facts_sha256 = sha256_of(self.facts)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied(_("This is on record and cannot be deleted."))

    @property
    def facts_hold(self) -> bool:
        return sha256_of(self.facts) == self.facts_sha256

    @property
    def short_hash(self) -> str:
        h = self.facts_sha256
        return f"{h[:4]} {h[4:8]} … {h[-4:]}"
