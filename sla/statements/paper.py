"""A statement to keep: PDF, workbook and table, each with the same kept figures."""

import datetime
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import pdf as engine
from core.evidence import in_this_language
from core.pdf import Pdf
from core.sheets import Column, Page, write_csv, write_xlsx
from core.text import month as month_words
from sla.models import Statement, StatementFacts
from sla.statements.lines import MINUTES
from sla.statements.told import FIELDS, told

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def pdf(statement: Statement, kept: StatementFacts, language: str) -> Pdf:
    """In the language of the screen, with the times of the contract's place."""
    with translation.override(language):
        shown = told(kept.facts)
        title = _("Service level statement, %(month)s") % {"month": month_words(shown["month"])}
        before, rest = _("Page {page} of {total}").split("{page}")
        between, after = rest.split("{total}")
        context = shown | {
            "statement": statement,
            "kept": kept,
            "title": title,
            "tag": TAGS[language],
            "page_words": (before, between, after),
            "printed_at": timezone.now(),
        }
        with timezone.override(shown["zone"]):
            html = render_to_string("sla/statement_pdf.html", context)
    return engine.render(html, language=TAGS[language], title=title, author=kept.facts["customer"])


def _here(moment: datetime.datetime | None, shown: dict[str, Any]) -> datetime.datetime | None:
    """By the clock of the contract's place, as a sheet keeps it."""
    return moment.astimezone(shown["zone"]).replace(tzinfo=None, microsecond=0) if moment else None


def _float(value: str | None) -> float | None:
    return None if value is None else float(value)


def _titled(*titles: str) -> list[Column]:
    return [Column(title, 18) for title in titles]


def objective_headings() -> list[str]:
    plain = [_("Month"), _("Objective"), _("Monitor"), _("Unit"), _("Direction"), FIELDS["target"], FIELDS["raw"]]
    plain += [FIELDS["adjusted"], FIELDS["coverage"], *(FIELDS[name] for name in MINUTES)]
    return [str(word) for word in [*plain, FIELDS["attained"], FIELDS["credit"], _("Currency")]]


def objective_rows(facts: dict[str, Any]) -> list[list[Any]]:
    """Exact figures; minutes only where time is counted."""
    return [
        [
            facts["month"],
            in_this_language(line["title"]),
            line["monitor"],
            line["unit"],
            _("at most") if line["direction"] == "at_most" else _("at least"),
            *(_float(line[name]) for name in ("target", "raw", "adjusted", "coverage")),
            *(_float(line[name]) if line["by_time"] else None for name in MINUTES),
            line["attained"],
            _float(line["credit"]),
            facts["currency"],
        ]
        for line in facts["objectives"]
    ]


def csv(kept: StatementFacts) -> bytes:
    return write_csv(objective_headings(), objective_rows(kept.facts))


def xlsx(kept: StatementFacts) -> bytes:
    shown = told(kept.facts)
    sheets = (_summary, _objectives, _incidents, _exclusions, _breaches, _credits, _corrections)
    return write_xlsx([sheet(kept, shown) for sheet in sheets])


def _summary(kept: StatementFacts, shown: dict[str, Any]) -> Page:
    facts, totals = kept.facts, kept.facts["totals"]
    rows = [
        [_("Month"), facts["month"]],
        [_("Agreement"), facts["agreement"]],
        [_("Service"), facts["service"]],
        [_("Vendor"), facts["vendor"]],
        [_("Customer"), facts["customer"]],
        [_("Time zone"), facts["zone"]],
        [_("Currency"), facts["currency"]],
        [_("Credits of this month"), _float(totals["month"])],
        [_("Corrections of earlier months"), _float(totals["corrections"])],
        [_("Together"), _float(totals["together"])],
        [_("Contract year to date"), _float(totals["year"])],
        ["SHA-256", kept.facts_sha256],
    ]
    return Page(_("Summary"), [Column(_("What"), 32), Column(_("Value"), 72)], rows)


def _objectives(kept: StatementFacts, shown: dict[str, Any]) -> Page:
    return Page(_("Objectives"), _titled(*objective_headings()), objective_rows(kept.facts), frozen=2)


def _incidents(kept: StatementFacts, shown: dict[str, Any]) -> Page:
    rows = [
        [
            item["monitor"],
            _here(item["start"], shown),
            _here(item["end"], shown),
            _float(item["minutes"]),
            _float(item["excluded"]),
        ]
        for item in shown["incidents"]
    ]
    columns = _titled(_("Monitor"), _("From"), _("To"), _("Minutes"), _("Of that excluded"))
    return Page(_("Worst incidents"), columns, rows)


def _exclusions(kept: StatementFacts, shown: dict[str, Any]) -> Page:
    rows = [
        [
            in_this_language(item["kind"]),
            _here(begin, shown),
            _here(stop, shown),
            float(Decimal(int((stop - begin).total_seconds())) / 60),
            item["reason"],
            item["evidence"],
            item["agreed_by"],
            _here(item["answered_at"], shown),
        ]
        for item in shown["exclusions"]
        for begin, stop in item["spans"]
    ]
    titles = (_("Kind"), _("From"), _("To"), _("Minutes"), _("Reason"), _("Evidence"), _("Agreed by"), _("Agreed"))
    return Page(_("Exclusions"), _titled(*titles), rows)


def _breaches(kept: StatementFacts, shown: dict[str, Any]) -> Page:
    rows = [
        [
            in_this_language(item["objective"]),
            _float(item["measured"]),
            _float(item["target"]),
            in_this_language(item["state"]),
            item["explanation"],
            item["remedy"],
            item["prevention"],
            "\n".join(f"{row['what']} ({row['owner']}, {row['due'].isoformat()})" for row in item["remedies"]) or None,
        ]
        for item in shown["breaches"]
    ]
    titles = (_("Objective"), _("Attained"), _("Target"), _("Breach"), _("What happened, and why"))
    more = (
        _("What was done about it"),
        _("What keeps it from happening again"),
        pgettext("after a breach", "Measures"),
    )
    return Page(_("Breaches"), _titled(*titles, *more), rows)


def _credits(kept: StatementFacts, shown: dict[str, Any]) -> Page:
    rows = [
        [in_this_language(item["objective"]), line["label"], line["figures"], line["clause"], None, None]
        for item in shown["credits"]
        for line in item["lines"]
    ]
    rows += [
        [
            in_this_language(item["objective"]),
            _("Credit"),
            None,
            None,
            _float(item["worth"]),
            in_this_language(item["state"]),
        ]
        for item in shown["credits"]
    ]
    columns = _titled(_("Objective"), _("Step"), _("Figures"), _("Clause"), _("Amount"), _("State"))
    return Page(_("Credits"), columns, rows)


def _corrections(kept: StatementFacts, shown: dict[str, Any]) -> Page:
    rows = [
        [
            item["month"],
            in_this_language(item["title"]),
            str(item["words"]),
            item["shown_was"],
            item["shown_now"],
            item["reason"],
        ]
        for item in shown["corrections"]
    ]
    return Page(_("Corrections"), _titled(_("Month"), _("Objective"), _("What"), _("Was"), _("Is now"), _("Why")), rows)
