from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from implementation.knowledge.models.article import Article


class Link(Record):
    """What a person said of an article beside a record: it helps here, or (``helps`` false) do not offer it here."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="links")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()
    helps = models.BooleanField(_("Helps here"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    belongs_to = "article"

    class Meta:
        verbose_name = _("Link to knowledge")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.UniqueConstraint(fields=["article", "content_type", "object_id"], name="article_linked_once")
        ]

    def __str__(self):
        return self.article.title
