"""Pages of people: one’s own, those of others for who runs the programme, and the rows behind a number."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from change_mgmt.contribution.models.point import OPEN_DAYS
from change_mgmt.contribution.numbers import numbers
from change_mgmt.contribution.page import contribution_of as read
from change_mgmt.contribution.page import people_of, period_asked_for
from core.access import view_permission
from core.models import User
from implementation.programme.models import Programme
from implementation.programme.pages import programme_page

PER_PAGE = 25
VIEW = "contribution.view_contribution"


def person_of(programme: Programme, pk: int, user: User) -> User:
    """Oneself, or anybody inside for sponsors and managers; 404 for who is not on this programme."""
    found = people_of(programme).filter(pk=pk).first()
    if found is None:
        raise Http404
    if found != user and not user.has_perm("contribution.view_people", programme):
        raise PermissionDenied
    return found


def shown(request, programme, person):
    period, form = period_asked_for(request.GET, programme)
    found = read(programme, person, period)
    mine = person == request.user
    context = {
        "found": found,
        "form": form,
        "query": f"since={period.since}&until={period.until}",
        "mine": mine,
        "may_give": not mine and request.user.has_perm("contribution.give_point", programme),
        "open_days": OPEN_DAYS,
        "title": _("My contribution") if mine else person.name,
        "section": "my_contribution",
    }
    return render(request, "contribution/contribution.html", context)


@programme_page(VIEW)
def my_contribution(request, programme):
    return shown(request, programme, request.user)


@programme_page(VIEW)
def contribution_of(request, programme, pk):
    return shown(request, programme, person_of(programme, pk, request.user))


@programme_page("contribution.view_people")
def contribution_people(request, programme):
    """By name, and with no figure beside it: this is a way to a page, not a ranking."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    people = people_of(programme)
    found = people.filter(name__icontains=words) if words else people
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "q": words,
        "title": _("Contribution of people"),
        "section": "my_contribution",
    }
    return render(request, "contribution/people.html", context)


@programme_page(VIEW)
def contribution_rows(request, programme, pk, key):
    """The records that a number counts, with links for who may open them."""
    person = person_of(programme, pk, request.user)
    number = numbers().get(key)
    if number is None:
        raise Http404
    period, _form = period_asked_for(request.GET, programme)
    page = Paginator(number.find(programme, person, period), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(record, _address(request.user, record)) for record in page]
    context = {
        "person": person,
        "number": number,
        "period": period,
        "query": f"since={period.since}&until={period.until}",
        "page": page,
        "rows": rows,
        "title": number.label,
        "section": "my_contribution",
    }
    return render(request, "contribution/rows.html", context)


def _address(user, record) -> str:
    return record.get_absolute_url() if user.has_perm(view_permission(record), record) else ""
