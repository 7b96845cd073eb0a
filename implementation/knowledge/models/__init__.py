from implementation.knowledge.models.article import CONTENT, Article, Content
from implementation.knowledge.models.link import Link
from implementation.knowledge.models.shelf import Shelf
from implementation.knowledge.models.version import Version
from implementation.knowledge.models.words import Words

__all__ = ["CONTENT", "Article", "Content", "Link", "Shelf", "Version", "Words"]
