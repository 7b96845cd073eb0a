"""The register over time: what moved since the last report, open risks by level, ratings on their way to the target."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from implementation.programme.pages import programme_page
from risks.models import Risk
from risks.register.history import arrows, burn_down, lives, moved_since_report
from risks.register.pictures import CELL, LEFT, TOP, burn_down_chart, centre, drawn, squares
from risks.scale import SIZE, scale_of

MOVED = {
    "up": _("Went up"),
    "new": _("New"),
    "again": _("Opened again"),
    "down": _("Went down"),
    "closed": _("Closed"),
}
WAYS = {"inherent-current": _("inherent to current"), "current-target": _("current to target")}


@programme_page("risks.view_risk")
def risk_trends(request, programme):
    scale = scale_of(programme.organisation)
    seen = Risk.objects.seen_by(request.user, programme)
    known = lives(programme, seen)
    movement = moved_since_report(programme, seen, known, scale)
    points = burn_down(known, scale)
    found = arrows(seen)
    context = {
        "movement": movement,
        "moved": [(item, MOVED[item.kind]) for item in movement.moved],
        "counts": [(kind, MOVED[kind], n) for kind, n in movement.counts.items()],
        "chart": burn_down_chart(points, scale) if points else None,
        "squares": squares(scale),
        "lines": [drawn(arrow) for arrow in found],
        "arrows": [(arrow, WAYS[arrow.kind]) for arrow in found],
        "rows": [(n, word, centre((n, 1))[1]) for n, word in scale.likelihood_choices],
        "impacts": [(n, word, centre((1, n))[0]) for n, word in scale.impact_choices],
        "size": (LEFT + SIZE * CELL + 4, TOP + SIZE * CELL + 28),
        "cell": CELL,
        "foot": TOP + SIZE * CELL + 20,
        "scale": scale,
    }
    return render(request, "risks/trends.html", context)
