from django.utils.translation import gettext as _

from change_mgmt.survey.elements import Element
from change_mgmt.survey.results import Line, Result
from core.charts import Chart
from core.charts.figures import bar_chart
from core.text import number, say


def elements_chart(now: Result, before: Result | None) -> Chart | None:
    """The five elements for everybody, beside those of the survey before; None where nothing may be told."""
    if now.total is None:
        return None
    told = ([before] if before and before.total else []) + [now]
    series = {_name(result, told): _means(result.total) for result in told}
    labels = [str(element.label) for element in Element]
    columns = [_("Element"), *series]
    rows = [
        [label, *(str(number(values[place], 1)) for values in series.values())] for place, label in enumerate(labels)
    ]
    lowest = min(Element, key=lambda element: now.total.scores[element].mean)
    words = say(
        _("Lowest: {element}, {mean} of 5."),
        element=lowest.label,
        mean=number(now.total.scores[lowest].figure, 1),
    )
    return Chart(bar_chart(series, labels, places=1), _("The five elements, 1 to 5"), str(words), columns, rows)


def _name(result: Result, told: list[Result]) -> str:
    """Its title; with its day where two have the same."""
    title = result.facts["title"]
    return title if len({each.facts["title"] for each in told}) == len(told) else f"{title} {result.facts['closed_on']}"


def _means(line: Line) -> list[float]:
    return [round(float(line.scores[element].mean), 2) for element in Element]
