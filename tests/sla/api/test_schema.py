"""The API answers as its description says, whatever is sent: a few dozen made-up calls for each address."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sla.api.routes import api
from tests.sla.api.calls import make_key
from tests.sla.factories import bring_in, make_agreement

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]


@pytest.fixture
def agreement(programme, settings):
    settings.API_REQUESTS_PER_MINUTE = settings.API_ROWS_PER_MINUTE = 10**9
    agreement = make_agreement(programme)
    bring_in(agreement)
    return agreement


@pytest.mark.parametrize("name", ["ping", "measurements", "results"])
def test_made_up_calls_are_answered_as_described(agreement, name):
    _token, key = make_key(agreement)
    app, statuses = get_wsgi_application(), set()
    described = schemathesis.openapi.from_dict(api.get_openapi_schema())
    operation = next(
        found.ok() for found in described.get_all_operations() if found.ok().path.rstrip("/").endswith(name)
    )

    @settings(max_examples=25, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def call(case):
        if name == "results":
            case.path_parameters["agreement"] = agreement.pk
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {key}", "Host": "testserver"}
        answer = case.call(app=app)
        case.validate_response(answer, checks=CHECKS)
        statuses.add(answer.status_code)

    call()

    assert statuses
    assert 401 not in statuses
