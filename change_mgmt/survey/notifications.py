from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import CONSULTANT, MANAGER, SPONSOR
from core.text import say
from implementation.programme.actions import people_on


@hears("survey.surveyresult", "created")
def tell_of_results(kept, by, note):
    """To those who run and decide; a result in which nothing may be told says so."""
    if kept.facts["total"] is None:
        text = say(_("The survey is closed, fewer than five answered: {title}"), title=kept.facts["title"])
    else:
        text = say(_("The results of the survey are there: {title}"), title=kept.facts["title"])
    yield Notice(people_on(kept.survey.programme, SPONSOR, MANAGER, CONSULTANT), text)
