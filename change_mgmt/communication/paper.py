"""The plan on paper: what is told to whom, month by month, with what has become of it."""

import itertools

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from change_mgmt.communication.audience import in_words
from change_mgmt.communication.counts import tallies
from change_mgmt.communication.listing import with_audience
from change_mgmt.communication.models import Message
from change_mgmt.communication.wording import TAGS
from core import pdf as engine
from core.pdf import Pdf
from implementation.programme.models import Programme


def pdf(programme: Programme, language: str) -> Pdf:
    with translation.override(language):
        found = list(with_audience(Message.objects.filter(programme=programme).order_by("due_on", "pk")))
        counted = tallies(found)
        rows = [(item, in_words(item), counted.get(item.pk)) for item in found]
        title = _("Communication plan")
        before, rest = _("Page {page} of {total}").split("{page}")
        between, after = rest.split("{total}")
        context = {
            "months": [
                (month, list(group))
                for month, group in itertools.groupby(rows, lambda row: row[0].due_on.replace(day=1))
            ],
            "programme": programme,
            "title": title,
            "tag": TAGS[language],
            "page_words": (before, between, after),
            "printed_at": timezone.now(),
        }
        html = render_to_string("communication/plan_pdf.html", context)
    return engine.render(html, language=TAGS[language], title=title, author=programme.organisation.name)
