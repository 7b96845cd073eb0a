"""The page behind a link. Whoever is signed in is not looked at, nothing is put into the session, no cookie is asked for but
the one that keeps forms from being sent by other pages, and the language travels in the address and in the form."""

from functools import wraps

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from change_mgmt.survey import actions
from change_mgmt.survey.flood import is_flood
from change_mgmt.survey.forms import AnswerForm
from change_mgmt.survey.models import Invitation
from core.refusal import Refused

LANGUAGES = dict(settings.LANGUAGES)


def quiet_page(view):
    """Kept by nobody: no cache, no search engine, and pages that are opened from it learn no more than the house."""

    @never_cache
    @wraps(view)
    def page(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "strict-origin"
        return response

    return page


def _language(request, invitation: Invitation | None = None) -> str:
    """The one pressed, else the one of the page before, else that of the person asked, else the browser's."""
    own = invitation.employee.language if invitation and invitation.employee else ""
    given = (request.POST.get("switch"), request.POST.get("lang"), request.GET.get("lang"), own)
    return next((code for code in given if code in LANGUAGES), translation.get_language_from_request(request))


def _page(request, template, code, *, status=200, **context):
    """One page in one language, whatever the language of the rest of the product is for this browser."""
    with translation.override(code):
        response = render(request, f"survey/{template}.html", {**context, "code": code}, status=status)
    response["Content-Language"] = code
    return response


@quiet_page
def answer_survey(request, token):
    invitation = actions.invitation_behind(token)
    code = _language(request, invitation)
    if invitation is None:
        return _page(request, "no_link", code, why="unknown", status=429 if is_flood() else 404)
    survey = invitation.survey
    with timezone.override(survey.programme.organisation.zone):
        if survey.is_over:
            return _page(request, "no_link", code, why="ended", survey=survey, status=410)
        if invitation.state == Invitation.State.ANSWERED:
            return _page(request, "no_link", code, why="used", survey=survey, status=410)
        if not survey.has_begun:
            return _page(request, "no_link", code, why="early", survey=survey)
        return _answer(request, invitation, code)


def _answer(request, invitation, code):
    survey = invitation.survey
    with translation.override(code):
        if request.method != "POST":
            form = AnswerForm(questions=survey.questions)
        elif "switch" in request.POST:
            form = AnswerForm(initial=request.POST.dict(), questions=survey.questions)
        else:
            form = AnswerForm(request.POST, questions=survey.questions)
            if form.is_valid():
                try:
                    actions.answer(invitation, values=form.values, remark=form.cleaned_data["remark"])
                except Refused as refusal:
                    why = "used" if isinstance(refusal, actions.Used) else "ended"
                    return _page(request, "no_link", code, why=why, survey=survey, status=410)
                return redirect(f"{reverse('survey_thanks')}?lang={code}")
        return _page(request, "answer", code, form=form, survey=survey)


@quiet_page
def survey_thanks(request):
    """Where an answer leads: an address that knows nothing of the link."""
    return _page(request, "thanks", _language(request))
