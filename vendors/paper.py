"""The choice of a vendor as it is told on the page and on paper, and what is no longer so."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import pdf as engine
from core.charts import Chart
from core.pdf import Pdf
from core.text import say
from implementation.programme.models import Programme
from vendors import ranking_charts
from vendors.actions import is_as_handed_in
from vendors.models import DiligenceItem, Dissent, SelectionRound, Vendor, VendorSelection

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def told(choice: VendorSelection) -> dict[str, Any]:
    """What the page and the PDF show; facts kept before the record knew a thing leave it out."""
    facts = choice.facts
    return {
        "choice": choice,
        "facts": facts,
        "firm": facts.get("firmness"),
        "charts": list(charts_of(facts)),
        "changed": [(sheet["evaluator"], item) for sheet in facts["scores"] for item in sheet.get("changed", [])],
        "dissents_after": Dissent.objects.filter(evaluator__round=choice.round_id, after_choice=True).select_related(
            "evaluator__user"
        ),
        "altered": _altered(choice),
        "changes": list(changed_since(choice)),
    }


def charts_of(facts: dict[str, Any]) -> Iterator[Chart]:
    """How often each vendor took each place; nothing for facts kept before that was worked out."""
    shares = {row["vendor"]: _numbers(row["shares"]) for row in facts["ranking"] if row.get("shares")}
    if len(shares) < 2:
        return
    yield ranking_charts.drawn(shares, _("Places under random weightings"))


def _numbers(shares: list[str]) -> tuple[float, ...]:
    return tuple(float(share) for share in shares)


def _altered(choice: VendorSelection) -> list[str]:
    """Evaluators whose sheet is not what they handed in, for all that changes on record explain."""
    sheets = choice.round.evaluators.select_related("user")
    return [sheet.user.name for sheet in sheets if sheet.sheet_sha256 and not is_as_handed_in(sheet)]


def changed_since(choice: VendorSelection) -> Iterator[Any]:
    """Sentences, as things are now."""
    winner, facts = choice.winner, choice.facts
    if winner.name != facts["winner"]:
        yield say(_("The vendor is now called {name}."), name=winner.name)
    if winner.state == Vendor.State.CONTRACTED:
        yield say(_("{name} is under contract."), name=winner.name)
    elif winner.state != Vendor.State.CHOSEN:
        yield say(_("{name} is no longer chosen: {state}."), name=winner.name, state=winner.get_state_display())
    kept = {
        item["what"] if isinstance(item["what"], str) else item["what"]["en"]: item
        for item in facts.get("diligence", [])
    }
    for item in DiligenceItem.objects.filter(vendor=winner):
        before = kept.get(item.title) or kept.get(_english(item))
        if "diligence" in facts and (before is None or before["state"] != item.state):
            yield say(_("Due diligence, {what}: {state}."), what=item, state=item.get_state_display())
    later = SelectionRound.objects.filter(programme=choice.programme_id, number__gt=choice.round.number).first()
    if later:
        yield say(_("{round} has been started."), round=later)


def _english(item: DiligenceItem) -> str:
    with translation.override("en"):
        return item.get_kind_display()


def pdf(choice: VendorSelection, programme: Programme, language: str) -> Pdf:
    """The same in one file, in the language of the screen."""
    organisation = programme.organisation
    with translation.override(language):
        title = _("Choice of vendor: %(name)s") % {"name": choice.facts["winner"]}
        before, rest = _("Page {page} of {total}").split("{page}")
        between, after = rest.split("{total}")
        found = told(choice)
        context = found | {
            "programme": programme,
            "title": title,
            "tag": TAGS[language],
            "page_words": (before, between, after),
            "printed_at": timezone.now(),
            "pictures": [(chart.as_data_uri(TAGS[language]), chart) for chart in found["charts"]],
        }
        html = render_to_string("vendors/selection_pdf.html", context)
    return engine.render(html, language=TAGS[language], title=title, author=organisation.name)
