"""What customers' voice shows elsewhere: the number in the menu, the report, what happened."""

from typing import Any

from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from change_mgmt.voice.charts import theme_bars
from change_mgmt.voice.models import Ask, Hearing, Theme
from change_mgmt.voice.themes import Weight, ranked
from core.evidence import in_every_language, plain
from core.text import say
from implementation.programme import registry
from implementation.programme.models import Programme

#: As many themes as the report tells.
MOST_THEMES = 5


@registry.nav_count("voice")
def not_told(programme: Programme) -> int:
    return Ask.objects.filter(programme=programme).not_told().count()


@registry.panel("voice", title=_("Customers’ voice"), order=92, detail="voice/_report.html", brief="voice/_brief.html")
def voice(programme: Programme) -> dict[str, Any]:
    """How many were heard, what became of what they asked for, and what they speak of. No customer is named."""
    hearings = Hearing.objects.filter(programme=programme)
    asks = list(Ask.objects.filter(programme=programme).order_by().values_list("theme", "state", "customers"))
    weights = ranked(asks)
    states = [state for _theme, state, _customers in asks]
    facts = {
        "talks": hearings.count(),
        "customers": hearings.aggregate(n=Sum("heard"))["n"] or 0,
        "asks": len(asks),
        "states": [
            {"state": state, "name": in_every_language(state.label), "asks": states.count(state)} for state in Ask.State
        ],
        "untold": not_told(programme),
        "themes": [_theme_facts(weight) for weight in weights[:MOST_THEMES]],
        "charts": [_chart(weights[:MOST_THEMES])] if weights else [],
    }
    return plain(facts)


def _theme_facts(weight: Weight) -> dict[str, Any]:
    return {
        "name": in_every_language(Theme(weight.theme).label),
        "asks": weight.asks,
        "customers": weight.customers,
        "open": weight.by_state.get(Ask.State.OPEN, 0),
    }


def _chart(weights: list[Weight]) -> dict[str, Any]:
    """Its words are in the picture, so there is a picture for each language."""
    title = in_every_language(_("What customers speak of"))
    figures = {}
    for code in title:
        with translation.override(code):
            figures[code] = theme_bars(weights)
    most = say(
        _("Most customers speak of “{theme}”: {n}."), theme=Theme(weights[0].theme).label, n=weights[0].customers
    )
    return {
        "figure": figures,
        "title": title,
        "description": in_every_language(most),
        "columns": [in_every_language(_("Theme")), *(in_every_language(state.label) for state in Ask.State)],
        "rows": [
            [in_every_language(Theme(each.theme).label), *(each.by_state.get(state, 0) for state in Ask.State)]
            for each in weights
        ],
    }


@registry.events
def happened(programme, since, until):
    for hearing in Hearing.objects.filter(programme=programme, on__gte=since, on__lte=until):
        text = say(_("{kind} with customers: {n} heard."), kind=Hearing.Kind(hearing.kind).label, n=hearing.heard)
        yield registry.Event(hearing.on, in_every_language(text))
