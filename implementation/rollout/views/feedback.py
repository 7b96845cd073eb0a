"""What the people of a pilot say: the page behind the link, and the list for those who run the pilot."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.edit import edit_record
from core.links import code_svg
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from implementation.rollout import actions, forms
from implementation.rollout.actions.feedback import Flood
from implementation.rollout.models import Feedback, FeedbackLink
from implementation.rollout.opinions import opinion_chart, opinions_of
from implementation.rollout.views.shared import pilot_of

ANSWERS_A_PAGE = 20


@never_cache
def give_feedback(request, token):
    """For anybody who has the link; a link that is unknown or closed says so and nothing of the programme."""
    link = actions.link_behind(token)
    if link is None or not link.is_open:
        return render(request, "rollout/feedback_closed.html", {"known": link}, status=410 if link else 404)
    pilot = link.pilot
    with timezone.override(pilot.programme.organisation.zone):
        form = forms.FeedbackForm(request.POST or None, pilot=pilot)
        status = 200
        if request.method == "POST" and form.is_valid():
            try:
                actions.give_feedback(link, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 429 if isinstance(refusal, Flood) else 410
            else:
                return redirect(f"{request.path}?said=1")
        context = {"pilot": pilot, "form": form, "said": "said" in request.GET and request.method == "GET"}
        return render(request, "rollout/give_feedback.html", context, status=status)


@programme_page("rollout.view_pilot")
def pilot_feedback(request, programme, pk):
    """``pk`` is the pilot's. The answers, newest first, with the link and what became of each."""
    found = pilot_of(request, programme, pk, "rollout.view_pilot")
    said = found.feedback.select_related("department", "answered_by", "issue")
    wanted = request.GET.get("rating", "")
    if wanted in {str(value) for value in Feedback.Rating.values}:
        said = said.filter(rating=int(wanted))
    opinions = opinions_of(found)
    context = {
        "pilot": found,
        "page": Paginator(said, ANSWERS_A_PAGE).get_page(request.GET.get("page")),
        "opinions": opinions,
        "chart": opinion_chart(opinions),
        "link": found.feedback_links.select_related("pilot", "made_by").filter(withdrawn_at=None).first(),
        "ratings": Feedback.Rating.choices,
        "wanted": wanted,
        "title": _("Feedback on %(pilot)s") % {"pilot": found.name},
        "crumb": found,
        "section": "rollout",
    }
    return render(request, "rollout/feedback.html", context)


@require_POST
@programme_page("rollout.view_pilot")
def make_feedback_link(request, programme, pk):
    found = pilot_of(request, programme, pk, "rollout.lead_pilot")
    actions.make_link(found, by=request.user)
    messages.success(request, _("The link is open. Send it to the people of the pilot."))
    return redirect("pilot_feedback", programme.pk, found.pk)


def _link(request, programme, pk):
    links = FeedbackLink.objects.select_related("pilot__programme__organisation")
    return one_of(programme, links, pk, request.user, "rollout.lead_pilot")


@require_POST
@programme_page("rollout.view_pilot")
def withdraw_feedback_link(request, programme, pk):
    found = _link(request, programme, pk)
    actions.withdraw_link(found, by=request.user)
    messages.success(request, _("The link is withdrawn."))
    return redirect("pilot_feedback", programme.pk, found.pilot_id)


@programme_page("rollout.view_pilot")
def feedback_code(request, programme, pk):
    """The link as a picture that a phone reads."""
    found = _link(request, programme, pk)
    if not found.address:
        raise Refused(_("This link cannot be shown again: renew it."))
    return HttpResponse(code_svg(found.address), content_type="image/svg+xml")


def _feedback(request, programme, pk, permission):
    said = Feedback.objects.select_related("pilot__programme__organisation", "department")
    return one_of(programme, said, pk, request.user, permission)


@programme_page("rollout.view_pilot")
def answer_feedback(request, programme, pk):
    """Say what became of it."""
    found = _feedback(request, programme, pk, "rollout.lead_pilot")
    return edit_record(
        request,
        forms.AnswerForm(request.POST or None, instance=found),
        title=_("What became of it"),
        back=reverse("pilot_feedback", args=[programme.pk, found.pilot_id]),
        save=actions.answer_feedback,
        template="rollout/answer_feedback.html",
        feedback=found,
        crumb=found.pilot,
        section="rollout",
    )


@require_POST
@programme_page("rollout.report_issue")
def feedback_to_issue(request, programme, pk):
    found = _feedback(request, programme, pk, "rollout.report_issue")
    issue = actions.issue_from_feedback(found, by=request.user)
    messages.success(request, _("It is on the list of issues. Give it an owner."))
    return redirect(issue)
