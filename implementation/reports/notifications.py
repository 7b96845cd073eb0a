from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import EXECUTIVE, SPONSOR
from core.text import say
from implementation.programme.actions import people_on


@hears("reports.progressreport", "created")
def tell_readers(report, by, note):
    text = say(_("Progress report {number} is published: {headline}"), number=report.number, headline=report.headline)
    yield Notice(people_on(report.programme, SPONSOR, EXECUTIVE), text)
