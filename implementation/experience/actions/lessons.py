"""Writing lessons down, and asking for them."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.experience.models import Lesson, LookBack
from implementation.programme.models import Programme

#: How long after a stop, or after the end, the lessons are due.
DAYS_FOR_LESSONS = 14


@transaction.atomic
def write_lesson(lesson: Lesson, *, by: User) -> Lesson:
    """A draft; it counts when somebody else has agreed to it."""
    lesson.written_by = by
    return actions.create(lesson, permission="experience.write_lesson", by=by)


@transaction.atomic
def edit_lesson(lesson: Lesson, *, by: User, seen_revision: int | None = None, **fields) -> Lesson:
    """Only a draft changes; an agreed lesson goes back to draft first, so that what was agreed is what is read."""
    audit.lock(lesson.scope_key)
    if Lesson.objects.get(pk=lesson.pk).state != Lesson.State.DRAFT:
        raise Refused(_("Only a draft can be changed: put the lesson back to draft first."))
    return actions.change(lesson, permission="experience.edit_lesson", by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def ask_for_lessons(programme: Programme, *, reason: str, about: str, by: User | None = None) -> LookBack:
    """Lessons are due in two weeks, from the managers; asked once for the same reason while that is open."""
    audit.lock(programme.scope_key)
    known = programme.lookbacks.filter(reason=reason, about=about, state=LookBack.State.DUE).first()
    if known is not None:
        return known
    due = timezone.localdate() + datetime.timedelta(days=DAYS_FOR_LESSONS)
    look_back = LookBack(programme=programme, reason=reason, about=about[:160], due=due)
    return actions.create(look_back, permission="experience.close_look_back", by=by)
