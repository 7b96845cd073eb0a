"""What people do with experience, one file for each thing they do it to."""

from implementation.experience.actions.lessons import DAYS_FOR_LESSONS, ask_for_lessons, edit_lesson, write_lesson
from implementation.experience.actions.templates import facts_of, make_template, share_template, take_version
from implementation.experience.actions.upgrade import (
    Offer,
    digest,
    may_reach,
    newer_version,
    offers,
    origin_of,
    upgrade,
)

__all__ = [
    "DAYS_FOR_LESSONS",
    "Offer",
    "ask_for_lessons",
    "digest",
    "edit_lesson",
    "facts_of",
    "make_template",
    "may_reach",
    "newer_version",
    "offers",
    "origin_of",
    "share_template",
    "take_version",
    "upgrade",
    "write_lesson",
]
