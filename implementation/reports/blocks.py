"""The panels of a report as markup: brief ones for page 1, detailed ones with their charts for the pages after it."""

from dataclasses import dataclass, field
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from core.charts import Chart
from core.evidence import in_this_language
from implementation.programme import registry
from implementation.reports.facts import Facts

#: Whose brief stands first on page 1; the others follow where there is room.
FIRST = ["risks", "business_case", "sla", "rollout"]
#: Apps whose brief is narrow enough to stand beside another one's.
NARROW = {"business_case", "sla"}


@dataclass(frozen=True)
class Picture:
    """A chart for ``<img>``, with what a reader hears instead of it."""

    uri: str
    alternative: str
    caption: str


@dataclass(frozen=True)
class Block:
    app: str
    title: str
    body: str
    pictures: list[Picture] = field(default_factory=list)


def briefs(facts: Facts) -> list[Block]:
    found = _blocks(facts, "brief")
    return sorted(found, key=lambda block: FIRST.index(block.app) if block.app in FIRST else len(FIRST))


def details(facts: Facts, tag: str) -> list[Block]:
    return _blocks(facts, "detail", tag)


def rows(blocks: list[Block]) -> list[list[Block]]:
    """The blocks of page 1, two narrow ones that follow each other side by side."""
    found: list[list[Block]] = []
    waits_for_another = False
    for block in blocks:
        narrow = block.app in NARROW
        if narrow and waits_for_another:
            found[-1].append(block)
        else:
            found.append([block])
        waits_for_another = narrow and not waits_for_another
    return found


def _blocks(facts: Facts, part: str, tag: str = "") -> list[Block]:
    """Every panel that is still part of the product and has something to show."""
    panels = {panel.name: panel for panel in registry.panels()}
    found = []
    for kept in facts["panels"]:
        template = getattr(panels.get(kept["name"]), part, "")
        body = _markup(template, kept["facts"], facts["organisation"]["currency"]) if template else ""
        pictures = [_picture(chart, tag) for chart in kept["facts"].get("charts", [])] if tag else []
        if body or pictures:
            app = kept["name"].partition(".")[0]
            found.append(Block(app, in_this_language(kept["title"]), body, pictures))
    return found


def _markup(template: str, facts: dict[str, Any], currency: str) -> str:
    """A panel's own template; nothing where the app has none."""
    try:
        found = get_template(template)
    except TemplateDoesNotExist:
        return ""
    body = found.render({"facts": facts, "currency": currency})
    return body if body.strip() else ""


def _picture(kept: dict[str, Any], tag: str) -> Picture:
    """A frozen chart, drawn in the language of the document; its words may be one text or one for each language."""
    figure = kept["figure"]
    chart = Chart(
        figure=figure if "data" in figure else in_this_language(figure),
        title=in_this_language(kept["title"]),
        description=in_this_language(kept.get("description", "")),
        columns=(),
        rows=(),
    )
    return Picture(chart.as_data_uri(tag), chart.alternative, chart.alternative)
