"""One person’s page as a file: a PDF to read, a workbook to reckon with."""

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from change_mgmt.contribution.page import Contribution
from core import pdf as engine
from core.pdf import Pdf
from core.sheets import Column, Page, write_xlsx

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def pdf(found: Contribution, language: str) -> Pdf:
    with translation.override(language):
        title = _("Contribution of %(name)s") % {"name": found.person.name}
        before, rest = _("Page {page} of {total}").split("{page}")
        between, after = rest.split("{total}")
        context = {
            "found": found,
            "programme": found.programme,
            "title": title,
            "tag": TAGS[language],
            "page_words": (before, between, after),
            "printed_at": timezone.now(),
        }
        html = render_to_string("contribution/contribution_pdf.html", context)
    return engine.render(html, language=TAGS[language], title=title, author=found.programme.organisation.name)


def xlsx(found: Contribution) -> bytes:
    numbers = [[str(item.number.label), item.count] for item in found.numbers]
    columns = [
        Column(_("Kind"), 24),
        Column(_("Points, 1 to 5"), 14),
        Column(_("Why"), 60),
        Column(_("Where it shows"), 60),
        Column(_("From"), 14),
        Column(_("To"), 14),
        Column(_("Entered by"), 22),
        Column(_("Entered on"), 14),
        Column(_("Corrected"), 12),
        Column(_("Comment of the person"), 60),
    ]
    return write_xlsx(
        [
            Page(
                _("Numbers"),
                [Column(_("From the records"), 50), Column(pgettext("how many", "Number"), 12)],
                numbers,
                frozen=1,
            ),
            Page(_("Soft points"), columns, (_row(point) for point in found.points), frozen=1),
        ]
    )


def _row(point) -> list:
    return [
        str(point.kind_words),
        point.points,
        point.reason,
        point.evidence,
        point.period_from,
        point.period_to,
        point.given_by.name,
        timezone.localdate(point.given_at),
        point.is_corrected,
        point.answer or None,
    ]
