"""What people do with knowledge, one file for each thing they do it to."""

from implementation.knowledge.actions.articles import publish, restore, save_version, why_not_published, write
from implementation.knowledge.actions.links import set_link
from implementation.knowledge.actions.raising import Source, raise_to_knowledge, source_of
from implementation.knowledge.actions.reading import count_reading, say_whether_useful
from implementation.knowledge.actions.shelves import furnish_shelves, remove_shelf

__all__ = [
    "Source",
    "count_reading",
    "furnish_shelves",
    "publish",
    "raise_to_knowledge",
    "remove_shelf",
    "restore",
    "save_version",
    "say_whether_useful",
    "set_link",
    "source_of",
    "why_not_published",
    "write",
]
