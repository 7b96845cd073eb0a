import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from implementation.knowledge.models.article import Article, Content


class Version(Content):
    """An article as it was saved once. Versions are only added; the audit entry of the article names their number."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("What changed"), max_length=200, blank=True)
    text_sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("Version of an article")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="article_version_once")]

    def __str__(self):
        return f"{self.title} ({self.number})"

    def save(self, *args, **kwargs):
        self.text_sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        super().save(*args, **kwargs)
