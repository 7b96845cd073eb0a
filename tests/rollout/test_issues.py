"""Issues of a pilot: reported, owned, solved by one and verified by another."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.rollout import actions
from implementation.rollout.models import PilotIssue
from tests.factories import make_programme, user_as
from tests.rollout.factories import days, make_issue, make_pilot, make_running_pilot

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot(programme):
    return make_running_pilot(programme)


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def test_an_issue_is_reported_and_its_owner_told(programme, pilot):
    owner = user_as("consultant", programme)

    issue = make_issue(pilot, owner=owner, by=user_as("member", programme))

    assert (issue.state, entries(issue, "created")) == ("open", 1)
    assert Notification.objects.filter(user=owner, text__contains=issue.title).count() == 1


def test_an_issue_is_of_a_day_that_the_pilot_ran(pilot):
    with pytest.raises(Refused, match="before the start"):
        make_issue(pilot, found_on=days(-36))
    with pytest.raises(ValidationError, match="still to come"):
        make_issue(pilot, found_on=days(1))


def test_executives_and_vendors_report_nothing(programme, pilot):
    for role in ("executive", "vendor_contact"):
        with pytest.raises(PermissionDenied):
            make_issue(pilot, by=user_as(role, programme))


def test_who_solved_it_does_not_verify_it(programme, pilot):
    issue, member = make_issue(pilot), user_as("member", programme)
    perform(issue, "begin", by=member)
    actions.solve_issue(issue, outcome="The form wraps.", by=member)
    assert (issue.state, issue.solved_by, issue.outcome, issue.is_open) == ("solved", member, "The form wraps.", True)

    with pytest.raises(Refused, match="someone else verifies"):
        perform(issue, "verify", by=member, note="Holds.")
    perform(issue, "verify", by=user_as("sponsor", programme), note="Holds.")

    assert (issue.state, issue.is_open, entries(issue, "solve"), entries(issue, "verify")) == ("verified", False, 1, 1)


def test_leaving_it_unmended_is_for_those_who_decide_and_has_a_reason(programme, pilot):
    issue = make_issue(pilot)

    with pytest.raises(PermissionDenied):
        perform(issue, "decline", by=user_as("consultant", programme), note="Rare.")
    with pytest.raises(Refused, match="Say why"):
        perform(issue, "decline", by=user_as("manager", programme), note=" ")
    perform(issue, "decline", by=user_as("manager", programme), note="Rare.")

    assert issue.state == "wont_mend"
    with pytest.raises(Refused, match="not possible"):
        perform(issue, "solve", by=user_as("member", programme), note="Done.")


def test_a_closed_issue_is_opened_again_before_it_is_changed(programme, pilot):
    issue, manager = make_issue(pilot), user_as("manager", programme)
    perform(issue, "decline", by=manager, note="Rare.")

    with pytest.raises(Refused, match="open it again first"):
        actions.change_issue(issue, by=manager, severity=1)
    perform(issue, "reopen", by=manager, note="Not so rare.")

    assert actions.change_issue(issue, by=manager, severity=1).severity == 1


def test_an_issue_is_walked_through_its_pages(programme, pilot, as_role):
    client = as_role("member")
    data = {"title": "Merged twice", "text": "", "severity": "2", "found_on": days(0).isoformat(), "reported_by": "Ann"}

    client.post(reverse("new_issue", args=[programme.pk, pilot.pk]), data)
    issue = PilotIssue.objects.get()
    client.post(
        reverse("edit_issue", args=[programme.pk, issue.pk]),
        data | {"owner": user_as("member", programme).pk, "revision": 0},
    )
    client.post(reverse("solve_issue", args=[programme.pk, issue.pk]), {"outcome": "Split again."})

    issue = PilotIssue.objects.get()
    assert (issue.owner, issue.state, issue.outcome) == (user_as("member", programme), "solved", "Split again.")
    page = client.get(issue.get_absolute_url()).content.decode()
    assert "Split again." in page
    assert "You solved it, so someone else verifies it." in page
    assert "Merged twice" in client.get(pilot.get_absolute_url()).content.decode()


def test_the_list_is_filtered_and_sorted(programme, pilot, as_role):
    other = make_running_pilot(programme)
    one = make_issue(pilot, title="One", severity=1)
    make_issue(pilot, title="Four", severity=4, found_on=days(0))
    perform(make_issue(other, title="Gone", severity=2), "decline", by=user_as("manager", programme), note="Rare.")
    client, page = as_role("executive"), reverse("pilot_issues", args=[programme.pk])

    def titles(**asked):
        return [issue.title for issue in client.get(page, asked).context["page"]]

    assert titles() == ["One", "Gone", "Four"]
    assert titles(sort="found") == ["Four", "Gone", "One"]
    assert titles(pilot=other.pk) == ["Gone"]
    assert titles(state="any_open") == ["One", "Four"]
    assert titles(state="wont_mend") == ["Gone"]
    assert titles(severity="4") == ["Four"]
    assert titles(q="on") == ["One", "Gone"]
    assert "No issue matches." in client.get(page, {"q": "nothing"}).content.decode()
    assert client.get(page).context["counts"] == {"total": 3, "open": 2, "severe": 1}
    assert one.severity_tone == "bad"


def test_lists_ask_the_database_no_more_for_many(programme, pilot, as_role, django_assert_max_num_queries):
    make_issue(pilot)
    client = as_role("manager")
    pages = [reverse("pilot_issues", args=[programme.pk]), pilot.get_absolute_url()]
    asked = []
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(1000) as one:
            client.get(page)
        asked.append(len(one))
    for _n in range(29):
        make_issue(pilot, owner=user_as("member", programme))

    for page, most in zip(pages, asked, strict=True):
        client.get(page)
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200


def test_an_empty_list_says_where_issues_come_from(programme, as_role):
    assert (
        "No issue is reported" in as_role("member").get(reverse("pilot_issues", args=[programme.pk])).content.decode()
    )


def test_another_programmes_issue_and_people_are_refused(programme, pilot, as_role):
    other = make_programme()
    issue, client = make_issue(make_running_pilot(other)), as_role("manager")

    for name in ("pilot_issue", "edit_issue", "solve_issue"):
        assert client.get(reverse(name, args=[programme.pk, issue.pk])).status_code == 404
    page = client.post(
        reverse("new_issue", args=[programme.pk, pilot.pk]),
        {"title": "X", "severity": "3", "found_on": days(0).isoformat(), "owner": user_as("manager", other).pk},
    )
    assert "Select a valid choice" in page.content.decode()
    with pytest.raises(Refused, match="pilot of this programme"):
        actions.report_issue(
            PilotIssue(programme=programme, pilot=issue.pilot, title="X", found_on=days(0)),
            by=user_as("manager", programme),
        )


def test_what_a_pilot_has_shown_is_said_once_the_trial_is_over(programme, as_role):
    pilot = make_running_pilot(programme, hypothesis="Two days.")
    manager = user_as("manager", programme)
    with pytest.raises(Refused, match="evaluate the pilot first"):
        actions.conclude_pilot(pilot, finding="refuted", finding_note="Four days.", by=manager)
    actions.roll_back_pilot(pilot, by=manager, note="Lost orders.")

    as_role("manager").post(
        reverse("conclude_pilot", args=[programme.pk, pilot.pk]),
        {"finding": "refuted", "finding_note": "Still four days.", "lessons": "Clean the data first."},
    )

    pilot.refresh_from_db()
    assert (pilot.finding, pilot.lessons) == ("refuted", "Clean the data first.")
    assert pilot.concluded_on == timezone.localdate(timezone=programme.organisation.zone)
    assert entries(pilot, "concluded") == 1
    page = as_role("member").get(pilot.get_absolute_url()).content.decode()
    assert "Refuted" in page
    assert "Clean the data first." in page
    with pytest.raises(PermissionDenied):
        actions.conclude_pilot(pilot, finding="unclear", finding_note="Who knows.", by=user_as("member", programme))


def test_a_pilot_that_runs_is_not_concluded_on_its_page(programme, pilot, as_role):
    assert as_role("manager").get(reverse("conclude_pilot", args=[programme.pk, pilot.pk])).status_code == 409
    assert make_pilot(programme).finding == ""
