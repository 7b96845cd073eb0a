"""Sending a questionnaire, its links, more time, opening answers again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from vendors.actions import questionnaire_links as links
from vendors.actions import questionnaire_replies as replies
from vendors.actions import questionnaire_sending as sending
from vendors.forms.questionnaire import DueForm, LinkForm, ReopenForm, SendForm
from vendors.models import Reply, ReplyLink
from vendors.views.questionnaire import SECTION, one_questionnaire

EDIT = "vendors.edit_questionnaire"


def one_reply(request, programme, pk, permission="vendors.view_reply") -> Reply:
    records = Reply.objects.select_related("questionnaire__round", "vendor", "programme__organisation")
    return one_of(programme, records, pk, request.user, permission)


@never_cache
@programme_page(EDIT)
def send_questionnaire(request, programme, pk):
    """Whom to ask; afterwards the links, shown this once."""
    found = one_questionnaire(request, programme, pk, EDIT)
    vendors = sending.askable(programme).exclude(replies__questionnaire=found).prefetch_related("contacts")
    form = SendForm(request.POST or None, vendors=vendors)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            sent = sending.send_questionnaire(
                found, form.recipients, due=data["due"], bound=data["bound"], by=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _show_links(request, found, [(item.reply, item.token) for item in sent])
    context = SECTION | {"questionnaire": found, "form": form, "crumb": found, "page_title": _("Send it")}
    return render(request, "vendors/questionnaire_send.html", context)


def _show_links(request, questionnaire, sent):
    """The only page that ever shows a link; it is not kept, so loading it again shows nothing."""
    lines = [(reply, links.address_of(token) if token else "") for reply, token in sent]
    context = SECTION | {"questionnaire": questionnaire, "sent": lines, "crumb": questionnaire}
    return render(request, "vendors/questionnaire_sent.html", context | {"page_title": _("Sent")})


@never_cache
@programme_page(EDIT)
def renew_reply_link(request, programme, pk):
    found = one_reply(request, programme, pk, EDIT)
    initial = {"email": found.email, "contact_name": found.contact_name, "until": found.due}
    form = LinkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            token = replies.change_address(
                found,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["contact_name"],
                bound=form.cleaned_data["bound"],
                until=form.cleaned_data["until"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _show_links(request, found.questionnaire, [(found, token)])
    title = _("Send the link anew: %(vendor)s") % {"vendor": found.vendor.name}
    lead = _("The link before stops working. The new one is mailed and shown once.")
    context = SECTION | {"form": form, "title": title, "lead": lead, "crumb": found.questionnaire}
    return render(request, "core/form.html", context | {"submit": _("Send the link"), "back": found.get_absolute_url()})


@require_POST
@programme_page(EDIT)
def withdraw_reply_link(request, programme, pk):
    link = one_of(programme, ReplyLink.objects.select_related("reply"), pk, request.user, EDIT)
    links.withdraw_link(link, by=request.user)
    messages.success(request, _("The link is withdrawn."))
    return redirect(link.reply)


@programme_page(EDIT)
def give_reply_time(request, programme, pk):
    found = one_reply(request, programme, pk, EDIT)
    form = DueForm(request.POST or None, initial={"due": found.due})
    if request.method == "POST" and form.is_valid():
        try:
            replies.give_time(found, due=form.cleaned_data["due"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The last day is changed. The vendor has been told where it has an account."))
            return redirect(found)
    title = _("Another last day: %(vendor)s") % {"vendor": found.vendor.name}
    lead = _("The link that is out works until the end of that day.")
    context = SECTION | {"form": form, "title": title, "lead": lead, "crumb": found.questionnaire}
    return render(request, "core/form.html", context | {"back": found.get_absolute_url()})


@never_cache
@programme_page(EDIT)
def reopen_reply(request, programme, pk):
    found = one_reply(request, programme, pk, EDIT)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token = replies.reopen_reply(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answers are open again; what was handed in stays on record."))
            return _show_links(request, found.questionnaire, [(found, token)]) if token else redirect(found)
    title = _("Open the answers again: %(vendor)s") % {"vendor": found.vendor.name}
    lead = _("The vendor can change its answers. What it handed in stays; the next hand-in is a version of its own.")
    context = SECTION | {"form": form, "title": title, "lead": lead, "crumb": found.questionnaire}
    context |= {"submit": _("Open the answers again"), "back": found.get_absolute_url()}
    return render(request, "core/form.html", context)
