"""Columns, density and kept views of the table."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from implementation.programme.pages import programme_page
from risks.forms import ViewForm
from risks.models import Density, RegisterView
from risks.register.looks import (
    address_of,
    keep_view,
    look,
    open_with,
    own_view,
    query_of,
    set_look,
    taste_of,
    view_named,
    views_for,
)


def _address(request) -> QueryDict:
    """The address of the table that a form stood on, as the form sent it along."""
    return QueryDict(urlsplit(request.POST.get("address", "")[:3000]).query)


def _back(programme, query: str):
    return redirect(reverse("risks", args=[programme.pk]) + query)


@require_POST
@programme_page("risks.view_risk")
def risk_look(request, programme):
    """Remember which columns are shown and how dense the rows are."""
    here = _address(request)
    density = request.POST.get("density", "")
    density = density if density in Density.values else Density.NORMAL
    set_look(here, programme, request.user, columns=request.POST.getlist("column"), density=density)
    view = view_named(here, programme, request.user)
    kept = f"&view={view.pk}" if view is not None and view.person_id == request.user.pk else "&view=0"
    return _back(programme, f"?{query_of(here)}{kept}")


@programme_page("risks.view_risk")
def risk_views(request, programme):
    """The views one may open: one's own, to name, share, delete and open with, and those that others share."""
    context = {
        "views": [(view, address_of(view)) for view in views_for(programme, request.user)],
        "opens_with": taste_of(programme, request.user).opens_with_id,
    }
    return render(request, "risks/views.html", context)


@require_POST
@programme_page("risks.view_risk")
def keep_risk_view(request, programme):
    """Keep the table as it is now under a name."""
    here = _address(request)
    now = look(here, programme, request.user)
    view = RegisterView(programme=programme, person=request.user, query=query_of(here), columns=now.names)
    view.density = now.density
    form = ViewForm(request.POST, instance=view)
    try:
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        keep_view(form.instance)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _back(programme, f"?{query_of(here)}&view=0")
    messages.success(request, _("%(name)s is saved.") % {"name": view})
    return _back(programme, address_of(view))


def _own(request, programme, pk) -> RegisterView:
    view = own_view(programme, request.user, pk)
    if view is None:
        raise Http404
    return view


@programme_page("risks.view_risk")
def edit_risk_view(request, programme, pk):
    """Another name, shared or not."""
    view = _own(request, programme, pk)
    form = ViewForm(request.POST or None, instance=view)
    if request.method == "POST" and form.is_valid():
        try:
            keep_view(form.instance)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": view})
            return redirect("risk_views", programme.pk)
    back = reverse("risk_views", args=[programme.pk])
    return render(request, "core/form.html", {"form": form, "title": _("Rename the view"), "back": back})


@require_POST
@programme_page("risks.view_risk")
def open_with_view(request, programme, pk):
    """Open the register with this view from now on; 0 stands for all open risks."""
    view = views_for(programme, request.user).filter(pk=pk).first()
    if view is None and pk != 0:
        raise Http404
    open_with(programme, request.user, view)
    name = view or _("All open risks")
    messages.success(request, _("The register opens with “%(name)s” from now on.") % {"name": name})
    return redirect("risk_views", programme.pk)


@require_POST
@programme_page("risks.view_risk")
def drop_risk_view(request, programme, pk):
    view = _own(request, programme, pk)
    name = view.name
    view.delete()
    messages.success(request, _("“%(name)s” is deleted.") % {"name": name})
    return redirect("risk_views", programme.pk)
