"""Links on paper: cards to cut, ten on a sheet, each with a code that a phone reads. A card is its group’s, nobody’s."""

import base64

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from change_mgmt.survey.hiding import OTHERS
from change_mgmt.survey.models import Invitation, Survey
from core import links
from core import pdf as engine
from core.evidence import in_this_language
from core.pdf import Pdf
from implementation.gates.paper import TAGS


def cards(survey: Survey, language: str) -> Pdf | None:
    """None where every link went by mail."""
    found = Invitation.objects.filter(survey=survey, employee=None).order_by("group", "pk")
    with translation.override(language):
        names = {group["key"]: _name(group) for group in survey.groups}
        made = [_card(link, names[link.group]) for link in found if link.address]
        if not made:
            return None
        context = {"survey": survey, "cards": made, "tag": TAGS[language]}
        html = render_to_string("survey/cards_pdf.html", context)
        title = _("Cards: %(survey)s") % {"survey": survey.title}
    return engine.render(html, language=TAGS[language], title=title, author=survey.programme.organisation.name)


def _name(group: dict) -> str:
    return _("Other groups") if group["key"] == OTHERS else in_this_language(group["members"][0]["name"])


def _card(link: Invitation, group: str) -> dict[str, str]:
    drawn = base64.b64encode(links.code_svg(link.address)).decode()
    return {"address": link.address, "group": group, "code": f"data:image/svg+xml;base64,{drawn}"}
