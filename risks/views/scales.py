"""How the organisation rates: the scale in force, its versions, and a new one with what it would change."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.evidence import sha256_of
from core.refusal import Refused
from implementation.programme.pages import programme_page
from risks import actions
from risks.forms.scales import ScaleForm
from risks.models import Category
from risks.scale import SIZE, Scale, scale_of
from risks.views.section import SECTION


@programme_page("risks.view_riskscale")
def risk_scale(request, programme):
    organisation = programme.organisation
    scale = scale_of(organisation)
    context = {
        "scale": scale,
        "grid": grid_of(scale),
        "steps": [_step(scale, step) for step in range(SIZE, 0, -1)],
        "levels": [(level, scale.level_word(level), scale.review_days[level]) for level in range(SIZE - 1, -1, -1)],
        "own_appetites": [
            (Category(name).label, level) for name, level in scale.category_appetite.items() if name in Category.values
        ],
        "versions": organisation.risk_scales.all(),
        "title": _("Rating scale"),
        **SECTION,
    }
    return render(request, "risks/scale.html", context)


def grid_of(scale: Scale) -> list:
    """Rows from the highest likelihood down: its number, its word, the levels."""
    return [(row, scale.likelihood_word(row), scale.grid[row - 1]) for row in range(SIZE, 0, -1)]


def _step(scale: Scale, step: int) -> dict:
    return {
        "number": step,
        "likelihood": scale.likelihood_word(step),
        "probability": scale.probability_of(step),
        "impact": scale.impact_word(step),
        "amounts": scale.amount_of(step),
    }


@programme_page("risks.set_scale")
def edit_risk_scale(request, programme):
    """Two presses: the first shows which risks would change their level, the second puts exactly that in force."""
    organisation = programme.organisation
    form = ScaleForm(request.POST or None, scale=scale_of(organisation))
    moved, mark = None, ""
    if request.method == "POST" and form.is_valid():
        mark = sha256_of(form.scale.facts)
        try:
            if form.cleaned_data["previewed"] == mark and "confirm" in request.POST:
                return _save(request, programme, form)
            moved = actions.moves(organisation, form.scale, user=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "moved": moved, "mark": mark, "title": _("Change the rating scale"), **SECTION}
    return render(request, "risks/scale_form.html", context)


def _save(request, programme, form):
    made = actions.set_scale(
        programme.organisation,
        form.scale,
        seen_version=form.cleaned_data["seen_version"],
        reason=form.cleaned_data["reason"],
        by=request.user,
    )
    messages.success(request, _("%(name)s is saved.") % {"name": made})
    return redirect("risk_scale", programme.pk)
