from django.core.paginator import Paginator
from django.db.models import Count, F
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from change_mgmt.forms.stakeholders import StakeholderForm
from change_mgmt.models import Stakeholder
from change_mgmt.views.listing import sorted_by
from core.charts import Chart, figures
from core.edit import edit_record, new_record
from core.text import listed
from implementation.programme.pages import one_of, programme_page

SORTS = {
    "influence": ("-influence", "-interest", "name", "pk"),
    "name": ("name", "pk"),
    "gap": ("-apart", "-influence", "name", "pk"),
    "due": (F("next_step_due").asc(nulls_last=True), "name", "pk"),
}


@programme_page("change_mgmt.view_stakeholder")
def stakeholders(request, programme):
    """Who can help or hinder, on a map and as a table; filters live in the address."""
    everyone = Stakeholder.objects.filter(programme=programme)
    counts = dict(everyone.order_by().values_list("group").annotate(n=Count("pk")))
    group, words = request.GET.get("group", ""), request.GET.get("q", "").strip()
    found = everyone.select_related("department", "looked_after_by").annotate(
        apart=F("attitude_wanted") - F("attitude_now")
    )
    if group in Stakeholder.Group.values:
        found = found.filter(group=group)
    if words:
        found = found.filter(name__icontains=words)
    found, sort = sorted_by(request, found, SORTS, default="influence")
    shown = list(found)
    context = {
        "page_title": _("Stakeholders"),
        "page": Paginator(shown, 25).get_page(request.GET.get("page")),
        "chart": map_of(shown) if shown else None,
        "groups": [(key, label, counts.get(key, 0)) for key, label in Stakeholder.Group.choices],
        "group": group,
        "q": words,
        "sort": sort,
        "total": sum(counts.values()),
        "apart": sum(1 for stakeholder in shown if stakeholder.gap),
    }
    return render(request, "change_mgmt/stakeholder_list.html", context)


def map_of(stakeholders: list[Stakeholder]) -> Chart:
    """Influence upwards, interest to the right; the corner says how to deal with whoever stands there."""
    figure = figures.scatter_map(
        [(stakeholder.name, stakeholder.interest, stakeholder.influence) for stakeholder in stakeholders],
        x_title=_("Interest"),
        y_title=_("Influence"),
        low=1,
        high=5,
        corners=(_("Keep satisfied"), _("Manage closely"), pgettext("stakeholder", "Monitor"), _("Keep informed")),
    )
    close = [each.name for each in stakeholders if each.influence > 3 and each.interest > 3]
    if close:
        message = _("To manage closely: %(names)s.") % {"names": listed(close)}
    else:
        message = _("Nobody has both much influence and much interest.")
    return Chart(
        figure=figure,
        title=_("Influence and interest"),
        description=message,
        columns=[
            pgettext("of a person or group", "Name"),
            _("Influence"),
            _("Interest"),
            _("Attitude now"),
            _("Attitude wanted"),
        ],
        rows=[
            [
                each.name,
                each.influence,
                each.interest,
                each.get_attitude_now_display(),
                each.get_attitude_wanted_display(),
            ]
            for each in stakeholders
        ],
    )


@programme_page("change_mgmt.view_stakeholder")
def stakeholder(request, programme, pk):
    queryset = Stakeholder.objects.select_related("department", "looked_after_by")
    found = one_of(programme, queryset, pk, request.user, "change_mgmt.view_stakeholder")
    return render(request, "change_mgmt/stakeholder.html", {"stakeholder": found, "page_title": found.name})


@programme_page("change_mgmt.edit_stakeholder")
def new_stakeholder(request, programme):
    form = StakeholderForm(request.POST or None, programme=programme, instance=Stakeholder(programme=programme))
    return new_record(
        request,
        form,
        title=_("New stakeholder"),
        lead=_("Only sponsors, managers and consultants can read this."),
        permission="change_mgmt.edit_stakeholder",
        back=lambda made: reverse("stakeholder", args=[programme.pk, made.pk]),
    )


@programme_page("change_mgmt.edit_stakeholder")
def edit_stakeholder(request, programme, pk):
    found = one_of(programme, Stakeholder.objects, pk, request.user, "change_mgmt.edit_stakeholder")
    form = StakeholderForm(request.POST or None, programme=programme, instance=found)
    title, permission = found.name, "change_mgmt.edit_stakeholder"
    return edit_record(request, form, title=title, permission=permission, back=found)
