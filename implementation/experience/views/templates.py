from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core import access
from core.edit import edit_record
from core.refusal import Refused
from implementation.experience import actions, registry, shelf
from implementation.experience.contents import contents_of
from implementation.experience.forms import TemplateForm, VersionForm
from implementation.experience.models import ProgrammeTemplate, TemplateVersion
from implementation.programme.actions import may_start
from implementation.programme.models import Programme
from implementation.programme.pages import programme_page

SECTION = {"section": "lessons"}


def versions_of(queryset):
    """Templates with their versions, newest first, without the long facts."""
    slim = TemplateVersion.objects.defer("facts").order_by("-number")
    found = queryset.annotate(started=Count("versions__origins", distinct=True)).order_by("name", "pk")
    return found.select_related("organisation").prefetch_related(Prefetch("versions", slim))


@programme_page("experience.view_programmetemplate")
def templates(request, programme):
    own = versions_of(shelf.templates_of(programme.organisation))
    shared = versions_of(shelf.shared_with(request.user, programme.organisation))
    origin = actions.origin_of(programme)
    reachable = origin is not None and actions.may_reach(origin, request.user)
    context = SECTION | {
        "title": _("Templates"),
        "own": list(own),
        "shared": list(shared.filter(state=ProgrammeTemplate.State.IN_USE)),
        "origin": origin,
        "reachable": reachable,
        "newer": actions.newer_version(origin) if reachable else None,
    }
    return render(request, "experience/templates.html", context)


@login_required
def template_home(request, pk):
    """From an address without a programme to the page within one of the person's own."""
    found = get_object_or_404(ProgrammeTemplate, pk=pk)
    access.require(request.user, "experience.view_programmetemplate", found)
    mine = Programme.objects.visible_to(request.user).filter(organisation=found.organisation)
    for programme in mine:
        if request.user.has_perm("experience.view_programmetemplate", programme):
            return redirect("template", programme.pk, found.pk)
    raise Http404


@programme_page("experience.view_programmetemplate")
def template(request, programme, pk):
    found = shelf.template_on(programme, pk, request.user)
    own = found.organisation_id == programme.organisation_id
    versions = found.versions.select_related("source").annotate(started=Count("origins")).order_by("-number")
    context = SECTION | {
        "title": found.name,
        "template": found,
        "versions": [version for version in versions if own or not version.names_kept],
        "own": own,
        "may_start": may_start(request.user),
        "may_edit": own and request.user.has_perm("experience.edit_template", found),
        "may_share": own and request.user.has_perm("experience.share_template", found),
    }
    return render(request, "experience/template.html", context)


@programme_page("experience.edit_template")
def new_template(request, programme):
    """From the programme as it is: what would be frozen stands beside the form."""
    form = TemplateForm(request.POST or None, instance=ProgrammeTemplate(organisation=programme.organisation))
    return _take(
        request,
        programme,
        form,
        title=_("New template from this programme"),
        back=reverse("templates", args=[programme.pk]),
        save=lambda **kept: actions.make_template(form.instance, source=programme, by=request.user, **kept),
    )


@programme_page("experience.edit_template")
def new_version(request, programme, pk):
    found = shelf.template_on(programme, pk, request.user, "experience.edit_template")
    return _take(
        request,
        programme,
        None,
        title=_("New version of %(name)s") % {"name": found.name},
        back=reverse("template", args=[programme.pk, found.pk]),
        save=lambda **kept: actions.take_version(found, source=programme, by=request.user, **kept).template,
    )


def _take(request, programme, form, *, title, back, save):
    """One page for both: the forms, and all that would be kept."""
    version_form = VersionForm(request.POST if request.method == "POST" else None, prefix="version")
    valid = version_form.is_valid() and (form is None or form.is_valid())
    kept = version_form.cleaned_data if version_form.is_valid() else {"keep_names": False, "note": ""}
    complaints = form or version_form
    if request.method == "POST" and valid and "preview" not in request.POST:
        try:
            template = save(**kept)
        except (ValidationError, Refused) as error:
            complaints.add_error(None, getattr(error, "messages", None) or str(error))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": template})
            return redirect("template", programme.pk, template.pk)
    facts = actions.facts_of(programme, keep_names=kept["keep_names"])
    context = SECTION | {
        "title": title,
        "form": form,
        "version_form": version_form,
        "facts": facts,
        "contents": contents_of(facts, registry.parts_read_with(programme.roles_of(request.user))),
        "back": back,
    }
    return render(request, "experience/take_version.html", context)


@programme_page("experience.edit_template")
def edit_template(request, programme, pk):
    found = shelf.template_on(programme, pk, request.user, "experience.edit_template")
    form = TemplateForm(request.POST or None, instance=found)
    back = reverse("template", args=[programme.pk, found.pk])
    return edit_record(request, form, title=found.name, permission="experience.edit_template", back=back, **SECTION)


@programme_page("experience.share_template")
def share_template(request, programme, pk):
    """A sponsor reads what crosses to other clients, then says so or ends it."""
    found = shelf.template_on(programme, pk, request.user, "experience.share_template")
    if request.method == "POST":
        actions.share_template(found, shared=not found.shared, by=request.user)
        messages.success(request, _("%(name)s is saved.") % {"name": found.name})
        return redirect("template", programme.pk, found.pk)
    context = SECTION | {"title": found.name, "template": found}
    return render(request, "experience/share.html", context)


@programme_page("experience.view_templateversion")
def template_version(request, programme, pk, number):
    """What one version holds."""
    found = shelf.template_on(programme, pk, request.user)
    version = get_object_or_404(found.versions.select_related("source"), number=number)
    own = found.organisation_id == programme.organisation_id
    if not own and version.names_kept:
        raise Http404
    context = SECTION | {
        "title": _("%(name)s, version %(number)d") % {"name": found.name, "number": version.number},
        "template": found,
        "version": version,
        "own": own,
        "contents": contents_of(version.facts, registry.parts_read_with(programme.roles_of(request.user))),
    }
    return render(request, "experience/version.html", context)
