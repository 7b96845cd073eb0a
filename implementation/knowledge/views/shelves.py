from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from core.edit import edit_record, new_record
from implementation.knowledge import actions, catalogue
from implementation.knowledge.forms import ShelfForm
from implementation.knowledge.models import Shelf
from implementation.knowledge.search import offered
from implementation.programme.pages import programme_page

EDIT = "knowledge.edit_shelves"


def _shelf(programme, pk, user) -> Shelf:
    shelf = Shelf.objects.filter(pk=pk, organisation=programme.organisation_id).first()
    if shelf is None:
        raise Http404
    access.require(user, EDIT, shelf)
    return shelf


@programme_page(EDIT)
def shelves(request, programme):
    """The catalogue, to be put in order."""
    articles = offered(request.user, organisation=programme.organisation)
    lines = catalogue.tree(programme.organisation.shelves.all(), articles)
    return render(request, "knowledge/shelves.html", {"section": "knowledge", "title": _("Shelves"), "tree": lines})


@programme_page(EDIT)
def new_shelf(request, programme):
    form = ShelfForm(request.POST or None, instance=Shelf(organisation=programme.organisation))
    back = reverse("shelves", args=[programme.pk])
    return new_record(request, form, title=_("New shelf"), permission=EDIT, back=back, section="knowledge")


@programme_page(EDIT)
def edit_shelf(request, programme, pk):
    shelf = _shelf(programme, pk, request.user)
    form = ShelfForm(request.POST or None, instance=shelf)
    back = reverse("shelves", args=[programme.pk])
    return edit_record(request, form, title=shelf.name, permission=EDIT, back=back, section="knowledge")


@require_POST
@programme_page(EDIT)
def remove_shelf(request, programme, pk):
    shelf = _shelf(programme, pk, request.user)
    actions.remove_shelf(shelf, by=request.user)
    messages.success(request, _("“%(name)s” is taken away.") % {"name": shelf})
    return redirect("shelves", programme.pk)
