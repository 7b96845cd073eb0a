"""The charter of a pilot: who takes part, what is agreed, and each version as it was."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from implementation.programme.pages import one_of, programme_page
from implementation.rollout import actions, forms
from implementation.rollout.charter import standing_of
from implementation.rollout.models import Charter, Participant
from implementation.rollout.progress import progress_of
from implementation.rollout.views.shared import pilot_of, save_onto


@programme_page("rollout.view_pilot")
def charter(request, programme, pk):
    """``pk`` is the pilot's. One page, as it reads now, with what is agreed."""
    found = pilot_of(request, programme, pk, "rollout.view_pilot")
    standing = standing_of(found)
    latest = standing.latest
    context = {
        "pilot": found,
        "standing": standing,
        "progress": progress_of(found),
        "is_author": latest is not None and latest.by_id == request.user.pk,
        "participants": found.participants.select_related("department"),
        "criteria": found.exit_gate.criteria.all(),
        "title": _("Charter of %(pilot)s") % {"pilot": found.name},
        "crumb": found,
        "section": "rollout",
    }
    return render(request, "rollout/charter.html", context)


@require_POST
@programme_page("rollout.edit_pilot")
def put_charter_forward(request, programme, pk):
    found = pilot_of(request, programme, pk, "rollout.edit_pilot")
    actions.put_forward(found, by=request.user)
    messages.success(request, _("The charter is put forward: the sponsor and the manager are told."))
    return redirect("charter", programme.pk, found.pk)


def _version(request, programme, pk, permission):
    found = Charter.objects.select_related("pilot__module", "pilot__lead", "agreement", "programme__organisation")
    return one_of(programme, found, pk, request.user, permission)


@require_POST
@programme_page("rollout.agree_charter")
def agree_charter(request, programme, pk):
    """``pk`` is the version's."""
    found = _version(request, programme, pk, "rollout.agree_charter")
    actions.agree_to(found, by=request.user)
    messages.success(request, _("Charter agreed."))
    return redirect("charter", programme.pk, found.pilot_id)


@programme_page("rollout.view_charter")
def charter_version(request, programme, pk):
    found = _version(request, programme, pk, "rollout.view_charter")
    context = {
        "charter": found,
        "pilot": found.pilot,
        "terms": found.facts["terms"],
        "title": str(found),
        "crumb": found.pilot,
        "section": "rollout",
    }
    return render(request, "rollout/charter_version.html", context)


@programme_page("rollout.view_pilot")
def participants(request, programme, pk):
    """``pk`` is the pilot's."""
    found = pilot_of(request, programme, pk, "rollout.view_pilot")
    may_edit = request.user.has_perm("rollout.edit_pilot", found) and not found.is_over
    form = forms.ParticipantsForm(request.POST or None, pilot=found)
    if request.method == "POST":
        pilot_of(request, programme, pk, "rollout.edit_pilot")
        if form.is_valid() and save_onto(
            form, lambda: actions.add_participants(found, by=request.user, **form.cleaned_data)
        ):
            messages.success(request, _("The list is saved."))
            return redirect("participants", programme.pk, found.pk)
    people = list(found.participants.select_related("department", "user"))
    context = {
        "pilot": found,
        "people": people,
        "front_line": sum(person.front_line for person in people),
        "form": form if may_edit else None,
        "may_edit": may_edit,
        "title": _("Participants of %(pilot)s") % {"pilot": found.name},
        "crumb": found,
        "section": "rollout",
    }
    return render(request, "rollout/participants.html", context)


@require_POST
@programme_page("rollout.edit_pilot")
def remove_participant(request, programme, pk):
    people = Participant.objects.select_related("pilot__programme__organisation")
    found = one_of(programme, people, pk, request.user, "rollout.edit_pilot")
    actions.remove_participant(found, by=request.user)
    messages.success(request, _("%(name)s is taken off the list.") % {"name": found.name})
    return redirect(reverse("participants", args=[programme.pk, found.pilot_id]))
