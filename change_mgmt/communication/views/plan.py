"""The plan as a table and as a calendar."""

import calendar
import datetime

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.communication.audience import in_words
from change_mgmt.communication.counts import tallies
from change_mgmt.communication.going_live import coming
from change_mgmt.communication.listing import SHOWN, Listing, with_audience
from change_mgmt.communication.models import Message
from implementation.programme.pages import programme_page

ROWS = 40


def overview(programme) -> dict:
    found = Message.objects.filter(programme=programme)
    counts = {"total": 0, "open": 0, "given": 0, "overdue": 0}
    today = timezone.localdate()
    for state, due in found.values_list("state", "due_on"):
        counts["total"] += 1
        counts["open"] += state in Message.OPEN
        counts["given"] += state in Message.GIVEN
        counts["overdue"] += state in Message.OPEN and due < today
    return counts


@programme_page("communication.view_message")
def communication(request, programme):
    """Who hears what, why, when, by which channel and from whom."""
    listing = Listing.of(request, programme)
    page = Paginator(listing.rows(), ROWS).get_page(request.GET.get("page"))
    counted = tallies(page.object_list)
    context = {
        "title": _("Communication"),
        "overview": overview(programme),
        "page": page,
        "rows": [(item, in_words(item), counted.get(item.pk)) for item in page],
        "coming": [item for item in coming(programme) if not item.is_told],
        "listing": listing,
        "shown": SHOWN.items(),
        "channels": Message.Channel.choices,
        "aims": Message.Aim.choices,
        "departments": programme.organisation.departments.order_by("name"),
        "section": "communication",
    }
    return render(request, "communication/plan.html", context)


@programme_page("communication.view_message")
def message_calendar(request, programme):
    """One month, by weeks: what is due and what went out."""
    month = _month(request.GET.get("month", ""))
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    first, last = weeks[0][0], weeks[-1][-1]
    planned = with_audience(Message.objects.filter(programme=programme, due_on__range=(first, last)))
    by_day: dict[datetime.date, list] = {}
    for item in planned.exclude(state=Message.State.CANCELLED).order_by("due_on", "pk"):
        by_day.setdefault(item.due_on, []).append(item)
    lives = {}
    for item in coming(programme):
        lives.setdefault(item.on, []).append(item)
    cells = [[(day, by_day.get(day, ()), lives.get(day, ())) for day in week] for week in weeks]
    context = {
        "title": _("Communication"),
        "overview": overview(programme),
        "month": month,
        "before": (month - datetime.timedelta(days=1)).replace(day=1),
        "after": (month + datetime.timedelta(days=31)).replace(day=1),
        "weeks": cells,
        "days": [cell[0] for cell in cells[0]],
        "agenda": [cell for week in cells for cell in week if (cell[1] or cell[2]) and cell[0].month == month.month],
        "today": timezone.localdate(),
        "section": "communication",
    }
    return render(request, "communication/calendar.html", context)


def _month(words: str) -> datetime.date:
    """``2026-11``; this month where the address names none between 1990 and 2200."""
    try:
        found = datetime.datetime.strptime(words[:7], "%Y-%m").date()
    except ValueError:
        found = timezone.localdate().replace(day=1)
    return found if 1990 <= found.year <= 2200 else timezone.localdate().replace(day=1)
