from functools import partial

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit_words import Line
from core.edit import edit_record, new_record
from core.models import AuditEntry
from core.roles import INSIDERS, Role
from core.sheets import Column, Page, write_xlsx
from implementation.programme import actions
from implementation.programme.deliverable_list import SORTS, Filter, listed_for
from implementation.programme.forms import DeliverableForm, ReviewForm
from implementation.programme.models import Deliverable, Review
from implementation.programme.pages import one_of, programme_page

PER_PAGE = 60
HISTORY = 20
SECTION = {"section": "plan"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page("programme.view_deliverable")
def deliverables(request, programme):
    """Stage by stage, or as sorted; filters and order live in the address."""
    chosen = Filter.of(request.GET)
    seen = listed_for(programme, programme.roles_of(request.user))
    page = Paginator(chosen.apply(seen), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **SECTION,
        "chosen": chosen,
        "page": page,
        "sorts": zip(SORTS, [_("Stage"), _("Deliverable"), _("Owner"), _("Due"), _("State")], strict=True),
        "states": Deliverable.State,
        "stages": programme.stages.all(),
        "people": actions.people_on(programme, *INSIDERS),
        "may_edit": request.user.has_perm("programme.edit_plan", programme),
    }
    return render(request, "programme/deliverable_list.html", context)


@programme_page("programme.view_deliverable")
def deliverables_xlsx(request, programme):
    """The list as filtered, as a workbook."""
    found = Filter.of(request.GET).apply(listed_for(programme, programme.roles_of(request.user)))
    columns = [
        Column(_("Stage"), 22),
        Column(_("Deliverable"), 40),
        Column(_("State"), 22),
        Column(_("Owner"), 22),
        Column(_("Due"), 14),
        Column(_("Version"), 10),
        Column(_("Open conditions"), 16),
    ]
    rows = (
        (
            item.stage.name,
            item.name,
            str(item.get_state_display()),
            item.owner.name if item.owner else "",
            item.due,
            item.latest,
            item.open_conditions,
        )
        for item in found
    )
    response = HttpResponse(write_xlsx([Page(_("Deliverables"), columns, rows, frozen=2)]), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="deliverables-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return response


@programme_page("programme.view_deliverable")
def deliverable(request, programme, pk):
    """Its versions with what the check found, its conditions, reviews and history."""
    rows = Deliverable.objects.select_related("stage", "owner").prefetch_related("reviewers")
    found = one_of(programme, rows, pk, request.user, "programme.view_deliverable")
    entries = AuditEntry.objects.filter(label=found.label, object_id=found.pk).order_by("-number")[:HISTORY]
    context = {
        **SECTION,
        "deliverable": found,
        "format": found.format,
        "versions": found.versions.prefetch_related("files"),
        "conditions": found.conditions.select_related("owner", "verifier", "deliverable"),
        "reviews": found.reviews.select_related("by", "version"),
        "review_form": ReviewForm(instance=Review(deliverable=found)),
        "readers": [Role(role).label for role in Role.values if role in found.readers],
        "history": [Line(entry) for entry in entries],
        "may_edit": request.user.has_perm("programme.edit_plan", found),
    }
    return render(request, "programme/deliverable.html", context)


@programme_page("programme.edit_plan")
def new_deliverable(request, programme):
    blank = Deliverable(programme=programme)
    form = DeliverableForm(
        request.POST or None, instance=blank, user=request.user, initial={"stage": request.GET.get("stage")}
    )
    valid = form.is_bound and form.is_valid()
    given = {name: form.cleaned_data[name] for name in ("reviewers", "note")} if valid else {}
    return new_record(
        request,
        form,
        title=_("New deliverable"),
        save=partial(actions.add_deliverable, by=request.user, **given),
        back=lambda record: record.get_absolute_url(),
        template="programme/deliverable_form.html",
        **SECTION,
    )


@programme_page("programme.edit_plan")
def edit_deliverable(request, programme, pk):
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.edit_plan")
    form = DeliverableForm(request.POST or None, instance=found, user=request.user)
    note = form.cleaned_data["note"] if form.is_bound and form.is_valid() else ""
    return edit_record(
        request,
        form,
        title=Deliverable.objects.get(pk=pk).name,
        save=partial(actions.change_deliverable, note=note),
        back=found,
        template="programme/deliverable_form.html",
        **SECTION,
    )
