from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _


class AuditChain(models.Model):
    """One chain of entries for each place where roles are held; its row is the lock that puts writers in order."""

    scope_key = models.CharField(max_length=60, unique=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return self.scope_key


class AppendOnly(models.QuerySet):
    def update(self, **kwargs):
        raise PermissionDenied(_("The audit trail cannot be changed."))

    def delete(self):
        raise PermissionDenied(_("The audit trail cannot be changed."))

    def seen_with(self, roles, user=None):
        """Without what these roles may not see elsewhere: entries of hidden records and kinds, and notes beside them.

        Where some rows of a kind are kept from them, only rows that are there and open to them are told of: what is gone
        cannot be asked any more.
        """
        from core.access import hidden_kinds, kept_rows

        hidden = hidden_kinds(roles)
        found = self.exclude(label__in=[model._meta.label_lower for model in hidden])
        kinds = [kind.pk for kind in ContentType.objects.get_for_models(*hidden).values()]
        beside = models.Q(beside_kind__in=kinds)
        for model, rows in kept_rows(roles, user).items():
            open_to_them = model._base_manager.exclude(pk__in=rows.values("pk")).values("pk")
            found = found.exclude(models.Q(label=model._meta.label_lower) & ~models.Q(object_id__in=open_to_them))
            kind = ContentType.objects.get_for_model(model)
            beside |= models.Q(beside_kind=kind.pk) & ~models.Q(beside_number__in=open_to_them)
        return found._without_notes(beside)

    def _without_notes(self, beside: models.Q):
        """Without comments and files beside these records, however much of them an entry tells.

        What a note stood beside is asked of the entry that made it, so that a deleted one is found too.
        """
        from core.models.notes import Attachment, Comment

        notes = [Comment._meta.label_lower, Attachment._meta.label_lower]
        made = AuditEntry.objects.filter(
            label=models.OuterRef("label"), object_id=models.OuterRef("object_id"), verb="created"
        ).annotate(beside_kind=_number("content_type_id"), beside_number=_number("object_id"))
        return self.exclude(models.Q(label__in=notes) & models.Exists(made.filter(beside)))


def _number(key: str):
    """A number that an entry keeps, as the database compares it."""
    return Cast(KeyTextTransform(key, "after"), models.BigIntegerField())


class AuditEntry(models.Model):
    """Who did what to which record, when, in which role, and how it was before and after. Written once."""

    chain = models.ForeignKey(AuditChain, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=120)
    actor_role = models.CharField(max_length=120, blank=True)
    verb = models.CharField(max_length=60)
    label = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=250)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-at", "-number"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="audit_number_once")]
        indexes = [models.Index(fields=["label", "object_id"])]

    def __str__(self):
        return f"{self.number} {self.verb} {self.title}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise PermissionDenied(_("The audit trail cannot be changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied(_("The audit trail cannot be changed."))
