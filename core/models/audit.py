from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
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

    def seen_with(self, roles):
        """Without what these roles may not see elsewhere: entries of hidden records and kinds, and notes beside them."""
        from core.access import hidden_kinds, kept_rows

        hidden = hidden_kinds(roles)
        beside = [kind.pk for kind in ContentType.objects.get_for_models(*hidden).values()]
        found = self.exclude(label__in=[model._meta.label_lower for model in hidden])
        found = found._without_notes(models.Q(content_type_id__in=beside))
        found = found.exclude(label__in=["core.comment", "core.attachment"], after__content_type_id__in=beside)
        for model, rows in kept_rows(roles).items():
            numbers = rows.values("pk")
            found = found.exclude(label=model._meta.label_lower, object_id__in=numbers)
            kind = ContentType.objects.get_for_model(model)
            found = found._without_notes(models.Q(content_type=kind, object_id__in=numbers))
        return found

    def _without_notes(self, beside: models.Q):
        """Without comments and files beside these records, however much of them an entry tells."""
        from core.models.notes import Attachment, Comment

        found = self
        for note in (Comment, Attachment):
            found = found.exclude(
                label=note._meta.label_lower, object_id__in=note.objects.filter(beside).order_by().values("pk")
            )
        return found


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
