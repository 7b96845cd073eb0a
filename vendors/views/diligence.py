from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core import actions as core_actions
from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from vendors import actions
from vendors.forms import DiligenceItemForm, FindingForm, ReferenceForm
from vendors.models import DiligenceItem, Reference, Vendor

EDIT = "vendors.edit_vendor"
Kind = DiligenceItem.Kind
#: What to look at, by kind.
GUIDE = {
    Kind.FINANCE: gettext_lazy("Annual accounts of three years: profit, own capital, share of the largest client."),
    Kind.INSOLVENCY: gettext_lazy("Public registers, late accounts, people leaving, payment asked for in advance."),
    Kind.REFERENCES: gettext_lazy(
        "At least two clients that we chose. Put down below who was asked and what they said."
    ),
    Kind.COMPETITORS: gettext_lazy("Which of our competitors it serves, and what keeps their people from our data."),
    Kind.DATA_ACCESS: gettext_lazy(
        "Who sees customer data, at the vendor and at its subcontractors, and how it is recorded."
    ),
    Kind.DATA_LOCATION: gettext_lazy("Places of storage, copies and support; which law applies there."),
    Kind.CERTIFICATES: gettext_lazy(
        "Which, for what part, until when, issued by whom. Read the report, not the badge."
    ),
}


def _vendor(request, programme, pk, permission=EDIT):
    return one_of(programme, Vendor.objects.select_related("programme"), pk, request.user, permission)


@programme_page("vendors.view_diligenceitem")
def diligence(request, programme, pk):
    """What was found out about a vendor, item by item, and what its clients say."""
    vendor = _vendor(request, programme, pk, "vendors.view_vendor")
    items = list(vendor.diligence.select_related("done_by", "vendor__programme"))
    context = {
        "vendor": vendor,
        "items": items,
        "settled": sum(item.state in ("ok", "concern") for item in items),
        "concerns": [item for item in items if item.state in ("concern", "blocking")],
        "references": vendor.references.all(),
        "kinds": [kind.label for kind in DiligenceItem.Kind if kind != DiligenceItem.Kind.OTHER],
        "section": "vendors",
    }
    return render(request, "vendors/vendor_diligence.html", context)


@require_POST
@programme_page(EDIT)
def begin_diligence(request, programme, pk):
    actions.begin_diligence(_vendor(request, programme, pk), by=request.user)
    messages.success(request, _("The due diligence has begun."))
    return redirect("diligence", programme.pk, pk)


@programme_page(EDIT)
def record_finding(request, programme, pk):
    item = one_of(programme, DiligenceItem.objects.select_related("vendor__programme"), pk, request.user, EDIT)
    form = FindingForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_finding(item, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": item})
            return redirect(item)
    context = {
        "form": form,
        "title": f"{item.vendor.name}: {item}",
        "lead": GUIDE.get(item.kind, ""),
        "back": item.get_absolute_url(),
        "section": "vendors",
    }
    return render(request, "core/form.html", context)


@programme_page(EDIT)
def new_diligence_item(request, programme, pk):
    item = DiligenceItem(vendor=_vendor(request, programme, pk), kind=DiligenceItem.Kind.OTHER)
    form = DiligenceItemForm(request.POST or None, instance=item)
    return new_record(
        request,
        form,
        title=_("Something else to find out"),
        back=item.get_absolute_url(),
        permission=EDIT,
        section="vendors",
    )


@programme_page(EDIT)
def new_reference(request, programme, pk):
    reference = Reference(vendor=_vendor(request, programme, pk))
    form = ReferenceForm(request.POST or None, instance=reference)
    return new_record(
        request, form, title=_("New reference"), back=reference.get_absolute_url(), permission=EDIT, section="vendors"
    )


def _reference(request, programme, pk):
    return one_of(programme, Reference.objects.select_related("vendor__programme"), pk, request.user, EDIT)


@programme_page(EDIT)
def edit_reference(request, programme, pk):
    reference = _reference(request, programme, pk)
    form = ReferenceForm(request.POST or None, instance=reference)
    return edit_record(
        request, form, title=reference.client, back=reference.get_absolute_url(), permission=EDIT, section="vendors"
    )


@programme_page(EDIT)
def remove_reference(request, programme, pk):
    """Asks first: what they said goes with it."""
    reference = _reference(request, programme, pk)
    back = reference.get_absolute_url()
    if request.method == "POST":
        core_actions.remove(reference, permission=EDIT, by=request.user)
        messages.success(request, _("%(name)s was removed.") % {"name": reference})
        return redirect(back)
    context = {"reference": reference, "back": back, "section": "vendors"}
    return render(request, "vendors/vendor_reference_remove.html", context)
