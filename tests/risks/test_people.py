import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.models import AuditEntry
from core.refusal import Refused
from risks.actions import add_contributor, link_risk, raise_risk, rate, remove_contributor, unlink_risk
from risks.models import Contributor, Risk
from tests.factories import make_programme, make_user, user_as
from tests.risks.factories import make_contributor, make_issue, make_risk

pytestmark = pytest.mark.django_db


def entries(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


def test_a_contributor_sees_the_risk_and_hears_of_it(programme, as_role):
    risk, member = make_risk(programme), user_as("member", programme)
    assert as_role("member").get(risk.get_absolute_url()).status_code == 403

    contributor = make_contributor(risk, member)
    rate(risk, by=user_as("consultant", programme), current_likelihood=4)

    assert as_role("member").get(risk.get_absolute_url()).status_code == 200
    assert list(Risk.objects.seen_by(member, programme)) == [risk]
    assert entries(contributor) == ["created"]
    assert {note.text for note in member.notifications.all()} == {
        "You contribute to a risk: R-001 Data is wrong",
        "A risk that you contribute to has changed: R-001 Data is wrong",
    }


def test_owner_and_strangers_are_no_contributors(programme):
    manager = user_as("manager", programme)
    risk = make_risk(programme, owner=manager)

    with pytest.raises(Refused, match="owns the risk"):
        make_contributor(risk, manager)
    with pytest.raises(Refused, match="not on the programme"):
        make_contributor(risk, make_user("stranger@example.org"))


def test_contributors_are_named_and_taken_off_by_editors(programme):
    risk, member = make_risk(programme), user_as("member", programme)
    with pytest.raises(PermissionDenied):
        add_contributor(Contributor(risk=risk, user=member), by=user_as("sponsor", programme))
    contributor = make_contributor(risk, member)

    remove_contributor(contributor, by=user_as("manager", programme))

    assert risk.contributors.count() == 0


def test_several_records_are_linked_each_once(programme):
    risk, consultant = make_risk(programme), user_as("consultant", programme)
    issues = [make_issue(programme), make_issue(programme)]

    for record in [*issues, issues[0]]:
        link_risk(risk, record, by=consultant)

    assert [link.source_id for link in risk.links.all()] == [issue.pk for issue in issues]
    assert entries(risk.links.first()) == ["created"]


def test_another_programmes_record_is_not_linked(programme):
    risk, other = make_risk(programme), make_risk(make_programme())

    with pytest.raises(Refused, match="another programme"):
        link_risk(risk, other, by=user_as("consultant", programme))


def test_links_are_for_editors_and_taken_away_again(programme):
    risk, issue = make_risk(programme), make_issue(programme)
    with pytest.raises(PermissionDenied):
        link_risk(risk, issue, by=user_as("executive", programme))
    link = link_risk(risk, issue, by=user_as("consultant", programme))

    unlink_risk(link, by=user_as("manager", programme))

    assert risk.links.count() == 0


def test_what_a_risk_was_raised_from_is_its_first_link(programme):
    issue = make_issue(programme)

    risk = raise_risk(programme, title="x", category="other", source_label=issue.label, source_id=issue.pk)

    assert [(link.source_label, link.source_id) for link in risk.links.all()] == [("risks.riskissue", issue.pk)]


def test_what_a_person_may_not_see_is_named_without_a_way_to_it(programme, as_role):
    member = user_as("member", programme)
    risk, issue = make_risk(programme, owner=member), make_issue(programme)
    link_risk(risk, issue, by=user_as("consultant", programme))

    page = as_role("member").get(risk.get_absolute_url()).content.decode()

    assert "Issue: R-002 Data is wrong" in page
    assert issue.get_absolute_url() not in page


@pytest.mark.parametrize("value", ["", "vendors.vendor:1", "core.user:1", "risks.risk:x"])
def test_only_what_is_offered_is_linked(programme, as_role, value):
    risk = make_risk(programme)

    answer = as_role("manager").post(reverse("new_risk_link", args=[programme.pk, risk.pk]), {"record": value})

    assert (answer.status_code, risk.links.count()) == (200, 0)


def test_a_stage_of_another_programme_is_refused(programme):
    risk = make_risk(programme)
    risk.stage = make_programme().stages.first()

    with pytest.raises(ValidationError, match="of this programme"):
        risk.full_clean()
