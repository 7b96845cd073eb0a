"""Soft points: entered, changed while they are new, corrected, answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.contribution import actions
from change_mgmt.contribution.forms import AnswerForm, PointForm
from change_mgmt.contribution.models import SoftPoint
from change_mgmt.contribution.models.point import OPEN_DAYS
from change_mgmt.contribution.views.people import VIEW, person_of
from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page

POINTS = SoftPoint.objects.select_related("programme__organisation", "person", "own_kind", "given_by", "correction")
SECTION = {"section": "my_contribution"}


def _lead(person) -> str:
    text = _("%(name)s reads it at once, with your name, and may answer. For %(days)d days you can change it.")
    return text % {"name": person.name, "days": OPEN_DAYS}


@programme_page("contribution.give_point")
def new_point(request, programme, pk):
    person = person_of(programme, pk, request.user)
    if person == request.user:
        raise Refused(_("Nobody gives points to themselves."))
    blank = SoftPoint(programme=programme, person=person, given_by=request.user, period_to=timezone.localdate())
    return new_record(
        request,
        PointForm(request.POST or None, instance=blank, programme=programme),
        title=_("Enter a soft point"),
        lead=_lead(person),
        save=lambda point: actions.give_point(point, by=request.user),
        back=lambda point: point.get_absolute_url(),
        cancel=reverse("contribution_of", args=[programme.pk, person.pk]),
        **SECTION,
    )


@programme_page("contribution.give_point")
def edit_point(request, programme, pk):
    """Who may not change it any more is led to the correction."""
    point = one_of(programme, POINTS.all(), pk, request.user, "contribution.give_point")
    try:
        actions.still_open(point, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("correct_point", programme.pk, point.pk)
    form = PointForm(request.POST or None, instance=point, programme=programme)
    return edit_record(
        request,
        form,
        title=str(point),
        lead=_lead(point.person),
        save=actions.change_point,
        back=point,
        **SECTION,
    )


@programme_page("contribution.give_point")
def correct_point(request, programme, pk):
    """A new line with what is right; what was entered stays, marked as corrected."""
    old = one_of(programme, POINTS.all(), pk, request.user, "contribution.give_point")
    if old.is_corrected:
        raise Refused(_("This is corrected already: change the correction."))
    copied = ("kind", "own_kind", "points", "reason", "evidence", "period_from", "period_to")
    blank = SoftPoint(programme=programme, person=old.person, given_by=request.user)
    for name in copied:
        setattr(blank, name, getattr(old, name))
    return new_record(
        request,
        PointForm(request.POST or None, instance=blank, programme=programme),
        title=_("Correct: %(point)s") % {"point": old},
        lead=_("What was entered stays on the page, marked as corrected. Say in the reason what was wrong."),
        save=lambda point: actions.correct_point(point, of=old, by=request.user),
        back=lambda point: point.get_absolute_url(),
        cancel=old.get_absolute_url(),
        **SECTION,
    )


@programme_page(VIEW)
def answer_point(request, programme, pk):
    point = POINTS.filter(programme=programme, person=request.user, pk=pk).first()
    if point is None:
        raise PermissionDenied  # whether somebody else has such a point is not told
    form = AnswerForm(request.POST or None, instance=point)
    return edit_record(
        request, form, title=_("Your comment"), lead=str(point), save=actions.answer_point, back=point, **SECTION
    )
