from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from core.audit_words import Line
from core.edit import edit_record, new_record
from core.models import AuditEntry
from implementation.programme import registry, status
from implementation.programme.actions import status as actions
from implementation.programme.forms import OverrideForm, ToleranceForm
from implementation.programme.models import Programme, StatusOverride, Tolerance
from implementation.programme.pages import programme_page

HISTORY = ["programme.tolerance", "programme.statusoverride", "programme.exceptionnote"]


def named(name: str) -> registry.Dimension:
    """The dimension of an address."""
    for item in registry.dimensions():
        if item.name == name:
            return item
    raise Http404


@programme_page("programme.view_programme")
def overview(request, programme):
    """Every dimension with its tolerance, and what is asked of the programme because of it."""
    found = status.on_page(programme)
    bounds = {item.name: item.bounds for item in registry.dimensions()}
    context = {
        "section": "status",
        "found": [(item, bounds[item.name]) for item in found],
        "overall": status.overall(found),
        "wanted": status.exceptions_wanted(programme, found),
        "notes": programme.exceptionnotes.unfinished(),
        "stale_after": status.STALE_AFTER,
    }
    return render(request, "programme/status.html", context)


@programme_page("programme.view_programme")
def dimension(request, programme, name):
    item = named(name)
    found = status.on_page(programme)
    standing = next(each for each in found if each.name == name)
    overrides = list(programme.statusoverrides.filter(dimension=name).select_related("by"))
    context = {
        "section": "status",
        "dimension": item,
        "standing": standing,
        "in_force": next(
            (each for each in overrides if each.state == StatusOverride.State.IN_FORCE and standing.override), None
        ),
        "overrides": overrides,
        "wanted": status.exceptions_wanted(programme, [standing]),
        "notes": programme.exceptionnotes.filter(dimension=name).select_related("by"),
        "lines": _history(programme, name),
        "stale_after": status.STALE_AFTER,
    }
    return render(request, "programme/dimension.html", context)


def _history(programme: Programme, name: str) -> list[Line]:
    """Who set its tolerance and when; newest first."""
    numbers = programme.tolerances.filter(dimension=name).values("pk")
    entries = AuditEntry.objects.filter(label="programme.tolerance", object_id__in=numbers).order_by("-pk")
    return [Line(entry) for entry in entries[:20]]


@programme_page("programme.set_tolerance")
def set_tolerance(request, programme, name):
    item = named(name)
    found = programme.tolerances.filter(dimension=name).first()
    tolerance = found or Tolerance(
        programme=programme, dimension=name, inner=item.bounds.inner, outer=item.bounds.outer
    )
    form = ToleranceForm(request.POST or None, instance=tolerance, bounds=item.bounds)
    reason = form.cleaned_data.get("reason", "") if form.is_bound and form.is_valid() else ""
    title = format_lazy(_("Tolerance: {dimension}"), dimension=item.label)
    back = reverse("dimension", args=[programme.pk, name])
    return edit_record(
        request, form, title=title, save=partial(actions.set_tolerance, reason=reason), back=back, section="status"
    )


@programme_page("programme.override_status")
def override_status(request, programme, name):
    item = named(name)
    form = OverrideForm(
        request.POST or None, instance=StatusOverride(programme=programme, dimension=name, by=request.user)
    )
    title = format_lazy(_("Override the status: {dimension}"), dimension=item.label)
    return new_record(
        request,
        form,
        title=title,
        lead=_("The computed status stays beside it, with your reason and your name, on every page and in the report."),
        save=partial(actions.override_status, by=request.user),
        back=reverse("dimension", args=[programme.pk, name]),
        section="status",
    )
