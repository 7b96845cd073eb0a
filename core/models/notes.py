import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.record import Record


class NoteBeside(Record):
    """What stands beside a record of any kind."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "record"

    class Meta:
        abstract = True


class Comment(NoteBeside):
    """A remark beside a record. Its writer mends it for a quarter of an hour; later it can only be withdrawn."""

    MEND_FOR = datetime.timedelta(minutes=15)

    text = models.TextField(_("Comment"), max_length=5000)
    told = models.JSONField(_("Told"), default=list, editable=False)  # [number, name as it was] of each person
    edited_at = models.DateTimeField(_("Edited"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("Withdrawn"), null=True, editable=False)

    class Meta:
        verbose_name = _("Comment")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return self.text[:80]

    @property
    def told_ids(self) -> set[int]:
        return {number for number, _name in self.told}

    def can_be_mended(self) -> bool:
        return self.withdrawn_at is None and timezone.now() - self.at < self.MEND_FOR


class Attachment(NoteBeside):
    file = models.FileField(_("File"), upload_to="attachments/%Y/%m/")
    name = models.CharField(_("Name"), max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    audit_leaves_out = ("file",)

    class Meta:
        verbose_name = _("File")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return self.name
