"""One source: who answers for it, what was uploaded of it, its rules and its scores."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.data_readiness import actions
from implementation.data_readiness.charts import source_chart
from implementation.data_readiness.forms import SourceForm
from implementation.data_readiness.models import DataSource, Profile, QualityRule
from implementation.programme.pages import one_of, programme_page

SECTION, EDIT = "data_inventory", "data_readiness.edit_data"
SOURCES = DataSource.objects.select_related("domain__programme", "owner")
PER_PAGE = 15


@programme_page(EDIT)
def new_data_source(request, programme):
    first = programme.datadomains.filter(pk=_number(request.GET.get("domain"))).first()
    source = DataSource(domain=first or programme.datadomains.first())
    form = SourceForm(request.POST or None, instance=source, programme=programme)
    back = f"/programmes/{programme.pk}/data/"
    return new_record(
        request,
        form,
        title=_("Add a source"),
        back=lambda record: record.get_absolute_url(),
        cancel=back,
        permission=EDIT,
        section=SECTION,
    )


def _number(words):
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 16 else None


@programme_page("data_readiness.view_datasource")
def data_source(request, programme, pk):
    source = one_of(programme, SOURCES.all(), pk, request.user, "data_readiness.view_datasource")
    profiles = list(
        Profile.objects.filter(data_file__source=source)
        .select_related("data_file__source")
        .defer("columns", "samples")
        .order_by("at", "pk")
    )
    newest = profiles[-1] if profiles else None
    results = {result.rule_id: result for result in newest.results.all()} if newest else {}
    rules = QualityRule.objects.filter(source=source).select_related("other")
    files = source.files.select_related("by", "kept_by")
    context = {
        "section": SECTION,
        "source": source,
        "page": Paginator(files, PER_PAGE).get_page(request.GET.get("page")),
        "scores": {profile.data_file_id: profile for profile in profiles},
        "newest": newest,
        "rules": [(rule, results.get(rule.pk)) for rule in rules],
        "chart": source_chart(profiles),
    }
    for found in context["page"]:
        found.score = getattr(context["scores"].get(found.pk), "score", None)
    return render(request, "data_readiness/source.html", context)


@programme_page(EDIT)
def edit_data_source(request, programme, pk):
    source = one_of(programme, SOURCES.all(), pk, request.user, EDIT)
    form = SourceForm(request.POST or None, instance=source, programme=programme)
    return edit_record(request, form, title=source.name, back=source, permission=EDIT, section=SECTION)


@programme_page(EDIT)
def remove_data_source(request, programme, pk):
    source = one_of(programme, SOURCES.all(), pk, request.user, EDIT)
    if request.method == "POST":
        actions.remove_source(source, by=request.user)
        messages.success(request, _("“%(name)s” is removed.") % {"name": source.name})
        return redirect(source.domain)
    context = {"section": SECTION, "record": source, "what": _("Its rules go with it.")}
    return render(request, "data_readiness/remove.html", context)
