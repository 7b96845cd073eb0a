import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused, Stale
from core.workflow import perform
from risks.actions import add_action, add_from_catalogue, add_treatment, enter_risk, raise_risk, rate
from risks.catalogue import STARTERS
from risks.models import Risk, Treatment, TreatmentAction
from tests.factories import make_programme, user_as
from tests.risks.factories import make_action, make_risk, make_treated, make_treatment

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultant(programme):
    return user_as("consultant", programme)


def entries(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


def test_risks_are_numbered_for_each_programme(programme):
    other = make_programme()

    numbers = [make_risk(where).code for where in (programme, programme, other)]

    assert numbers == ["R-001", "R-002", "R-001"]


def test_a_rated_risk_is_assessed_with_its_first_rating_as_inherent(programme):
    risk = make_risk(programme, likelihood=4, impact=3)

    assert (risk.state, risk.inherent_level, risk.current_level) == ("assessed", 3, 3)
    assert entries(risk) == ["created", "assess"]


def test_an_unrated_risk_is_only_identified(programme):
    risk = make_risk(programme, likelihood=None)

    assert (risk.state, risk.current_level, risk.review_due) == ("identified", None, None)


def test_a_risk_is_raised_once_for_each_source(programme):
    kwargs = {"title": "Breach", "category": "vendor_control", "source_label": "sla.breach", "source_id": 7}

    first = raise_risk(programme, likelihood=3, impact=3, **kwargs)
    again = raise_risk(programme, **kwargs)

    assert again == first
    assert (first.state, first.current_level) == ("identified", 2)
    assert entries(first) == ["created"]


def test_a_closed_source_opens_again_with_a_note(programme):
    kwargs = {"title": "Breach", "category": "vendor_control", "source_label": "sla.breach", "source_id": 7}
    risk = raise_risk(programme, likelihood=3, impact=3, **kwargs)
    perform(risk, "close", by=user_as("manager", programme), note="Over")

    again = raise_risk(programme, **kwargs | {"title": "Breach again"})

    assert (again.pk, again.state) == (risk.pk, "assessed")
    assert AuditEntry.objects.filter(label="risks.risk", verb="reopen").get().note == "Breach again"


def test_what_records_raise_is_told_to_those_who_keep_the_register(programme, consultant):
    raise_risk(programme, title="Breach", category="other", source_label="sla.breach", source_id=7)

    assert consultant.notifications.get().text == "A risk was raised: R-001 Breach. Confirm its rating."


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_enter_risks(programme, role):
    risk = Risk(programme=programme, title="A", category="data")

    with pytest.raises(PermissionDenied):
        enter_risk(risk, by=user_as(role, programme))

    assert Risk.objects.count() == 0


def test_a_rating_outside_the_scale_is_refused(programme):
    risk = Risk(programme=programme, number=1, title="A", target_likelihood=6)

    with pytest.raises(ValidationError, match="6"):
        risk.full_clean()


def test_rating_keeps_its_history_and_sets_the_next_review(programme, consultant):
    risk = make_risk(programme, likelihood=2, impact=3)

    rate(risk, by=consultant, reason="Seen twice", current_likelihood=4)

    change = risk.ratings.first()
    assert (change.level_before, change.level, change.reason, change.by) == (1, 3, "Seen twice", consultant)
    assert (risk.review_due - risk.reviewed_on).days == 90
    assert entries(risk) == ["created", "assess", "rated"]


def test_the_same_rating_again_is_a_review_without_a_change(programme, consultant):
    risk = make_risk(programme)
    before = risk.ratings.count()

    rate(risk, by=consultant, current_likelihood=3, current_impact=3)

    assert risk.ratings.count() == before


def test_a_first_complete_rating_assesses_in_one_entry(programme, consultant):
    risk = make_risk(programme, likelihood=None)

    rate(risk, by=consultant, current_likelihood=3, current_impact=4)

    assert (risk.state, entries(risk)) == ("assessed", ["created", "assess"])


def test_a_stale_rating_is_refused(programme, consultant):
    risk = make_risk(programme)
    seen = risk.revision
    rate(risk, by=consultant, current_likelihood=4)

    with pytest.raises(Stale):
        rate(risk, by=user_as("manager", programme), seen_revision=seen, current_likelihood=2)

    assert Risk.objects.get(pk=risk.pk).current_likelihood == 4


def test_rating_is_for_editors_and_for_open_risks(programme, consultant):
    risk = make_risk(programme)
    with pytest.raises(PermissionDenied):
        rate(risk, by=user_as("sponsor", programme), current_likelihood=1)
    perform(risk, "close", by=consultant, note="Over")

    with pytest.raises(Refused, match="open it again first"):
        rate(risk, by=consultant, current_likelihood=1)


def test_the_first_treatment_plans_the_risk(programme):
    risk = make_risk(programme)

    treatment = make_treatment(risk)

    assert (Risk.objects.get(pk=risk.pk).state, entries(treatment)) == ("treatment_planned", ["created"])


def test_a_threat_is_not_exploited(programme, consultant):
    risk = make_risk(programme)

    with pytest.raises(ValidationError, match="Avoid, Reduce, Transfer, Accept"):
        add_treatment(Treatment(risk=risk, strategy="exploit", text="x"), by=consultant)


def test_treatments_are_for_editors_and_open_risks(programme, consultant):
    risk = make_risk(programme)
    with pytest.raises(PermissionDenied):
        add_treatment(Treatment(risk=risk, strategy="reduce", text="x"), by=user_as("executive", programme))
    perform(risk, "close", by=consultant, note="Over")

    with pytest.raises(Refused):
        add_treatment(Treatment(risk=risk, strategy="reduce", text="x"), by=consultant)

    assert Treatment.objects.count() == 0


def test_an_action_is_told_to_its_owner_and_finished_by_them(programme):
    member = user_as("member", programme)
    action = make_action(make_treatment(make_risk(programme)), owner=member)

    perform(action, "complete", by=member)

    assert (action.state, entries(action)) == ("done", ["created", "complete"])
    assert "You treat a risk" in member.notifications.get().text


def test_another_member_does_not_finish_it(programme):
    action = make_action(make_treatment(make_risk(programme)))

    with pytest.raises(PermissionDenied):
        perform(action, "complete", by=user_as("member", programme))


def test_actions_are_for_editors(programme):
    treatment = make_treatment(make_risk(programme))
    action = TreatmentAction(treatment=treatment, text="x", owner=user_as("member", programme), due="2027-01-01")

    with pytest.raises(PermissionDenied):
        add_action(action, by=user_as("member", programme))


def test_treatment_starts_only_with_an_owner(programme, consultant):
    risk = make_risk(programme)
    make_treatment(risk)

    with pytest.raises(Refused, match="Name an owner first"):
        perform(risk, "start_treatment", by=consultant)


def test_monitoring_waits_for_the_actions(programme, consultant):
    risk = make_treated(programme)
    action = make_action(risk.treatments.get())
    with pytest.raises(Refused, match="Actions are still open"):
        perform(risk, "monitor", by=consultant)
    perform(action, "complete", by=consultant)

    perform(risk, "monitor", by=consultant)

    assert risk.state == "monitored"


def test_a_high_risk_is_not_only_watched(programme, consultant):
    with pytest.raises(Refused, match="not only watched"):
        perform(make_risk(programme, likelihood=4), "watch", by=consultant)


def test_closing_asks_why(programme, consultant):
    with pytest.raises(Refused, match="Say why"):
        perform(make_risk(programme), "close", by=consultant)


def test_starter_risks_come_once_and_wait_for_confirmation(programme, consultant):
    keys = [starter.key for starter in STARTERS]

    added = add_from_catalogue(programme, keys, by=consultant)
    again = add_from_catalogue(programme, keys, by=consultant)

    assert (len(added), again, {risk.state for risk in added}) == (len(STARTERS), [], {"identified"})
    assert all(risk.treatments.count() == 1 and entries(risk) == ["created"] for risk in added)


def test_starter_risks_come_in_the_language_of_the_organisation():
    programme = make_programme(language="zh-hans")

    added = add_from_catalogue(programme, ["sales_keep"], by=user_as("consultant", programme))

    assert added[0].title == "销售人员把客户据为己有"


def test_an_unknown_starter_is_refused_and_nothing_is_added(programme, consultant):
    with pytest.raises(Refused, match="no_such"):
        add_from_catalogue(programme, ["sales_keep", "no_such"], by=consultant)

    assert Risk.objects.count() == 0
