from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import Role
from core.text import day, say
from implementation.programme.actions import people_on


@hears("experience.lookback", "created")
def ask_the_managers(look_back, by, note):
    text = say(_("Lessons are due by {day}: {about}."), day=day(look_back.due), about=look_back.about)
    yield Notice(people_on(look_back.programme, Role.MANAGER), text)
