"""A vendor without an account. The link is opened once and left behind: its token stands in no later address, so nothing passes
it on. Whatever does not open – guessed, ended, withdrawn, passed on – answers with one and the same page.
"""

from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from vendors.actions import questionnaire_links as links
from vendors.actions.questionnaire_writer import Writer
from vendors.forms.questionnaire_answers import CodeForm
from vendors.models import ReplyLink
from vendors.questionnaire_limits import is_within
from vendors.views import questionnaire_desk as desks

KEPT = "reply_links"
PAGES = {
    "answers": "linked_reply",
    "hand_in": "linked_hand_in",
    "file": "linked_file",
    "workbook": "linked_workbook",
    "clarify": "linked_clarify",
}


def _quiet(response: HttpResponse) -> HttpResponse:
    """Neither found by search engines nor told to other places nor written into the log."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "same-origin"
    response._has_been_logged = True
    return response


def closed(request) -> HttpResponse:
    return _quiet(render(request, "vendors/answer_closed.html", {"page_title": _("Questionnaire")}, status=404))


@csrf_exempt
@never_cache
def open_reply(request, token):
    """The address in the mail: leaves a mark in the browser and goes on without the token."""
    if not is_within(request, "reply_open") or request.method not in ("GET", "HEAD"):
        return closed(request)
    link = links.link_behind(token)
    kept = request.session.get(KEPT, {})
    if link is None or (link.used_at and str(link.pk) not in kept):
        return closed(request)
    if str(link.pk) not in kept:
        request.session[KEPT] = kept | {str(link.pk): not link.bound}
    return _quiet(redirect("linked_reply", link.pk))


def link_page(view):
    """For pages behind a link that this browser has opened and, where asked for, confirmed with its code."""

    @never_cache
    @wraps(view)
    def page(request, pk, **kwargs):
        kept = request.session.get(KEPT, {})
        link = links.link_at(pk) if str(pk) in kept else None
        if link is None:
            return closed(request)
        if request.method == "POST" and not is_within(request, "reply_save", str(pk)):
            return closed(request)
        if not kept[str(pk)] and view is not _confirm:
            return _quiet(redirect("linked_code", pk))
        with timezone.override(link.reply.programme.organisation.zone):
            return _quiet(view(request, link, **kwargs))

    return page


def _desk(request, link: ReplyLink) -> desks.Desk:
    writer = Writer(
        link.reply.contact_name or link.email,
        way=_("link sent to %(email)s") % {"email": link.email},
    )

    def address(page: str, *more) -> str:
        return reverse(PAGES[page], args=[link.pk, *more])

    about = {"organisation": link.reply.programme.organisation, "link_number": link.pk}
    return desks.Desk(request, link.reply, writer, address, "vendors/answer_base.html", about)


def _confirm(request, link):
    """Six digits, mailed to the address of the link; nothing of the questionnaire before."""
    if request.session[KEPT][str(link.pk)]:
        return redirect("linked_reply", link.pk)
    form = CodeForm(request.POST if request.POST.get("what") == "check" else None)
    said = ""
    if request.POST.get("what") == "mail":
        if is_within(request, "reply_code", str(link.pk)):
            links.mail_code(link)
            said = _("A code is on its way to the address that the link was mailed to.")
        else:
            form = CodeForm({"code": ""})
            form.errors.clear()
            form.add_error(None, _("Too many codes were asked for. Try again in an hour."))
    elif form.is_bound and form.is_valid():
        if links.code_fits(link, form.cleaned_data["code"].replace(" ", "")):
            request.session.cycle_key()
            request.session[KEPT] = request.session[KEPT] | {str(link.pk): True}
            return redirect("linked_reply", link.pk)
        form.add_error(
            "code", _("This is not the code of the last mail, or its time is over. Look again, or ask for a new one.")
        )
    return render(request, "vendors/answer_code.html", {"form": form, "said": said, "page_title": _("Questionnaire")})


linked_code = link_page(_confirm)


@link_page
def linked_reply(request, link):
    return desks.answers(_desk(request, link))


@link_page
def linked_hand_in(request, link):
    return desks.handing_in(_desk(request, link))


@link_page
def linked_file(request, link, number):
    return desks.file(_desk(request, link), number)


@link_page
def linked_workbook(request, link):
    return desks.workbook(_desk(request, link))


@link_page
def linked_clarify(request, link, number):
    return desks.clarify(_desk(request, link), number)
