"""Sending a message, and who has read it: pages for those who run the communication."""

from django.contrib import messages as said
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from change_mgmt.communication import actions
from change_mgmt.communication.audience import in_words
from change_mgmt.communication.models import Delivery, Message
from change_mgmt.communication.views.record import audience_of, message_of
from core.links import code_svg
from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import one_of, programme_page

PEOPLE, CODES = 50, 60
SHOWN = ("unread", "opened", "read", "failed", "paper")


@programme_page("communication.send_message")
def send_message(request, programme, pk):
    """Look once more at whom it reaches; then it goes out."""
    found = message_of(request, programme, pk, "communication.send_message")
    if request.method == "POST":
        sent = actions.send_message(found, by=request.user, seen=Message.State.READY)
        n = sent.reached
        said.success(request, ngettext("It goes out to %(n)d person.", "It goes out to %(n)d people.", n) % {"n": n})
        return redirect(found)
    if found.state != Message.State.READY:
        raise Refused(_("Only a message that is ready is sent: mark it as ready first."))
    context = {
        "page_title": _("Send the message"),
        "message": found,
        "audience": audience_of(found),
        "whom": in_words(found),
        "crumb": found,
        "section": "communication",
    }
    return render(request, "communication/send.html", context)


@never_cache
@programme_page("communication.view_delivery")
def message_people(request, programme, pk):
    """Who got it, who opened it, who has not, whose mail failed."""
    found = message_of(request, programme, pk, "communication.view_delivery")
    shown = request.GET.get("show", "unread")
    shown = shown if shown in (*SHOWN, "all") else "unread"
    rows = _chosen(found.deliveries.select_related("mail", "department"), shown)
    department = whole(request.GET.get("department", ""))
    if department:
        rows = rows.filter(department=department)
    if words := request.GET.get("q", "").strip()[:120]:
        rows = rows.filter(name__icontains=words)
    context = {
        "page_title": _("Who has read it"),
        "message": found,
        "page": Paginator(rows, PEOPLE).get_page(request.GET.get("page")),
        "shown": shown,
        "department": department,
        "q": words,
        "departments": programme.organisation.departments.order_by("name"),
        "may_send": found.state in Message.READABLE,
        "crumb": found,
        "section": "communication",
    }
    return render(request, "communication/people.html", context)


def _chosen(rows, shown):
    if shown == "unread":
        return rows.unread()
    if shown == "opened":
        return rows.unread().filter(opened_at__isnull=False)
    if shown == "read":
        return rows.filter(acknowledged_at__isnull=False)
    if shown == "failed":
        return rows.failed()
    return rows.without_address() if shown == "paper" else rows


@require_POST
@programme_page("communication.send_message")
def remind_readers(request, programme, pk):
    found = message_of(request, programme, pk, "communication.send_message")
    n = actions.remind(found, by=request.user)
    said.success(request, ngettext("%(n)d person is reminded.", "%(n)d people are reminded.", n) % {"n": n})
    return redirect(found)


def _delivery(request, programme, pk, permission):
    rows = Delivery.objects.select_related("message__programme__organisation", "message__sender", "employee", "mail")
    return one_of(programme, rows, pk, request.user, permission)


@require_POST
@programme_page("communication.send_message")
def send_again(request, programme, pk):
    found = _delivery(request, programme, pk, "communication.send_message")
    actions.send_again(found, by=request.user)
    said.success(request, _("The mail to %(name)s is sent anew.") % {"name": found.name})
    return redirect("message_people", programme.pk, found.message_id)


@never_cache
@programme_page("communication.view_delivery")
def message_codes(request, programme, pk):
    """Links on paper, for those without an address or whose mail failed: print it, cut it, hand it out."""
    found = message_of(request, programme, pk, "communication.view_delivery")
    without = found.deliveries.unread().filter(email="") | found.deliveries.failed()
    context = {
        "page_title": _("Links on paper"),
        "message": found,
        "page": Paginator(without.distinct().select_related("department"), CODES).get_page(request.GET.get("page")),
        "crumb": found,
        "section": "communication",
    }
    return render(request, "communication/codes.html", context)


@never_cache
@programme_page("communication.view_delivery")
def delivery_code(request, programme, pk):
    """The link of one person as a picture that a phone reads."""
    found = _delivery(request, programme, pk, "communication.view_delivery")
    if not found.address:
        raise Refused(_("This link cannot be shown again: renew it."))
    return HttpResponse(code_svg(found.address), content_type="image/svg+xml")
