import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.goals import actions
from implementation.goals.models import Goal, VisionSignature, VisionVersion
from tests.factories import make_programme, user_as
from tests.goals.factories import make_goal, make_measurement, make_vision

pytestmark = pytest.mark.django_db


def verbs(record):
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk).order_by("number")
    return list(found.values_list("verb", flat=True))


def state_of(vision):
    return VisionVersion.objects.get(pk=vision.pk).state


def test_the_first_version_is_number_1_and_a_draft(programme):
    vision = make_vision(programme)

    assert (vision.number, vision.state, verbs(vision)) == (1, "draft", ["created"])


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_write_the_vision(programme, role):
    with pytest.raises(PermissionDenied):
        actions.write_vision(VisionVersion(programme=programme, text="x"), by=user_as(role, programme))

    assert not programme.visionversions.exists()


@pytest.mark.parametrize("state", ["draft", "open"])
def test_there_is_one_version_in_the_making(programme, state):
    make_vision(programme, state=state)

    with pytest.raises(Refused, match="in the making"):
        make_vision(programme)


def test_opening_names_who_signs_tells_them_and_leaves_one_entry(programme):
    vision = make_vision(programme, state="open")

    assert verbs(vision) == ["created", "open"]
    assert {item.person for item in vision.signatories.all()} == {user_as(r, programme) for r in ("sponsor", "manager")}
    sentences = Notification.objects.filter(user=user_as("sponsor", programme)).values_list("text", flat=True)
    assert list(sentences) == ["Vision, version 1 waits for your signature."]


def test_nobody_named_means_nothing_opened(programme):
    vision = make_vision(programme)

    with pytest.raises(Refused, match="at least one person"):
        actions.open_vision(vision, signatories=[], by=user_as("manager", programme))

    assert state_of(vision) == "draft"


def test_opening_twice_is_refused_and_names_nobody_more(programme):
    vision = make_vision(programme, state="open")

    with pytest.raises(Refused):
        actions.open_vision(vision, signatories=[user_as("member", programme)], by=user_as("manager", programme))

    assert vision.signatories.count() == 2


def test_a_sponsor_does_not_open_the_vision(programme):
    vision = make_vision(programme)

    with pytest.raises(PermissionDenied):
        actions.open_vision(vision, signatories=[user_as("member", programme)], by=user_as("sponsor", programme))

    assert not vision.signatories.exists()


def test_an_open_text_does_not_change(programme):
    vision = make_vision(programme, state="open")
    vision.text = "something else"

    with pytest.raises(ValidationError, match="does not change"):
        vision.full_clean()


def test_the_last_signature_makes_the_version_valid(programme):
    vision = make_vision(programme, state="open")

    first = actions.sign_vision(vision, by=user_as("sponsor", programme))
    after_one = state_of(vision)
    actions.sign_vision(vision, by=user_as("manager", programme))

    assert (after_one, state_of(vision)) == ("open", "signed")
    assert (first.by_name, first.by_role) == ("Sponsor", "sponsor")
    assert first.facts == {"version": 1, "text": vision.text, "text_sha256": vision.text_sha256, "goals": []}
    assert verbs(first) == ["created"]
    assert verbs(vision) == ["created", "open", "sign"]
    assert list(broken_links()) == []


def test_a_second_signature_of_one_person_is_refused(programme):
    vision = make_vision(programme, state="open")
    actions.sign_vision(vision, by=user_as("sponsor", programme))

    with pytest.raises(Refused, match="already"):
        actions.sign_vision(vision, by=user_as("sponsor", programme))

    assert VisionSignature.objects.count() == 1


def test_who_is_not_named_does_not_sign(programme):
    vision = make_vision(programme, state="open")

    with pytest.raises(Refused, match="not named"):
        actions.sign_vision(vision, by=user_as("executive", programme))


def test_a_vendor_contact_or_an_outsider_never_signs(programme):
    vision = make_vision(programme, state="open")

    for person in (user_as("vendor_contact", programme), user_as("sponsor", make_programme())):
        with pytest.raises(PermissionDenied):
            actions.sign_vision(vision, by=person)


@pytest.mark.parametrize("state", ["draft", "signed"])
def test_only_an_open_version_is_signed(programme, state):
    vision = make_vision(programme, state=state)

    with pytest.raises(Refused, match="not open"):
        actions.sign_vision(vision, by=user_as("sponsor", programme))


def test_a_later_signed_version_replaces_the_one_before(programme):
    first = make_vision(programme, state="signed")
    second = make_vision(programme, text="# Better", state="signed")

    assert (state_of(first), state_of(second), second.number) == ("superseded", "signed", 2)
    assert actions.current_vision(programme) == second


def test_the_signed_version_counts_while_the_next_is_written(programme):
    first = make_vision(programme, state="signed")
    make_vision(programme, text="# Better")

    assert actions.current_vision(programme) == first


def test_a_withdrawn_version_lets_the_next_be_written(programme):
    vision = make_vision(programme, state="open")

    perform(vision, "withdraw", by=user_as("manager", programme), note="wrong company name")

    assert make_vision(programme).number == 2


def test_a_goal_without_direction_or_time_is_refused(programme):
    today = datetime.date.today()

    with pytest.raises(ValidationError, match="the same"):
        make_goal(programme, baseline=5, target=5)
    with pytest.raises(ValidationError, match="before change is expected"):
        make_goal(programme, begins_on=today, due=today)


def test_the_latest_day_counts_and_of_one_day_what_was_recorded_last(programme):
    goal, today = make_goal(programme), datetime.date.today()
    make_measurement(goal, 50, on=today)
    make_measurement(goal, 30, on=today - datetime.timedelta(days=9))
    make_measurement(goal, 35, on=today, note="two offices were counted twice")

    found = Goal.objects.with_latest().get(pk=goal.pk)

    assert (found.latest, found.latest_on, found.measured, found.percent) == (35, today, 3, 25)
    assert Goal.objects.get(pk=goal.pk).newest == 35


def test_a_second_value_of_a_day_must_say_why(programme):
    goal = make_goal(programme)
    make_measurement(goal, 50)

    with pytest.raises(ValidationError, match="why this one replaces it"):
        make_measurement(goal, 51, note=" ")


def test_tomorrow_cannot_be_measured(programme):
    with pytest.raises(ValidationError, match="not come yet"):
        make_measurement(make_goal(programme), 50, on=datetime.date.today() + datetime.timedelta(days=2))


def test_a_measurement_leaves_one_entry(programme):
    measurement = make_measurement(make_goal(programme), "50.5")

    assert verbs(measurement) == ["created"]


def test_the_owner_measures_other_members_do_not(programme):
    goal = make_goal(programme, owner=user_as("member", programme))

    make_measurement(goal, 50, by=user_as("member", programme))
    with pytest.raises(PermissionDenied):
        make_measurement(goal, 60, by=user_as("executive", programme))

    assert goal.measurements.count() == 1


def test_a_dropped_goal_is_not_measured(programme):
    goal = make_goal(programme)
    perform(goal, "drop", by=user_as("manager", programme), note="out of scope")

    with pytest.raises(Refused, match="dropped"):
        make_measurement(goal, 50)
