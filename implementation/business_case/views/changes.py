"""A version beside the one confirmed before it."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from implementation.business_case.versions import changed_since
from implementation.business_case.views.find import SECTION, VIEW, find_case
from implementation.programme.pages import programme_page


@programme_page(VIEW)
def case_changes(request, programme, pk):
    found = find_case(programme, pk, request.user)
    context = {"title": _("What changed"), "case": found, "change": changed_since(found), "here": "changes"}
    return render(request, "business_case/changes.html", SECTION | context)
