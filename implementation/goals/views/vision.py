"""The vision: written, opened, signed, compared."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.edit import edit_record, new_record
from core.markdown import as_html
from core.refusal import Refused
from core.text import whole
from implementation.goals import actions
from implementation.goals.forms import OpenForm, VisionForm
from implementation.goals.models import VisionVersion
from implementation.knowledge.difference import difference
from implementation.programme.pages import one_of, programme_page


def signatories_of(vision) -> list:
    if vision is None:
        return []
    found = list(vision.signatories.select_related("person", "signature"))
    for item in found:
        item.vision = vision
    return found


@programme_page("goals.view_visionversion")
def vision(request, programme, pk):
    found = one_of(programme, VisionVersion.objects, pk, request.user, "goals.view_visionversion")
    signatories = signatories_of(found)
    mine = next((item for item in signatories if item.person_id == request.user.pk), None)
    context = {
        "section": "goals",
        "title": str(found),
        "vision": found,
        "vision_html": as_html(found.text),
        "signatories": signatories,
        "may_sign": found.state == "open" and mine is not None and not hasattr(mine, "signature"),
        "versions": programme.visionversions.defer("text"),
        "waiting": [item for item in signatories if not hasattr(item, "signature")],
        "may_remind": any(
            not hasattr(item, "signature") and item.reminded_on != timezone.localdate() for item in signatories
        ),
    }
    return render(request, "goals/vision.html", context)


@programme_page("goals.edit_vision")
def new_vision(request, programme):
    """The first version, or one that starts from the last."""
    unfinished = actions.unfinished_vision(programme)
    if unfinished and request.method == "GET":
        return redirect(unfinished)
    last = programme.visionversions.first()
    form = VisionForm(
        request.POST or None,
        instance=VisionVersion(programme=programme, number=0),
        initial={"text": last.text if last else ""},
    )
    return new_record(
        request,
        form,
        title=_("New version of the vision") if last else _("Write the vision"),
        save=lambda vision: actions.write_vision(vision, by=request.user),
        back=lambda vision: vision.get_absolute_url(),
        cancel=reverse("goals", args=[programme.pk]),
        section="goals",
    )


@programme_page("goals.edit_vision")
def edit_vision(request, programme, pk):
    found = one_of(programme, VisionVersion.objects, pk, request.user, "goals.edit_vision")
    if found.state != VisionVersion.State.DRAFT:
        raise Refused(_("This text does not change any more: write a new version."))
    form = VisionForm(request.POST or None, instance=found)
    return edit_record(
        request,
        form,
        title=str(found),
        permission="goals.edit_vision",
        back=found,
        section="goals",
    )


@programme_page("goals.edit_vision")
def open_vision(request, programme, pk):
    """Choose who must sign; then the text stands."""
    found = one_of(programme, VisionVersion.objects, pk, request.user, "goals.edit_vision")
    if found.state != VisionVersion.State.DRAFT:
        raise Refused(_("This version is no draft any more."))
    form = OpenForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        actions.open_vision(found, signatories=list(form.cleaned_data["signatories"]), by=request.user)
        messages.success(request, _("Open for signature. Those who sign have been told."))
        return redirect(found)
    return render(
        request,
        "goals/open_vision.html",
        {
            "section": "goals",
            "title": _("Open for signature"),
            "vision": found,
            "form": form,
            "vision_html": as_html(found.text),
        },
    )


@require_http_methods(["GET", "POST"])
@programme_page("goals.sign_vision")
def sign_vision(request, programme, pk):
    """GET shows what would be signed, POST signs."""
    found = one_of(programme, VisionVersion.objects, pk, request.user, "goals.sign_vision")
    if request.method == "POST":
        actions.sign_vision(found, by=request.user)
        messages.success(request, _("You have signed the vision."))
        return redirect(found)
    context = {
        "section": "goals",
        "title": _("Sign the vision"),
        "vision": found,
        "vision_html": as_html(found.text),
        "goals": programme.goals.pursued().select_related("owner").order_by("number"),
    }
    return render(request, "goals/sign_vision.html", context)


@require_POST
@programme_page("goals.edit_vision")
def remind_signatories(request, programme, pk):
    found = one_of(programme, VisionVersion.objects, pk, request.user, "goals.edit_vision")
    told = len(actions.remind_signatories(found, by=request.user))
    words = ngettext("%(n)d person was reminded.", "%(n)d people were reminded.", told)
    messages.success(request, words % {"n": told})
    return redirect(found)


@programme_page("goals.view_visionversion")
def vision_versions(request, programme):
    """Every version, and what differs between two of them."""
    versions = list(programme.visionversions.all())
    new, old = _two(versions, request.GET)
    context = {
        "section": "goals",
        "title": _("Versions of the vision"),
        "versions": versions,
        "old": old,
        "new": new,
        "lines": difference(old.text, new.text) if old and new else [],
    }
    return render(request, "goals/vision_versions.html", context)


def _two(versions, asked):
    """The versions that the address names, else the newest and the one before; the newer first."""
    by_number = {version.number: version for version in versions}
    chosen = [by_number.get(whole(asked.get(name, "")) or -1) for name in ("new", "old")]
    usual = [*versions[:2], None, None]
    new, old = (item or usual[place] for place, item in enumerate(chosen))
    return (old, new) if old and new and old.number > new.number else (new, old)
