"""One message: its page, its plan, its text, its second reader, and that it was held."""

from django.contrib import messages as said
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from change_mgmt.communication import actions
from change_mgmt.communication.audience import in_words, recipients
from change_mgmt.communication.charts import reach_chart
from change_mgmt.communication.counts import reach_of
from change_mgmt.communication.forms import HoldForm, MessageForm, ReaderForm, TextForm
from change_mgmt.communication.models import Message
from change_mgmt.communication.wording import LANGUAGES
from core import markdown
from core.edit import edit_record, new_record
from core.refusal import Refused
from core.roles import Role
from implementation.programme.actions import people_on
from implementation.programme.pages import one_of, programme_page

MESSAGES = Message.objects.select_related(
    "programme__organisation", "sender", "owner", "reader", "asked_by", "pilot", "wave"
).prefetch_related("departments", "people")


def message_of(request, programme, pk, permission):
    return one_of(programme, MESSAGES, pk, request.user, permission)


@programme_page("communication.view_message")
def message(request, programme, pk):
    """Whom it is for, its text as each language reads it, and what became of it."""
    found = message_of(request, programme, pk, "communication.view_message")
    by_name = request.user.has_perm("communication.view_delivery", found)
    sent = found.sent_at is not None
    reach = reach_of(found, by_name=by_name) if sent else None
    shown = request.GET.get("language", "")
    shown = shown if shown in LANGUAGES else translation.get_language()
    wording = found.in_language(shown)
    context = {
        "page_title": found.what,
        "message": found,
        "whom": in_words(found),
        "reach": reach,
        "chart": reach_chart(reach.by_department) if reach and reach.by_department else None,
        "by_name": by_name,
        "failed": found.deliveries.failed().count() if sent and by_name else 0,
        "on_paper": found.deliveries.without_address().count() if sent and by_name else 0,
        "may_remind": sent and actions.next_reminder(found) <= timezone.now(),
        "audience": audience_of(found) if found.is_open else None,
        "wording": wording,
        "html": markdown.as_html(wording.body) if wording else "",
        "languages": LANGUAGES.items(),
        "shown": shown,
        "section": "communication",
    }
    return render(request, "communication/message.html", context)


def audience_of(found: Message) -> dict:
    """How many it would reach today, how many of them without an address, and in which languages."""
    people = recipients(found)
    counted = {code: sum(person.language == code for person in people) for code in LANGUAGES}
    stand_in = [code for code in counted if counted[code] and code not in found.texts]
    return {
        "people": len(people),
        "without_address": sum(not person.email for person in people),
        "languages": [(LANGUAGES[code], n) for code, n in counted.items() if n],
        "stand_in": [LANGUAGES[code] for code in stand_in] if found.texts else [],
    }


@programme_page("communication.edit_message")
def new_message(request, programme):
    sponsor = people_on(programme, Role.SPONSOR).order_by("pk").first() or request.user
    form = MessageForm(
        request.POST or None,
        programme=programme,
        instance=Message(programme=programme),
        initial={"owner": request.user, "sender": sponsor},
    )

    def save(made):
        return actions.plan_message(made, by=request.user, **_audience(form))

    return new_record(
        request,
        form,
        title=_("Plan a message"),
        save=save,
        back=lambda made: made.get_absolute_url(),
        template="communication/message_form.html",
        section="communication",
    )


def _audience(form: MessageForm) -> dict:
    return {"departments": list(form.cleaned_data["departments"]), "people": form.cleaned_data["single"]}


@programme_page("communication.edit_message")
def edit_message(request, programme, pk):
    found = message_of(request, programme, pk, "communication.edit_message")
    if found.state != Message.State.DRAFT:
        raise Refused(_("Only a draft is changed: take the message back to draft first."))
    form = MessageForm(request.POST or None, programme=programme, instance=found)

    def save(record, **given):
        return actions.change_message(record, **given, **_audience(form))

    return edit_record(
        request,
        form,
        title=found.what,
        back=found,
        save=save,
        template="communication/message_form.html",
        section="communication",
    )


@programme_page("communication.edit_message")
def write_message(request, programme, pk):
    """The text, language beside language."""
    found = message_of(request, programme, pk, "communication.edit_message")
    if found.state != Message.State.DRAFT:
        raise Refused(_("Only a draft is changed: take the message back to draft first."))

    def save(record, *, texts, **given):
        return actions.write_text(record, texts, **given)

    return edit_record(
        request,
        TextForm(request.POST or None, instance=found),
        title=_("Text of “%(what)s”") % {"what": found.what},
        back=found,
        save=save,
        template="communication/write.html",
        message=found,
        crumb=found,
        section="communication",
    )


@programme_page("communication.edit_message")
def ask_reader(request, programme, pk):
    found = message_of(request, programme, pk, "communication.edit_message")
    form = ReaderForm(request.POST or None, programme=programme, user=request.user)
    context = {
        "title": _("Ask for a second reader"),
        "lead": _("Whoever reads it approves the text or sends it back; you cannot approve it yourself."),
        "submit": _("Ask"),
    }

    def act(given):
        actions.ask_reader(found, by=request.user, seen=found.state, **given)

    return _step_page(request, found, form, act, _("The text is with its second reader."), context)


@programme_page("communication.edit_message")
def hold_message(request, programme, pk):
    found = message_of(request, programme, pk, "communication.edit_message")
    form = HoldForm(request.POST or None, initial={"on": timezone.localdate()})
    context = {"title": _("Mark as held"), "lead": found.what, "submit": _("Mark as held")}

    def act(given):
        actions.hold_message(found, by=request.user, seen=found.state, **given)

    return _step_page(request, found, form, act, _("It is marked as held."), context)


def _step_page(request, found, form, act, done, context):
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said.success(request, done)
            return redirect(found)
    shared = {"form": form, "back": found.get_absolute_url(), "crumb": found, "section": "communication"}
    return render(request, "core/form.html", context | shared)
