"""Handing in, signing, and what was signed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from change_mgmt.processes import actions
from change_mgmt.processes.blueprint import blueprint
from change_mgmt.processes.facts import facts_of
from change_mgmt.processes.models import Process, ProcessVersion
from change_mgmt.processes.permissions import owner_signs
from change_mgmt.processes.since_words import changes_told
from change_mgmt.processes.views.compare import warnings_shown
from change_mgmt.processes.views.shared import EDIT, VIEW, context_of, process_at
from core.refusal import Refused
from core.text import whole
from core.workflow import why_closed
from implementation.programme.pages import one_of, programme_page


@programme_page(VIEW)
def hand_in_process(request, programme, pk):
    """What is frozen when it is handed in, and what still speaks against it."""
    found = process_at(request, programme, pk, EDIT)
    if request.method == "POST":
        version = actions.hand_in(found, by=request.user)
        messages.success(request, _("%(version)s waits for its signature.") % {"version": version})
        return redirect(version)
    plan = blueprint(found)
    signed = _last_signed(found)
    context = context_of(
        found,
        "overview",
        plan=plan,
        closed=why_closed(found, found.hand_in, by=request.user),
        warnings=[each for each in warnings_shown(plan) if not each["answer"]],
        signed=signed,
        changes=changes_told(signed.facts, facts_of(plan)) if signed else [],
        signer=_signer(found, request.user),
    )
    return render(request, "processes/hand_in.html", context)


def _signer(process: Process, by) -> str:
    """Who will sign, if this person hands it in."""
    if process.owner is None:
        return ""
    process.handed_in_by_id = by.pk
    return process.owner.name if owner_signs(process) else _("the sponsor or the manager")


def _last_signed(process: Process) -> ProcessVersion | None:
    return process.versions.filter(signature__isnull=False).first()


@programme_page(VIEW)
def sign_process(request, programme, pk):
    """The version that was handed in, and a name under it."""
    found = process_at(request, programme, pk)
    version = found.versions.select_related("programme").first()
    if not request.user.has_perm("processes.sign_process", found):
        raise PermissionDenied
    if request.method == "POST":
        number = whole(request.POST.get("version", "")) or 0
        actions.sign(found, version=number, by=request.user)
        messages.success(request, _("The process is signed."))
        return redirect(found)
    if version is None:
        raise Refused(_("Nothing is handed in."))
    return render(
        request,
        "processes/sign.html",
        context_of(found, "overview", version=version, closed=why_closed(found, found.sign, by=request.user)),
    )


@programme_page(VIEW)
def process_version(request, programme, pk):
    """What was handed in, word for word, and what has changed since."""
    versions = ProcessVersion.objects.select_related("programme__organisation", "process__owner", "signature", "by")
    found = one_of(programme, versions, pk, request.user, "processes.view_processversion")
    process = found.process
    process.programme = programme
    context = context_of(
        process,
        "overview",
        version=found,
        changes=changes_told(found.facts, facts_of(blueprint(process))),
        page_title=str(found),
        crumb=process,
    )
    return render(request, "processes/version.html", context)
