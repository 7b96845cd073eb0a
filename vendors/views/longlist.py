from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import programme_page
from vendors import actions
from vendors.comparison import compare
from vendors.forms import LonglistForm
from vendors.longlist import planned, rows_of, take_over, workbook
from vendors.models import KnockOutAnswer, Vendor
from vendors.views.filters import found_vendors

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT = "vendors.longlist"
AN_HOUR = 3600
MOST_BESIDE = 6


@programme_page("vendors.view_vendor")
def export_vendors(request, programme):
    """The list as the address filters it."""
    found = found_vendors(programme, request.GET)[0]
    with_diligence = request.user.has_perm("vendors.view_diligenceitem", programme)
    response = HttpResponse(workbook(found, with_diligence=with_diligence), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="vendors-{timezone.localdate().isoformat()}.xlsx"'
    return response


@programme_page("vendors.edit_vendor")
def import_vendors(request, programme):
    """First look at what the file would do, then save: what was looked at travels signed in the page."""
    form = LonglistForm(request.POST or None, request.FILES or None)
    context = {"form": form, "back": reverse("vendors", args=[programme.pk]), "section": "vendors"}
    if request.method == "POST" and "plan" in request.POST:
        return _save(request, programme, context)
    if request.method == "POST" and form.is_valid():
        table = form.cleaned_data["table"]
        try:
            rows = rows_of(table.name, table.read())
        except Refused as refusal:
            form.add_error("table", str(refusal))
        else:
            lines = planned(programme, rows)
            plan = signing.dumps([programme.pk, request.user.pk, rows], salt=SALT, compress=True)
            context |= _told(lines) | {"plan": plan}
    return render(request, "vendors/import_vendors.html", context)


def _told(lines) -> dict:
    kinds = [line.kind for line in lines]
    return {"lines": lines, "counts": {kind: kinds.count(kind) for kind in ("new", "changed", "same", "bad")}}


def _save(request, programme, context):
    try:
        where, who, rows = signing.loads(request.POST["plan"], salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        where, who, rows = None, None, []
    if (where, who) != (programme.pk, request.user.pk):
        messages.error(request, _("This page is too old. Choose the file again."))
        return redirect("import_vendors", programme.pk)
    try:
        made, changed = take_over(programme, planned(programme, rows), by=request.user)
    except (Refused, ValidationError) as refusal:
        said = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        messages.error(request, " ".join(said))
        return redirect("import_vendors", programme.pk)
    messages.success(request, _("%(made)d vendors are new, %(changed)d changed.") % {"made": made, "changed": changed})
    return redirect("vendors", programme.pk)


@programme_page("vendors.view_vendor")
def compare_vendors(request, programme):
    """Candidates side by side: what is known of each firm, and how far it has come."""
    numbers = {whole(value) for value in request.GET.getlist("vendor")} - {None}
    every = Vendor.objects.filter(programme=programme)
    chosen = every.filter(pk__in=numbers) if numbers else every.filter(state__in=["shortlist", "chosen", "contracted"])
    selection = actions.current_round(programme)
    answers = KnockOutAnswer.objects.filter(knock_out__round=selection).select_related("knock_out")
    chosen = chosen.prefetch_related("diligence", "references", Prefetch("knock_out_answers", answers))
    vendors = list(chosen[:MOST_BESIDE])
    comparison = compare(selection)
    lines = {line.vendor.pk: line for line in comparison.lines}
    context = {
        "vendors": [(vendor, lines.get(vendor.pk)) for vendor in vendors],
        "facts": [(Vendor._meta.get_field(name).verbose_name, name) for name in Vendor.FACTS],
        "table": [
            (Vendor._meta.get_field(name).verbose_name, name, [getattr(vendor, name) for vendor in vendors])
            for name in Vendor.FACTS
        ],
        "every": every,
        "shown": {vendor.pk for vendor in vendors},
        "most": MOST_BESIDE,
        "currency": programme.organisation.currency,
        "may_see_diligence": request.user.has_perm("vendors.view_diligenceitem", programme),
        "section": "vendors",
    }
    return render(request, "vendors/compare.html", context)
