"""Kinds of soft points of a programme's own."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from change_mgmt.contribution.forms import PointKindForm
from change_mgmt.contribution.models import PointKind, SoftPoint
from core.edit import edit_record, new_record
from implementation.programme.pages import one_of, programme_page

SET = "contribution.set_kinds"
SECTION = {"section": "my_contribution"}


@programme_page(SET)
def point_kinds(request, programme):
    built_in = [kind.label for kind in SoftPoint.Kind if kind != SoftPoint.Kind.OWN]
    context = {
        "kinds": PointKind.objects.filter(programme=programme),
        "built_in": built_in,
        "title": _("Kinds of soft points"),
        **SECTION,
    }
    return render(request, "contribution/kinds.html", context)


@programme_page(SET)
def new_point_kind(request, programme):
    form = PointKindForm(request.POST or None, instance=PointKind(programme=programme))
    back = reverse("point_kinds", args=[programme.pk])
    return new_record(request, form, title=_("New kind"), permission=SET, back=back, **SECTION)


@programme_page(SET)
def edit_point_kind(request, programme, pk):
    found = one_of(programme, PointKind.objects.select_related("programme"), pk, request.user, SET)
    form = PointKindForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.name, permission=SET, back=found, **SECTION)
