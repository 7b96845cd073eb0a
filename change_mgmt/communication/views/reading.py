"""The page of the reader: behind their own link without an account, or among their messages with one."""

from django.conf import settings
from django.contrib import messages as said
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from change_mgmt.communication import actions
from change_mgmt.communication.models import Delivery, Message
from change_mgmt.communication.wording import LANGUAGES
from core import markdown
from implementation.programme.pages import programme_page


@never_cache
def read_message(request, token):
    """For whoever has the link. Opening it counts as opened; only the button says that it was read."""
    found = actions.delivery_behind(token)
    with translation.override(_language(request, found)):
        if found is None or found.message.state not in Message.READABLE:
            answer = render(request, "communication/read_closed.html", {"known": found}, status=410 if found else 404)
        elif request.method == "POST":
            actions.acknowledge(found)
            answer = redirect(request.path)
        else:
            if request.method == "GET":
                actions.was_opened(found)
            with timezone.override(found.message.programme.organisation.zone):
                answer = render(request, "communication/read.html", _page(found))
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _language(request, delivery: Delivery | None) -> str:
    """What was chosen on this device, else the person's own."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in LANGUAGES or delivery is None:
        return chosen if chosen in LANGUAGES else translation.get_language()
    return delivery.language


def _page(delivery: Delivery) -> dict:
    wording = delivery.message.in_language(translation.get_language())
    return {
        "delivery": delivery,
        "message": delivery.message,
        "programme_name": delivery.message.programme.name,
        "organisation": delivery.message.programme.organisation,
        "wording": wording,
        "html": markdown.as_html(wording.body, top=2),
    }


@programme_page("communication.read_own")
def my_messages(request, programme):
    """What was sent to the person who looks."""
    rows = Delivery.objects.filter(
        message__programme=programme, user=request.user, message__state__in=Message.READABLE
    ).select_related("message__programme__organisation", "message__sender")
    page = Paginator(rows.order_by("-message__sent_at", "-pk"), 30).get_page(request.GET.get("page"))
    language = translation.get_language()
    context = {
        "title": _("Messages to you"),
        "page": page,
        "rows": [(item, item.message.in_language(language)) for item in page],
        "section": "communication",
    }
    return render(request, "communication/mine.html", context)


@never_cache
@programme_page("communication.read_own")
def my_message(request, programme, pk):
    """The same page as behind the link, for whoever is signed in."""
    found = actions.own_delivery(programme, pk, request.user)
    if found is None:
        raise Http404
    if request.method == "POST":
        if actions.acknowledge(found, by=request.user):
            said.success(request, _("Thank you: it is noted that you have read this."))
        return redirect("my_message", programme.pk, pk)
    actions.was_opened(found)
    return render(request, "communication/mine_one.html", _page(found) | {"section": "communication"})
