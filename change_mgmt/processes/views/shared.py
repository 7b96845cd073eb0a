"""What every page of a process begins with."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.processes.models import Process
from change_mgmt.processes.models.step import Side
from implementation.programme.pages import one_of

VIEW, EDIT = "processes.view_process", "processes.edit_process"


def process_at(request, programme, pk, permission=VIEW) -> Process:
    found = Process.objects.select_related("programme__organisation", "owner", "handed_in_by")
    return one_of(programme, found, pk, request.user, permission)


def side_named(name: str) -> str:
    if name not in Side.values:
        raise Http404
    return name


TABS = {
    "as_is": pgettext_lazy("side of a process", "As it is"),
    "to_be": _("As it shall be"),
    "compare": _("Comparison"),
    "people": _("Effects on people"),
}


def context_of(process: Process, tab: str, **more) -> dict:
    """For pages with the tabs of a process; the path at the top of the page names the process once."""
    place = {"crumb": process, "page_title": TABS[tab]} if tab in TABS else {"page_title": process.name}
    return {"process": process, "tab": tab, "section": "processes"} | place | more


def steps_page(process: Process, side: str) -> str:
    return reverse("process_steps", args=[process.programme_id, process.pk, side])


def compare_page(process: Process) -> str:
    return reverse("process_compare", args=[process.programme_id, process.pk])
