import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from risks.actions import risk_occurred
from risks.models import Risk, RiskIssue
from risks.panels import register
from tests.factories import user_as
from tests.risks.factories import make_issue, make_risk

pytestmark = pytest.mark.django_db


def entries(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


def test_what_occurs_becomes_an_issue_with_an_owner_and_a_step(programme):
    risk, member = make_risk(programme), user_as("member", programme)

    issue = make_issue(programme, risk=risk, owner=member)

    assert (Risk.objects.get(pk=risk.pk).state, issue.state, entries(issue)) == ("occurred", "open", ["created"])
    assert entries(risk)[-1] == "occur"
    assert "You deal with an issue" in member.notifications.first().text


def test_a_second_issue_of_the_same_risk_takes_no_second_step(programme):
    risk = make_risk(programme)
    make_issue(programme, risk=risk)

    make_issue(programme, risk=Risk.objects.get(pk=risk.pk))

    assert (risk.issues.count(), entries(risk).count("occur")) == (2, 1)


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_say_that_it_occurred(programme, role):
    risk, owner = make_risk(programme), user_as("manager", programme)
    issue = RiskIssue(risk=risk, what_happened="x", owner=owner, next_step="y", due=timezone.localdate())

    with pytest.raises(PermissionDenied):
        risk_occurred(issue, by=user_as(role, programme))

    assert Risk.objects.get(pk=risk.pk).state == "assessed"


def test_a_closed_risk_does_not_occur(programme):
    risk = make_risk(programme)
    perform(risk, "close", by=user_as("manager", programme), note="Over")

    with pytest.raises(Refused):
        make_issue(programme, risk=risk)

    assert RiskIssue.objects.count() == 0


def test_its_owner_resolves_it_and_it_closes_only_with_a_lesson(programme):
    member, manager = user_as("member", programme), user_as("manager", programme)
    issue = make_issue(programme, owner=member)

    perform(issue, "resolve", by=member, note="Restored")

    with pytest.raises(Refused, match="what was learnt"):
        perform(issue, "close", by=manager)
    perform(issue, "close", by=manager, lesson="Copy it every night")
    assert (issue.state, entries(issue)) == ("closed", ["created", "resolve", "close"])


def test_another_member_does_not_resolve_it(programme):
    issue = make_issue(programme)

    with pytest.raises(PermissionDenied):
        perform(issue, "resolve", by=user_as("member", programme), note="x")


def test_it_happened_leads_to_the_form_and_the_form_to_the_issue(programme, as_role):
    risk, manager = make_risk(programme), user_as("manager", programme)
    client, url = as_role("manager"), reverse("risk_occurred", args=[programme.pk, risk.pk])
    today = timezone.localdate()

    assert url in client.get(risk.get_absolute_url()).content.decode()
    sent = {
        "what_happened": "Lost",
        "happened_on": today,
        "owner": manager.pk,
        "next_step": "Find it",
        "due": today + datetime.timedelta(days=3),
    }
    answer = client.post(url, sent)

    assert answer.url == RiskIssue.objects.get().get_absolute_url()
    assert Risk.objects.get(pk=risk.pk).state == "occurred"


def test_tomorrow_has_not_happened(programme, as_role):
    url = reverse("risk_occurred", args=[programme.pk, make_risk(programme).pk])
    tomorrow = timezone.localdate() + datetime.timedelta(days=2)

    page = as_role("manager").post(url, {"happened_on": tomorrow}).content.decode()

    assert "still to come" in page
    assert RiskIssue.objects.count() == 0


def test_the_list_asks_as_often_for_thirty_as_for_one(programme, as_role):
    client, url = as_role("manager"), reverse("risk_issues", args=[programme.pk])
    risk = make_risk(programme)
    make_issue(programme, risk=risk)
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _ in range(29):
        make_issue(programme, risk=Risk.objects.get(pk=risk.pk))
    client.get(url)

    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(one)


def test_the_report_tells_open_issues(programme):
    make_issue(programme, what_happened="Lost")

    assert [line["what"] for line in register(programme)["issues"]] == ["Lost"]
