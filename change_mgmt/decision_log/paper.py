"""The decision log as a workbook and as a PDF."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from change_mgmt.decision_log.entry import Decided
from core import pdf as engine
from core.pdf import Pdf
from core.sheets import Column, Page, write_xlsx
from implementation.gates.paper import TAGS
from implementation.programme.models import Programme


def as_xlsx(found: Iterable[Decided]) -> bytes:
    columns = [
        Column(_("Day"), 12),
        Column(_("Kind"), 24),
        Column(_("Decision"), 40),
        Column(_("Outcome"), 20),
        Column(_("Why"), 60),
        Column(_("Decided by"), 28),
    ]
    rows = [[d.on, str(d.kind_words), d.what, str(d.outcome), d.reason, d.by] for d in found]
    return write_xlsx([Page(_("Decision log"), columns, rows, frozen=1)])


def on_paper(template: str, programme: Programme, *, title: str, language: str, **context: Any) -> Pdf:
    """A page of this app as PDF in one language, with the programme above and page numbers below."""
    with translation.override(language):
        before, rest = _("Page {page} of {total}").split("{page}")
        between, after = rest.split("{total}")
        context |= {
            "programme": programme,
            "title": title,
            "tag": TAGS[language],
            "page_words": (before, between, after),
            "printed_at": timezone.now(),
            "currency": programme.organisation.currency,
        }
        html = render_to_string(template, context)
    return engine.render(html, language=TAGS[language], title=title, author=programme.organisation.name)
