from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from implementation.programme.models import Programme


class StaffFile(models.Model):
    """Rows of a table as one person brought them, kept until they are saved or dropped: names are not left lying about."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    rows = models.JSONField()

    class Meta:
        verbose_name = _("Table of employees")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.programme}: {len(self.rows)}"
