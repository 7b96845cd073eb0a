from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.data_readiness.models.file import DataFile


class SampleAccess(Record):
    """That somebody looked at rows of an upload or took some away. Written once."""

    class What(models.TextChoices):
        FIRST_ROWS = "first_rows", _("Looked at the first rows")
        BAD_ROWS = "bad_rows", _("Looked at rows with faults")
        DOWNLOAD = "download", _("Downloaded rows with faults")
        PAIRS = "pairs", _("Looked at probable duplicates")
        MERGE_PLAN = "merge_plan", _("Downloaded the merge plan")
        REJECTS = "rejects", _("Looked at rejected rows")

    data_file = models.ForeignKey(DataFile, on_delete=models.PROTECT, related_name="accesses")
    what = models.CharField(_("What"), max_length=12, choices=What)
    rows = models.PositiveIntegerField(_("Rows"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "data_file"

    class Meta:
        verbose_name = _("look at samples")
        verbose_name_plural = _("looks at samples")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_what_display()}: {self.data_file}"
