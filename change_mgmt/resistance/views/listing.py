"""The list of signs, its quick edits, and the list as a file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.resistance import actions, counts
from change_mgmt.resistance.exports import workbook
from change_mgmt.resistance.forms import QuickForm
from change_mgmt.resistance.hints import WORDS, hints_about, kinds_of, patterns_of
from change_mgmt.resistance.models import Sign
from change_mgmt.resistance.views.filters import Filter
from core.refusal import Refused
from core.roles import INSIDERS
from implementation.programme.actions import people_on
from implementation.programme.pages import one_of, programme_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 25
RELATED = ("department", "owner", "module", "pilot", "reported_by")


@programme_page("resistance.view_sign")
def resistance(request, programme):
    """Open signs first; filters live in the address."""
    seen = Sign.objects.seen_by(request.user, programme)
    everything = list(seen.select_related("department"))
    chosen, patterns = Filter.of(request.GET), patterns_of(everything)
    page = Paginator(chosen.apply(seen.select_related(*RELATED), request.user), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for sign in page:
        sign.programme = programme
        sign.hints = [WORDS[key] for key in kinds_of(sign, patterns)]
        sign.may_edit = sign.is_open and request.user.has_perm("resistance.edit_sign", sign)
    context = {
        "page": page,
        "filter": chosen,
        "total": len(everything),
        "open": sum(sign.is_open for sign in everything),
        "hints": hints_about(everything),
        "kinds": Sign.Kind.choices,
        "states": Sign.State.choices,
        "departments": programme.organisation.departments.order_by("name"),
        "people": list(people_on(programme, *INSIDERS)) if any(sign.may_edit for sign in page) else [],
        "charts": _charts(everything),
        "query": request.GET.urlencode(),
        "title": _("Resistance"),
        "section": "resistance",
    }
    return render(request, "resistance/sign_list.html", context)


def _charts(signs):
    if not signs:
        return []
    return [
        counts.chart(counts.by_kind(signs), title=_("By kind"), first=_("Kind")),
        counts.chart(counts.by_department(signs), title=_("By department"), first=_("Department")),
    ]


@programme_page("resistance.view_sign")
def resistance_xlsx(request, programme):
    seen = Sign.objects.seen_by(request.user, programme).select_related(*RELATED)
    made = workbook(Filter.of(request.GET).apply(seen, request.user))
    answer = HttpResponse(made, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="resistance-{timezone.localdate().isoformat()}.xlsx"'
    return answer


@require_POST
@programme_page("resistance.view_sign")
def quick_sign(request, programme, pk):
    """Owner and day from a row; back to the list as it was filtered."""
    signs = Sign.objects.select_related("programme__organisation")
    found = one_of(programme, signs, pk, request.user, "resistance.edit_sign")
    form = QuickForm(request.POST, instance=found, programme=programme)
    if form.is_valid():
        try:
            changed = actions.change_sign(found, by=request.user, seen_revision=form.seen_revision, **form.values)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": changed})
    else:
        reasons = [reason for errors in form.errors.values() for reason in errors]
        messages.error(request, _("Nothing was saved: %(why)s") % {"why": " ".join(reasons)})
    query = QueryDict(request.POST.get("query", "")[:2000]).urlencode()
    return redirect(f"{reverse('resistance', args=[programme.pk])}{'?' if query else ''}{query}")
