"""The pages of a vendor's people who have an account: what they answer for, and nothing else."""

from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from implementation.programme.pages import one_of, programme_page
from vendors.actions.questionnaire_writer import Writer
from vendors.models import Clarification, Contract, Obligation, Questionnaire, Reply
from vendors.views import questionnaire_desk as desks

OWN = "vendors.see_own_pages"
PAGES = {
    "answers": "my_reply",
    "hand_in": "my_hand_in",
    "file": "my_file",
    "workbook": "my_workbook",
    "clarify": "my_clarify",
}


def own_replies(programme, user):
    """What this person's vendors are asked or were, the soonest first."""
    asked = Questionnaire.State.OUT, Questionnaire.State.CLOSED
    found = Reply.objects.filter(programme=programme, vendor__contacts=user, questionnaire__state__in=asked)
    return found.exclude(state=Reply.State.WITHDRAWN).select_related("questionnaire", "vendor").order_by("due", "pk")


@programme_page(OWN)
def vendor_home(request, programme):
    """What waits, questionnaires, contracts: the start of a vendor's people."""
    replies = own_replies(programme, request.user).annotate(
        unclear=Count("clarifications", filter=Q(clarifications__state=Clarification.State.ASKED), distinct=True)
    )
    contracts = Contract.objects.filter(
        programme=programme, vendor__contacts=request.user, state__in=Contract.SHOWN_TO_VENDOR
    )
    owed = Obligation.objects.filter(contract__in=contracts, side=Obligation.Side.VENDOR, state=Obligation.State.OPEN)
    context = {
        "obligations": list(owed.select_related("contract")[:20]),
        "replies": list(replies),
        "contracts": list(contracts.select_related("vendor", "programme__organisation")),
        "page_title": _("Your pages"),
    }
    return render(request, "vendors/vendor_home.html", context)


def _desk(request, programme, pk) -> desks.Desk:
    records = Reply.objects.select_related("questionnaire", "vendor", "programme__organisation")
    reply = one_of(programme, records, pk, request.user, "vendors.answer_questionnaire")

    def address(page: str, *more) -> str:
        return reverse(PAGES[page], args=[programme.pk, pk, *more])

    about = {"organisation": programme.organisation, "section": "vendor_home"}
    return desks.Desk(request, reply, Writer(request.user.name, by=request.user), address, "base.html", about)


@programme_page(OWN)
def my_reply(request, programme, pk):
    return desks.answers(_desk(request, programme, pk))


@programme_page(OWN)
def my_hand_in(request, programme, pk):
    return desks.handing_in(_desk(request, programme, pk))


@programme_page(OWN)
def my_file(request, programme, pk, number):
    return desks.file(_desk(request, programme, pk), number)


@programme_page(OWN)
def my_workbook(request, programme, pk):
    return desks.workbook(_desk(request, programme, pk))


@programme_page(OWN)
def my_clarify(request, programme, pk, number):
    return desks.clarify(_desk(request, programme, pk), number)
