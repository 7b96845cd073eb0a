"""The person's language, and refusals as pages that say what to do."""

from django.conf import settings
from django.core.exceptions import BadRequest
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from core.refusal import Refused


class PersonalLanguage:
    """A signed-in person's own language wins over the browser's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.user.role_cache = {}  # one query for the person's roles, however often a page asks
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) is None:
            response.headers.setdefault("Content-Language", translation.get_language())
        return response


class Typed:
    """What was typed by nobody is a bad request (400): a NUL, which PostgreSQL keeps nowhere, and a book in an address,
    which SQLite refuses to look for."""

    MOST_IN_ADDRESS = 10_000

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        sent = [value for given in (request.GET, request.POST) for _name, values in given.lists() for value in values]
        if any("\0" in value for value in sent):
            raise BadRequest("NUL")
        if any(len(value) > self.MOST_IN_ADDRESS for _name, values in request.GET.lists() for value in values):
            raise BadRequest("Too long")


class Refusals:
    """A ``Refused`` that no view caught becomes a page with its sentence and the way back; nothing was written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        back = request.POST.get("next") or request.META.get("HTTP_REFERER") or "/"
        if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            back = "/"
        return render(request, "core/refused.html", {"reason": exception, "back": back}, status=409)
