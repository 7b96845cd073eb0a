import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.charts import Chart
from core.charts.figures import line_chart
from core.text import day, number, rounded
from implementation.data_readiness.models import DataDomain, Profile, Rehearsal
from implementation.data_readiness.scores import Score

MOST_LINES, MOST_DAYS, MOST_RUNS = 5, 60, 12


def scores_chart(profiles: Sequence[Profile], domains: Sequence[DataDomain]) -> Chart | None:
    """The score of each domain after every day on which something was profiled; None before there are two days."""
    days = sorted({timezone.localdate(profile.at) for profile in profiles if profile.checked})[-MOST_DAYS:]
    known = {profile.data_file.source.domain_id for profile in profiles if profile.checked}
    drawn = [domain for domain in domains if domain.pk in known][:MOST_LINES]
    if len(days) < 2 or not drawn:
        return None
    series = {domain.name: [_score(profiles, domain, on) for on in days] for domain in drawn}
    rows = [
        [str(day(on)), *["–" if values[place] is None else str(number(values[place], 1)) for values in series.values()]]
        for place, on in enumerate(days)
    ]
    newest = [(name, values[-1]) for name, values in series.items() if values[-1] is not None]
    words = _("Now: %(scores)s.") % {"scores": ", ".join(f"{name} {number(value, 1)} %" for name, value in newest)}
    figure = line_chart(series, [on.isoformat() for on in days], y_title=_("Quality, %"), unit="%", dates=True)
    return Chart(figure, _("Quality over time"), words, [_("Day"), *series], rows)


def _score(profiles: Sequence[Profile], domain: DataDomain, on) -> float | None:
    """What the newest profiles of a domain's sources said at the end of a day."""
    newest = {
        profile.data_file.source_id: Score(profile.checked, profile.passed)
        for profile in profiles
        if profile.data_file.source.domain_id == domain.pk and timezone.localdate(profile.at) <= on
    }
    found = sum(newest.values(), Score()).share
    return None if found is None else float(found)


def source_chart(profiles: Sequence[Profile]) -> Chart | None:
    """The score of one source from profile to profile; None before there are two."""
    found = [profile for profile in profiles if profile.checked][-MOST_DAYS:]
    by_name = dict(zip(_days([timezone.localtime(profile.at) for profile in found]), found, strict=True))
    names, found = list(by_name), list(by_name.values())  # the newest of one minute
    if len(found) < 2:
        return None
    values = [float(profile.score) for profile in found]
    words = _("From %(first)s %% to %(last)s %%.") % {
        "first": number(values[0], 1),
        "last": number(values[-1], 1),
    }
    rows = [
        [name, str(number(value, 1)), str(number(profile.rows))]
        for name, profile, value in zip(names, found, values, strict=True)
    ]
    figure = line_chart({_("Quality, %"): values}, names, y_title=_("Quality, %"), unit="%")
    return Chart(figure, _("Quality from profile to profile"), words, [_("Day"), _("Quality, %"), _("Rows")], rows)


def _days(moments: Sequence[datetime.datetime]) -> list[str]:
    """What each profile is called below the line: its day, and the clock where a day has several."""
    times = Counter(at.date() for at in moments)
    return [str(day(at)) if times[at.date()] == 1 else f"{day(at)} {at:%H:%M}" for at in moments]


def rejects_chart(run: Sequence[Rehearsal]) -> Chart | None:
    """The share of rejected rows from rehearsal to rehearsal, a line for each domain; None before one has run twice."""
    by_domain: dict[Any, list[Rehearsal]] = {}
    for item in run:
        by_domain.setdefault(item.domain, []).append(item)
    drawn = dict(list(by_domain.items())[:MOST_LINES])
    runs = min(max((len(items) for items in drawn.values()), default=0), MOST_RUNS)
    if runs < 2:
        return None
    series = {}
    for domain, items in drawn.items():
        shares = [float(rounded(item.rejected_share, 2)) for item in items[-runs:]]
        series[domain.name] = shares + [None] * (runs - len(shares))
    names = [str(at) for at in range(1, runs + 1)]
    rows = [
        [name, *["–" if values[at] is None else str(number(values[at], 2)) for values in series.values()]]
        for at, name in enumerate(names)
    ]
    last = [(name, [value for value in values if value is not None][-1]) for name, values in series.items()]
    words = _("Last: %(shares)s.") % {"shares": ", ".join(f"{name} {number(value, 2)} %" for name, value in last)}
    figure = line_chart(series, names, y_title=_("Rejected rows, %"), unit="%", from_zero=True)
    return Chart(figure, _("Rejected rows from rehearsal to rehearsal"), words, [_("Rehearsal"), *series], rows)
