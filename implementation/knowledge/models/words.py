from django.db import models

from implementation.knowledge.models.article import Article


class Words(models.Model):
    """An article cut into words for the search, one column for each weight. Can be made again at any time."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="words")
    title = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)

    def __str__(self):
        return str(self.article_id)
