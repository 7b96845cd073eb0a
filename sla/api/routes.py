"""The addresses of the API. Only its description is open to everybody; everything else asks for a token."""

from django.db import OperationalError, connection
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Header, NinjaAPI, Query
from ninja.errors import HttpError, ValidationError

from sla.api.bearer import Bearer
from sla.api.intake import take_in
from sla.api.reading import Body, problems_of
from sla.api.refusals import Refusal
from sla.api.results import month_named, results
from sla.api.schemas import MONTH, Batch, Pong, RefusalOut, Results, Taken

DESCRIPTION = """
Send measurements of a service, and read the monthly results of its agreement. Every call carries a token that the
programme's manager makes: `Authorization: Bearer plt_…`. A batch is taken in as a whole or not at all; rows that are
on record already change nothing, so a call whose answer was lost is simply sent again.
"""
REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 413, 415, 422, 429, 503), RefusalOut)

api = NinjaAPI(
    title="Pilotage",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=Bearer(),
    parser=Body(),
)


@api.get("/ping", response={200: Pong, **REFUSALS}, url_name="ping", summary="Whether the token works")
def ping(request):
    token = request.auth
    return {
        "source": token.name,
        "agreement": token.agreement_id,
        "name": token.agreement.name,
        "monitors": token.monitors,
        "may_write": token.may_write,
        "may_read": token.may_read,
        "now": timezone.now(),
    }


@api.post("/measurements", response={200: Taken, **REFUSALS}, url_name="measurements", summary="Send measurements")
def send(
    request,
    response: HttpResponse,
    batch: Batch,
    idempotency_key: str = Header("", max_length=80, pattern=r"^[!-~]*$"),
):
    """State records, values and tickets, up to 5,000 rows in one call."""
    if not request.auth.may_write:
        raise Refusal(403, "may_not_write")
    try:
        answer, again = take_in(request.auth, batch, key=idempotency_key, body=request.body)
    except OperationalError as error:
        if connection.vendor == "sqlite" and "locked" in str(error):
            raise Refusal(503, "busy", retry_after=1) from error
        raise
    if again:
        response["Idempotency-Replayed"] = "true"
    return answer


@api.get(
    "/agreements/{int:agreement}/results",
    response={200: Results, **REFUSALS},
    url_name="results",
    summary="Results of a month",
)
def read(request, agreement: int, month: str = Query("", pattern=f"^$|{MONTH}")):
    """This month without `month`. Amounts are estimates under the terms entered."""
    token = request.auth
    if agreement != token.agreement_id:
        raise Refusal(404, "not_found")
    if not token.may_read:
        raise Refusal(403, "may_not_read")
    return results(token.agreement, month_named(month, token.agreement))


@api.exception_handler(Refusal)
def refuse(request, refusal: Refusal):
    answer = api.create_response(request, refusal.told(), status=refusal.status_code)
    if refusal.retry_after:
        answer["Retry-After"] = str(refusal.retry_after)
    if refusal.status_code == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="Pilotage"'
    return answer


@api.exception_handler(HttpError)
def refuse_body(request, error: HttpError):
    """ninja's own refusal: the body could not be read."""
    return refuse(request, Refusal(400, "not_json"))


@api.exception_handler(ValidationError)
def refuse_rows(request, error: ValidationError):
    """What does not have the form of the description, each by its place."""
    problems = problems_of(error.errors)
    in_body = request.method == "POST" and any(not problem.place.startswith("Idempotency") for problem in problems)
    return refuse(request, Refusal(422, "bad_rows" if in_body else "bad_request", problems=problems))


@api.exception_handler(Http404)
def nothing_here(request, error: Http404):
    return refuse(request, Refusal(404, "not_found"))
