"""What came of it, as a file to keep: a PDF and a workbook with the same lines as the page."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import pdf as engine
from core.markdown import as_html
from core.pdf import Pdf
from core.sheets import Column, Page, write_xlsx
from core.text import bracketed, listed
from implementation.goals.outcome import Outcome, outcome_of
from implementation.programme.models import Programme

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def told(programme: Programme) -> dict[str, Any]:
    """What the page and the PDF show."""
    found = outcome_of(programme)
    return {"outcome": found, "vision_html": as_html(found.text)}


def pdf(programme: Programme, language: str) -> Pdf:
    """The same in one file, in the language of the screen."""
    with translation.override(language):
        title = _("What came of it")
        before, rest = _("Page {page} of {total}").split("{page}")
        between, after = rest.split("{total}")
        context = told(programme) | {
            "programme": programme,
            "title": title,
            "tag": TAGS[language],
            "page_words": (before, between, after),
            "printed_at": timezone.now(),
        }
        html = render_to_string("goals/outcome_pdf.html", context)
    return engine.render(html, language=TAGS[language], title=title, author=programme.organisation.name)


def xlsx(programme: Programme) -> bytes:
    found = outcome_of(programme)
    return write_xlsx([_goals(found), _vision(found)])


def _goals(found: Outcome) -> Page:
    columns = [
        Column(_("Number"), 8),
        Column(_("Goal"), 44),
        Column(_("Unit"), 10),
        *(Column(title, 14) for title in (_("Baseline"), _("Target as signed"), _("Due as signed"))),
        *(Column(title, 14) for title in (_("Latest"), _("Measured on"), _("Progress, %"), _("Verdict"))),
        Column(_("Changed since"), 44),
    ]
    return Page(_("Goals"), columns, (_row(line) for line in found.lines), frozen=2)


def _row(line) -> list[Any]:
    goal = line.goal
    changes = [f"{change.label}: {change.was} → {change.now}" for change in line.changes]
    return [
        goal.number,
        line.title,
        line.unit,
        line.number("baseline"),
        line.number("target"),
        line.due,
        None if goal.latest is None else float(goal.latest),
        goal.latest_on,
        goal.percent,
        line.review.get_verdict_display() if line.review else None,
        "\n".join([*([str(line.note)] if line.note else []), *changes]) or None,
    ]


def _vision(found: Outcome) -> Page:
    signed = listed(bracketed(item.by_name, item.at.date().isoformat()) for item in found.signatures)
    rows = [[_("Vision"), found.text], [_("Signed by"), signed]]
    if found.vision:
        rows.append(["SHA-256", found.vision.text_sha256])
    return Page(_("Vision"), [Column(_("What"), 16), Column(_("As signed"), 100)], rows)
