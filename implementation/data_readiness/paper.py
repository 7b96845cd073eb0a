"""Rehearsals and scores on paper, and rehearsals as a workbook."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import pdf as engine
from core.pdf import Pdf
from core.sheets import Column, Page, write_xlsx
from implementation.data_readiness import rehearsal_work, scores
from implementation.data_readiness.charts import scores_chart
from implementation.data_readiness.models import Rehearsal
from implementation.programme.models import Programme

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def rehearsal(found: Rehearsal, language: str) -> Pdf:
    """With who ran it and who signed it, in the language of the screen."""
    with translation.override(language):
        title = _("Migration rehearsal: %(name)s") % {"name": found}
        context = rehearsal_work.told(found) | {"title": title}
        return _pdf("data_readiness/rehearsal_pdf.html", found.domain.programme, language, context)


def quality(programme: Programme, language: str) -> Pdf:
    """The score of every domain and source that was profiled, and how it went."""
    with translation.override(language):
        profiles = list(scores.profiles_of(programme))
        domains = scores.by_domain(programme, profiles)
        chart = scores_chart(profiles, [item.domain for item in domains])
        context = {"title": _("Quality of the data"), "domains": domains, "chart": chart}
        return _pdf("data_readiness/quality_pdf.html", programme, language, context)


def _pdf(template: str, programme: Programme, language: str, context: dict[str, Any]) -> Pdf:
    before, rest = _("Page {page} of {total}").split("{page}")
    between, after = rest.split("{total}")
    more = {
        "programme": programme,
        "tag": TAGS[language],
        "page_words": (before, between, after),
        "printed_at": timezone.now(),
    }
    html = render_to_string(template, context | more)
    name = programme.organisation.name
    return engine.render(html, language=TAGS[language], title=context["title"], author=name)


def as_xlsx(found: Sequence[Rehearsal]) -> bytes:
    first = [Column(_("Data domain"), 20), Column(_("Number"), 8)]
    heads = [_("Day"), _("State"), pgettext("of data", "Source"), _("Module"), _("Rows read"), _("Rows loaded"), _("Rows rejected"), _("Minutes"), _("Run by"), _("Signed by")]  # fmt: skip
    runs = [
        [
            item.domain.name, item.number, item.on, item.get_state_display(), item.source.name if item.source else "",
            str(item.module_name), item.read, item.loaded, item.rejected, item.minutes, item.ran_by.name,
            item.signed_by.name if item.signed_by else "",
        ]
        for item in found
    ]  # fmt: skip
    totals = [
        [
            item.domain.name,
            item.number,
            line.name,
            line.source_value,
            line.target_value,
            line.difference,
            line.tolerance,
        ]
        for item in found
        for line in item.totals.all()
    ]
    rejects = [
        [item.domain.name, item.number, line.reason, line.rows, line.where]
        for item in found
        for line in item.rejects.all()
    ]
    amounts = [_("Total"), _("In the source"), _("In the CRM"), _("Difference"), _("Tolerance")]
    whys = [_("Why they were refused"), _("Rows"), _("Lines or numbers")]
    return write_xlsx(
        [
            Page(pgettext("of the move", "Rehearsals"), first + [Column(head) for head in heads], runs, frozen=2),
            Page(_("Totals"), first + [Column(head, 20) for head in amounts], totals, frozen=2),
            Page(_("Rejected rows"), first + [Column(head, 30) for head in whys], rejects, frozen=2),
        ]
    )
