"""Which programme a page is about, and whether this person may open it."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.utils import timezone

from core import access
from implementation.programme.models import Programme


def programme_page(permission: str):
    """For views whose address begins with a programme: strangers get 404, insiders without the permission 403.

    The view gets the programme in place of its number and runs in the organisation's time zone.
    """

    def wrap(view):
        @login_required
        @wraps(view)
        def page(request, programme, **kwargs):
            found = Programme.objects.select_related("organisation").filter(pk=programme).first()
            if found is None:
                raise Http404
            access.require(request.user, permission, found)
            request.programme = found
            with timezone.override(found.organisation.zone):
                return view(request, found, **kwargs)

        page.permission = permission
        return page

    return wrap


def one_of(programme: Programme, queryset, pk: int, user, permission: str):
    """The record with this number on this programme, if the person has the permission for it; 404 for any other programme's."""
    record = queryset.filter(pk=pk).first()
    if record is None or record.scope_key != programme.scope_key:
        raise Http404
    access.require(user, permission, record)
    return record
