"""The page behind a personal link: what changes for this person, and “I have read this”."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from change_mgmt.processes import actions
from change_mgmt.processes.models import EffectNotice


@never_cache
def effect_notice(request, token):
    """For whoever has the link. An unknown one, and one of somebody who has left, says nothing of the programme."""
    notice = actions.notice_behind(token)
    if notice is None or notice.employee.has_left:
        return _quiet(render(request, "processes/notice_closed.html", status=410 if notice else 404))
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
    language = translation.get_language() if chosen else notice.employee.speaks
    with translation.override(language), timezone.override(notice.effect.process.programme.organisation.zone):
        if request.method == "POST":
            actions.acknowledge(notice)
            return _quiet(redirect(request.path))
        return _quiet(render(request, "processes/notice.html", {"notice": notice, **_facts(notice)}))


def _facts(notice: EffectNotice) -> dict:
    process = notice.effect.process
    return {"organisation": process.programme.organisation.name, "process_name": process.name}


def _quiet(response):
    """The address opens the page, so nobody else learns of it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
