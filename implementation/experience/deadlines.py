from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.deadlines import deadline, plain_date
from core.roles import Role
from core.text import say
from implementation.programme.models import Membership


def managers(programme_id) -> list[int]:
    found = Membership.objects.filter(programme_id=programme_id, role=Role.MANAGER)
    return list(found.values_list("user_id", flat=True))


deadline(
    "experience.LookBack",
    "due",
    open=Q(state="due"),
    who=lambda look_back: managers(look_back.programme_id),
    what=lambda look_back: say(_("Write down the lessons: {about}"), about=look_back.about),
    icon="lightbulb",
)
plain_date("experience.Lesson", "written_on")
plain_date("experience.TemplateVersion", "at")
