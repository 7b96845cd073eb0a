"""The alarms of an agreement: what was warned of, who hears it, and for how long nobody does."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.refusal import Stale
from implementation.programme.pages import programme_page
from sla.alarms.forms import AlarmForm
from sla.alarms.raising import mark_seen
from sla.alarms.settings import hearers, set_alarms, setting_of
from sla.alarms.words import words
from sla.models import SlaAlarm
from sla.views.shared import SECTION, one_agreement


@programme_page("sla.view_slaalarm")
def alarms(request, programme, pk):
    """The newest first; what nobody has read yet is marked."""
    found = one_agreement(request, programme, pk, "sla.view_slaalarm")
    kind = request.GET.get("kind", "")
    rows = found.alarms.select_related("objective", "breach__objective", "seen_by")
    if kind in SlaAlarm.Kind:
        rows = rows.filter(kind=kind)
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    for alarm in page:
        alarm.agreement = found
        if alarm.breach:
            alarm.breach.objective.agreement = found
    with timezone.override(found.zone):
        context = SECTION | {
            "agreement": found,
            "crumb": found,
            "tab": "alarms",
            "page": page,
            "lines": [(alarm, words(alarm)) for alarm in page],
            "kinds": SlaAlarm.Kind.choices,
            "kind": kind if kind in SlaAlarm.Kind else "",
            "unseen": found.alarms.filter(seen_at=None).count(),
            "setting": setting_of(found),
            "hearers": list(hearers(found).order_by("name")),
            "page_title": _("Alarms"),
        }
        return render(request, "sla/alarm_list.html", context)


@programme_page("sla.edit_alarms")
def alarm_settings(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.edit_alarms")
    form = AlarmForm(request.POST or None, agreement=found, setting=setting_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            set_alarms(found, by=request.user, seen_revision=form.seen_revision, **form.values)
        except Stale as error:
            form.refuse_stale(error)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The alarms of this agreement are set."))
            return redirect("alarms", programme.pk, found.pk)
    context = SECTION | {
        "form": form,
        "crumb": found,
        "title": _("Who hears the alarms"),
        "lead": _("Alarms are kept on the list in any case; this says who is told at once."),
        "back": reverse("alarms", args=[programme.pk, found.pk]),
    }
    return render(request, "core/form.html", context)


@programme_page("sla.edit_alarms")
@require_POST
def mark_all_seen(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.edit_alarms")
    count = mark_seen(found, by=request.user)
    messages.success(request, ngettext("%(n)d alarm is read.", "%(n)d alarms are read.", count) % {"n": count})
    return redirect("alarms", programme.pk, found.pk)
