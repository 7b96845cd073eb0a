from collections.abc import Sequence

from django.utils.translation import gettext as _

from change_mgmt.voice.models import Ask, Theme
from change_mgmt.voice.themes import Weight
from core.charts import figures


def theme_bars(weights: Sequence[Weight]) -> figures.Figure:
    """One lying bar for each theme: customers who said it, by what became of it."""
    states = [state for state in Ask.State if any(weight.by_state.get(state) for weight in weights)]
    parts = {str(state.label): [weight.by_state.get(state, 0) for weight in weights] for state in states}
    return figures.stacked_bars(parts, [str(Theme(weight.theme).label) for weight in weights])


def columns() -> list[str]:
    return [_("Theme"), _("Customers"), *(str(label) for label in Ask.State.labels)]


def rows(weights: Sequence[Weight]) -> list[list]:
    return [
        [str(Theme(each.theme).label), each.customers, *(each.by_state.get(state, 0) for state in Ask.State)]
        for each in weights
    ]
