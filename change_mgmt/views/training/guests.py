"""What the pages without an account share: who opened them, how often, in which language, what is told to nobody."""

from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from change_mgmt.actions.sign_up import own_page_behind, own_pages
from change_mgmt.limits import is_within
from change_mgmt.models import PersonalLink

#: Which personal pages this browser has opened, so that its owner need not say who they are at the door.
COOKIE, SALT = "training", "change_mgmt.training.cookie"
A_YEAR, MOST_KEPT = 31_536_000, 12


def quiet(response: HttpResponse) -> HttpResponse:
    """Neither found by search engines nor told to other places nor written into the log."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "same-origin"
    response._has_been_logged = True
    return response


def closed(request, *, known=False, busy=False) -> HttpResponse:
    status = 429 if busy else 410 if known else 404
    return quiet(render(request, "change_mgmt/own_closed.html", {"known": known, "busy": busy}, status=status))


def own_page(view):
    """For pages behind somebody's own link. Speaks their language until they choose another one."""

    @never_cache
    @wraps(view)
    def page(request, token, **kwargs):
        link = own_page_behind(token)
        if link is None or not link.is_open:
            return closed(request, known=link is not None)
        if request.method == "POST" and not is_within(request, "own", link.pk):
            return closed(request, busy=True)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = translation.get_language() if chosen else link.speaks
        with timezone.override(link.course.programme.organisation.zone), translation.override(language):
            response = view(request, link, **kwargs)
        keep(request, response, link)
        return quiet(response)

    return page


def kept(request) -> list[int]:
    """Numbers of the personal links that this browser has opened."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=A_YEAR)
    except signing.BadSignature:
        return []
    return [number for number in found if isinstance(number, int)][:MOST_KEPT]


def keep(request, response, link: PersonalLink) -> None:
    numbers = [link.pk, *(number for number in kept(request) if number != link.pk)][:MOST_KEPT]
    if numbers != kept(request):
        response.set_cookie(
            COOKIE,
            signing.dumps(numbers, salt=SALT),
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.HTTPS,
        )


def who_is_it(request, course) -> PersonalLink | None:
    """The page of this course that this browser has opened last."""
    numbers = kept(request)
    found = {link.pk: link for link in own_pages().filter(pk__in=numbers, course=course)}
    return next((found[number] for number in numbers if number in found and found[number].is_open), None)
