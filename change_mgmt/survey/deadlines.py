from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import deadline, plain_date
from core.roles import CONSULTANT, MANAGER
from core.text import say


def who_runs(survey):
    return [seat.user_id for seat in survey.programme.memberships.all() if seat.role in (MANAGER, CONSULTANT)]


deadline(
    "survey.Survey",
    "opens_on",
    open=Q(state="draft"),
    who=who_runs,
    what=lambda survey: say(_("Open the readiness survey: {title}"), title=survey.title),
    icon="clipboard-check",
    related=["programme"],
    prefetch=["programme__memberships"],
)
deadline(
    "survey.Survey",
    "closes_on",
    open=Q(state="open"),
    who=who_runs,
    what=lambda survey: say(_("The readiness survey ends: {title}"), title=survey.title),
    icon="clipboard-check",
    related=["programme"],
    prefetch=["programme__memberships"],
)
plain_date("survey.Survey", "opened_on", "closed_on", "reminded_on")
