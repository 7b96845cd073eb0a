import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from sla.calendars import actions
from sla.calendars.forms import CalendarForm, DaysForm
from sla.calendars.written import write_spans
from sla.models import ServiceCalendar
from sla.models.calendar import DAYS
from sla.views.shared import SECTION


def one_calendar(request, programme, pk, permission):
    return one_of(programme, ServiceCalendar.objects.select_related("programme"), pk, request.user, permission)


@programme_page("sla.view_servicecalendar")
def service_calendars(request, programme):
    found = programme.servicecalendars.annotate(used=Count("objectives")).order_by("name", "pk")
    context = SECTION | {
        "page": Paginator(found, 30).get_page(request.GET.get("page")),
        "page_title": _("Service calendars"),
    }
    return render(request, "sla/service_calendars.html", context)


@programme_page("sla.view_servicecalendar")
def service_calendar(request, programme, pk):
    found = one_calendar(request, programme, pk, "sla.view_servicecalendar")
    context = SECTION | {
        "calendar": found,
        "page_title": found.name,
        "week": [(day, write_spans(spans).replace("-", "–")) for day, spans in zip(DAYS, found.week, strict=True)],
        "holidays": _days(found.holidays),
        "extra_days": _days(found.extra_days),
        "objectives": found.objectives.select_related("agreement").order_by("agreement__name", "pk"),
        "in_force": found.used_in_force,
    }
    return render(request, "sla/service_calendar.html", context)


def _days(rows) -> list[tuple[datetime.date, str]]:
    return [(datetime.date.fromisoformat(day), name) for day, name in rows]


@programme_page("sla.edit_calendar")
def new_service_calendar(request, programme):
    calendar = ServiceCalendar(programme=programme, time_zone=programme.organisation.time_zone)
    form = CalendarForm(request.POST or None, instance=calendar)
    return new_record(
        request,
        form,
        title=_("New service calendar"),
        lead=_("The hours in which a promise counts. Holidays and working days in exchange follow."),
        permission="sla.edit_calendar",
        back=lambda record: record.get_absolute_url(),
        **SECTION,
    )


@programme_page("sla.edit_calendar")
def edit_service_calendar(request, programme, pk):
    found = one_calendar(request, programme, pk, "sla.edit_calendar")
    form = CalendarForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.name, save=actions.edit_calendar, back=found, crumb=found, **SECTION)


@programme_page("sla.edit_calendar")
def add_days(request, programme, pk):
    found = one_calendar(request, programme, pk, "sla.edit_calendar")
    form = DaysForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rest, worked = actions.add_days(found, by=request.user, **form.cleaned_data["days"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = _(
                "New: %(rest)d holidays and %(worked)d working days. Days that were there already stay as they were."
            )
            messages.success(request, words % {"rest": rest, "worked": worked})
            return redirect(found)
    context = SECTION | {
        "form": form,
        "title": _("Add days: %(name)s") % {"name": found.name},
        "submit": _("Add the days"),
        "back": found.get_absolute_url(),
        "crumb": found,
    }
    return render(request, "core/form.html", context)


@require_POST
@programme_page("sla.edit_calendar")
def remove_day(request, programme, pk):
    found = one_calendar(request, programme, pk, "sla.edit_calendar")
    which = request.POST.get("which", "")
    try:
        day = datetime.date.fromisoformat(request.POST.get("day", "")[:10])
    except ValueError:
        day = None
    if day is None or which not in (actions.HOLIDAYS, actions.EXTRA_DAYS):
        raise Refused(_("Choose a day of the calendar."))
    actions.remove_day(found, which=which, day=day, by=request.user)
    messages.success(request, _("Removed."))
    return redirect(found)
