"""What people do with experience, one file for each thing they do it to."""

from implementation.experience.actions.lessons import DAYS_FOR_LESSONS, ask_for_lessons, edit_lesson, write_lesson

__all__ = ["DAYS_FOR_LESSONS", "ask_for_lessons", "edit_lesson", "write_lesson"]
