"""Beginning with the usual messages, and the notice of a go-live."""

from django.contrib import messages as said
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from change_mgmt.communication import actions
from change_mgmt.communication.models import Message
from change_mgmt.communication.usual import usual_messages
from implementation.programme.pages import programme_page


@programme_page("communication.edit_message")
def usual(request, programme):
    """What every programme tells, in the order in which people take a change in; each as a draft."""
    if request.method == "POST":
        made = actions.begin_plan(programme, request.POST.getlist("message"), by=request.user)
        n = len(made)
        said.success(request, ngettext("%(n)d draft is in the plan.", "%(n)d drafts are in the plan.", n) % {"n": n})
        return redirect("communication", programme.pk)
    there = set(Message.objects.filter(programme=programme).exclude(usual="").values_list("usual", flat=True))
    rows = [(item, item.usual in there) for item in usual_messages(programme, by=request.user)]
    context = {
        "title": _("Begin with the usual messages"),
        "rows": rows,
        "left": any(not known for _item, known in rows),
        "section": "communication",
    }
    return render(request, "communication/usual.html", context)


@require_POST
@programme_page("communication.edit_message")
def prepare_notice(request, programme, kind, pk):
    """``kind`` is pilot or wave."""
    made = actions.prepare_notice(programme, kind=kind, pk=pk, by=request.user)
    said.success(request, _("The notice is drafted. Read it, change it, then send it."))
    return redirect(made)
