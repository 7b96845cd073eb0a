"""One stakeholder: how they stand and stood, who listens to them, what was talked about and promised."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.actions import stakeholders as actions
from change_mgmt.forms.stakeholders import ContactForm, StakeholderForm, TieForm
from change_mgmt.models import Contact, Stakeholder
from change_mgmt.stakeholders.movement import movement_of
from change_mgmt.stakeholders.standing import hints_of, with_facts
from change_mgmt.stakeholders.table import mark_of
from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page

VIEW = "change_mgmt.view_stakeholder"


@programme_page(VIEW)
def stakeholder(request, programme, pk):
    seen = Stakeholder.objects.seen_by(request.user, programme)
    found = one_of(programme, with_facts(Stakeholder.objects.all(), seen), pk, request.user, VIEW)
    listeners = list(found.heard_by.filter(listener__in=seen).select_related("listener"))
    already = [found.pk, *(each.listener_id for each in listeners)]
    context = {
        "stakeholder": found,
        "page_title": found.name,
        "mark": mark_of(found.attitude_now),
        "hints": list(hints_of(found, timezone.localdate())),
        "readings": found.readings.select_related("by").order_by("-on", "-pk"),
        "chart": movement_of(found),
        "contacts": found.contacts.select_related("by"),
        "listeners": listeners,
        "listens_to": found.listens_to.filter(stakeholder__in=seen).select_related("stakeholder"),
        "tie_form": TieForm(others=seen.exclude(pk__in=already)),
        "readers": found.readers.order_by("name") if found.kept else [],
    }
    return render(request, "change_mgmt/stakeholder.html", context)


@programme_page("change_mgmt.edit_stakeholder")
def new_stakeholder(request, programme):
    form = StakeholderForm(request.POST or None, programme=programme, instance=Stakeholder(programme=programme))

    def save(stakeholder):
        return actions.create_stakeholder(stakeholder, by=request.user, readers=form.values.get("readers", ()))

    return new_record(
        request,
        form,
        title=_("New stakeholder"),
        lead=_("Only sponsors, managers and consultants can read this."),
        save=save,
        back=lambda made: reverse("stakeholder", args=[programme.pk, made.pk]),
        cancel=reverse("stakeholders", args=[programme.pk]),
    )


@programme_page("change_mgmt.edit_stakeholder")
def edit_stakeholder(request, programme, pk):
    found = one_of(programme, Stakeholder.objects, pk, request.user, actions.EDIT)
    form = StakeholderForm(request.POST or None, programme=programme, instance=found)
    return edit_record(request, form, title=found.name, save=actions.change_stakeholder, back=found)


@programme_page("change_mgmt.edit_stakeholder")
def remove_stakeholder(request, programme, pk):
    """GET says what goes, POST does it."""
    found = one_of(programme, Stakeholder.objects, pk, request.user, actions.EDIT)
    if request.method == "POST":
        try:
            actions.remove_stakeholder(found, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(found)
        messages.success(request, _("“%(name)s” is deleted.") % {"name": found.name})
        return redirect("stakeholders", programme.pk)
    context = {"stakeholder": found, "talks": found.contacts.count()}
    return render(request, "change_mgmt/stakeholder_remove.html", context)


@programme_page("change_mgmt.log_contact")
def log_contact(request, programme, pk):
    """Write down a talk; the next step and the attitude are brought up to date with it."""
    found = one_of(programme, Stakeholder.objects, pk, request.user, "change_mgmt.log_contact")
    contact = Contact(stakeholder=found, by=request.user)
    form = ContactForm(request.POST or None, programme=programme, instance=contact)

    def save(made):
        return actions.log_contact(made, by=request.user, **form.follows)

    title = _("Talk with %(name)s") % {"name": found.name}
    return new_record(request, form, title=title, save=save, back=found)


@require_POST
@programme_page("change_mgmt.log_contact")
def keep_promise(request, programme, pk):
    contact = one_of(programme, Contact.objects, pk, request.user, "change_mgmt.log_contact")
    try:
        actions.keep_promise(contact, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Promise kept: %(what)s.") % {"what": contact.promised})
    return redirect(contact.stakeholder)
