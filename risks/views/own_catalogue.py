"""The catalogue of a firm: seen by its members, on the programmes where they are consultants."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from core.edit import edit_record, new_record
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.pages import programme_page
from risks import actions
from risks.forms.own_catalogue import CatalogueForm, EntryForm, MemberForm
from risks.models import Catalogue, CatalogueMember, CatalogueRisk
from risks.views.section import SECTION


def _own(request, records, pk):
    """Of a catalogue that the person is a member of; for all others it is not there."""
    found = records.filter(pk=pk).first()
    if found is None:
        raise Http404
    access.require(request.user, "risks.edit_catalogue", found)
    return found


def _page(programme, catalogue) -> str:
    return reverse("own_catalogue", args=[programme.pk, catalogue.pk])


@programme_page("risks.view_catalogue")
def own_catalogues(request, programme):
    found = Catalogue.objects.filter(members__user=request.user).annotate(
        entries=Count("risks", distinct=True), people=Count("members", distinct=True)
    )
    return render(request, "risks/own_catalogues.html", {"catalogues": found, "title": _("Own catalogues"), **SECTION})


@programme_page("risks.edit_catalogue")
def new_catalogue(request, programme):
    form = CatalogueForm(request.POST or None, instance=Catalogue(created_by=request.user))
    return new_record(
        request,
        form,
        title=_("Begin a catalogue"),
        lead=_("For the consultants of one firm. Clients never see it, and nothing of theirs comes into it by itself."),
        save=lambda made: actions.create_catalogue(made, by=request.user),
        back=lambda made: _page(programme, made),
        cancel=reverse("own_catalogues", args=[programme.pk]),
        **SECTION,
    )


@programme_page("risks.view_catalogue")
def own_catalogue(request, programme, pk):
    found = _own(request, Catalogue.objects, pk)
    context = {
        "catalogue": found,
        "entries": found.risks.all(),
        "members": found.members.select_related("user"),
        "title": found.name,
        **SECTION,
    }
    return render(request, "risks/own_catalogue.html", context)


@programme_page("risks.edit_catalogue")
def new_catalogue_risk(request, programme, pk):
    found = _own(request, Catalogue.objects, pk)
    form = EntryForm(request.POST or None, instance=CatalogueRisk(catalogue=found))
    return new_record(
        request,
        form,
        title=_("Add a risk to the catalogue"),
        lead=_("Write it without names of clients: every member uses it elsewhere."),
        save=lambda made: actions.add_entry(made, by=request.user),
        back=_page(programme, found),
        **SECTION,
    )


@programme_page("risks.edit_catalogue")
def edit_catalogue_risk(request, programme, pk):
    found = _own(request, CatalogueRisk.objects.select_related("catalogue"), pk)
    form = EntryForm(request.POST or None, instance=found)
    back = _page(programme, found.catalogue)
    return edit_record(request, form, title=found.title, save=actions.change_entry, back=back, **SECTION)


@require_POST
@programme_page("risks.edit_catalogue")
def offer_catalogue_risk(request, programme, pk):
    """Withdraw it, or offer it again."""
    found = _own(request, CatalogueRisk.objects.select_related("catalogue"), pk)
    perform(found, "withdraw" if found.state == CatalogueRisk.State.OFFERED else "offer", by=request.user)
    messages.success(request, _("%(name)s is saved.") % {"name": found})
    return redirect(_page(programme, found.catalogue))


@programme_page("risks.edit_catalogue")
def new_catalogue_member(request, programme, pk):
    found = _own(request, Catalogue.objects, pk)
    form = MemberForm(request.POST or None, instance=CatalogueMember(catalogue=found), by=request.user)
    return new_record(
        request,
        form,
        title=_("Add a colleague"),
        lead=_("Consultants of programmes that you work on together."),
        save=lambda made: actions.add_member(made, by=request.user),
        back=_page(programme, found),
        **SECTION,
    )


@require_POST
@programme_page("risks.edit_catalogue")
def drop_catalogue_member(request, programme, pk):
    found = _own(request, CatalogueMember.objects.select_related("catalogue"), pk)
    try:
        actions.remove_member(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_page(programme, found.catalogue))
    messages.success(request, _("%(name)s is no longer a member.") % {"name": found})
    if found.user_id == request.user.pk:
        return redirect("own_catalogues", programme.pk)
    return redirect(_page(programme, found.catalogue))
