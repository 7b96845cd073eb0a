from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.text import say


@hears("contribution.softpoint", "created")
def tell_person(point, by, note):
    text = _("Something was entered about your contribution ({kind}). Read it, and answer if you see it otherwise.")
    if point.corrects_id:
        text = _("Something about your contribution was corrected ({kind}).")
    yield Notice([point.person], say(text, kind=point.kind_words))


@hears("contribution.softpoint", "changed")
def tell_of_change(point, by, note):
    yield Notice(
        [point.person], say(_("Something about your contribution was changed ({kind})."), kind=point.kind_words)
    )


@hears("contribution.softpoint", "answered")
def tell_giver(point, by, note):
    text = say(_("{name} answered what you entered ({kind})."), name=point.person.name, kind=point.kind_words)
    yield Notice([point.given_by], text)
