from django.shortcuts import render
from django.utils.translation import gettext as _

from implementation.experience import registry, shelf
from implementation.experience.contents import differences_of
from implementation.experience.forms import CompareForm
from implementation.experience.models import TemplateVersion
from implementation.programme.pages import programme_page


@programme_page("experience.view_templateversion")
def compare_versions(request, programme):
    """What was added, taken away and changed between two versions, of one template or of two."""
    seen = shelf.templates_of(programme.organisation) | shelf.shared_with(request.user, programme.organisation)
    versions = TemplateVersion.objects.filter(template__in=seen.values("pk")).select_related("template")
    foreign = [
        one.pk for one in versions if one.template.organisation_id != programme.organisation_id and one.names_kept
    ]
    versions = versions.exclude(pk__in=foreign).order_by("template__name", "template", "-number")
    form = CompareForm(request.GET if "old" in request.GET or "new" in request.GET else None, versions=versions)
    differences = None
    if form.is_bound and form.is_valid():
        parts = registry.parts_read_with(programme.roles_of(request.user))
        data = form.cleaned_data
        differences = differences_of(data["old"].facts, data["new"].facts, parts)
    context = {
        "section": "lessons",
        "title": _("Compare versions"),
        "form": form,
        "differences": differences,
        "enough": len(versions) > 1,
    }
    return render(request, "experience/compare.html", context)
