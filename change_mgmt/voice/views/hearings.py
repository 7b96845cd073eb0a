"""Talks with customers, and the panels that are asked again and again."""

from functools import partial

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from change_mgmt.voice import actions
from change_mgmt.voice.forms import HearingForm, PanelForm
from change_mgmt.voice.models import Hearing, Panel
from core.edit import edit_record, new_record
from core.text import whole
from implementation.programme.pages import one_of, programme_page


@programme_page("voice.view_hearing")
def hearings(request, programme):
    """Whom we heard, newest first; of one panel where the address names it."""
    everything = Hearing.objects.filter(programme=programme)
    kind, panel = request.GET.get("kind", ""), whole(request.GET.get("panel", ""))
    words = request.GET.get("q", "").replace("\0", "").strip()[:120]
    found = everything.select_related("by", "panel", "module").annotate(asked=Count("asks"))
    if kind in Hearing.Kind.values:
        found = found.filter(kind=kind)
    if panel:
        found = found.filter(panel=panel)
    if words:
        found = found.filter(customers__icontains=words)
    context = {
        "page": Paginator(found.order_by("-on", "-pk"), 30).get_page(request.GET.get("page")),
        "any": everything.exists(),
        "kinds": Hearing.Kind.choices,
        "kind": kind,
        "q": words,
        "panels": Panel.objects.filter(programme=programme),
        "panel": panel,
        "may_hear": request.user.has_perm("voice.hear", programme),
    }
    return render(request, "voice/hearing_list.html", context)


@programme_page("voice.view_hearing")
def hearing(request, programme, pk):
    queryset = Hearing.objects.select_related("by", "panel", "module")
    found = one_of(programme, queryset, pk, request.user, "voice.view_hearing")
    context = {"hearing": found, "asks": found.asks.select_related("module").order_by("-customers", "pk")}
    return render(request, "voice/hearing.html", context)


@programme_page("voice.hear")
def new_hearing(request, programme):
    initial = {"by": request.user.pk, "panel": whole(request.GET.get("panel", ""))}
    form = HearingForm(
        request.POST or None, programme=programme, instance=Hearing(programme=programme), initial=initial
    )
    return new_record(
        request,
        form,
        title=_("Write down a talk with customers"),
        lead=_("Then add what they asked for, each in their own words."),
        save=partial(actions.hear, by=request.user),
        back=lambda made: made.get_absolute_url(),
        cancel=reverse("hearings", args=[programme.pk]),
    )


@programme_page("voice.hear")
def edit_hearing(request, programme, pk):
    found = one_of(programme, Hearing.objects, pk, request.user, "voice.hear")
    form = HearingForm(request.POST or None, programme=programme, instance=found)
    return edit_record(request, form, title=str(found), save=actions.change_hearing, back=found)


@programme_page("voice.view_panel")
def customer_panels(request, programme):
    found = Panel.objects.filter(programme=programme).select_related("looked_after_by")
    context = {
        "page": Paginator(
            found.annotate(met=Count("hearings"), last=Max("hearings__on")).order_by("name", "pk"), 30
        ).get_page(request.GET.get("page")),
        "may_edit": request.user.has_perm("voice.edit_panel", programme),
    }
    return render(request, "voice/panel_list.html", context)


@programme_page("voice.view_panel")
def customer_panel(request, programme, pk):
    found = one_of(programme, Panel.objects.select_related("looked_after_by"), pk, request.user, "voice.view_panel")
    hearings = found.hearings.select_related("by").annotate(asked=Count("asks")).order_by("-on", "-pk")
    return render(request, "voice/panel.html", {"panel": found, "hearings": hearings})


@programme_page("voice.edit_panel")
def new_customer_panel(request, programme):
    form = PanelForm(
        request.POST or None,
        programme=programme,
        instance=Panel(programme=programme),
        initial={"looked_after_by": request.user.pk},
    )
    back = reverse("customer_panels", args=[programme.pk])
    return new_record(request, form, title=_("New panel"), permission="voice.edit_panel", back=back)


@programme_page("voice.edit_panel")
def edit_customer_panel(request, programme, pk):
    found = one_of(programme, Panel.objects, pk, request.user, "voice.edit_panel")
    form = PanelForm(request.POST or None, programme=programme, instance=found)
    return edit_record(request, form, title=found.name, permission="voice.edit_panel", back=found)
