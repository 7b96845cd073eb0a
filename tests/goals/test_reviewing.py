import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.goals import actions
from implementation.goals.gate_checks import reviews_held
from implementation.goals.models import GoalReview
from implementation.programme.models import Stage, Task
from tests.factories import make_programme, user_as
from tests.goals.factories import make_goal, make_measurement, make_reviews, verdicts

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def days(number):
    return TODAY + datetime.timedelta(days=number)


def hold(review, found=None, by="manager"):
    given = verdicts(review.programme) if found is None else found
    return actions.hold_review(review, found=given, remarks="All came.", by=user_as(by, review.programme))


def test_three_reviews_are_planned_from_the_day_of_going_live(programme):
    found = make_reviews(programme, live_days_ago=10)

    assert [(review.days, review.due, review.state) for review in found] == [
        (30, days(20), "planned"),
        (60, days(50), "planned"),
        (90, days(80), "planned"),
    ]
    entries = AuditEntry.objects.filter(label="goals.goalreview").values_list("verb", flat=True)
    assert list(entries) == ["created"] * 3


def test_planning_twice_adds_nothing(programme):
    make_reviews(programme)

    assert make_reviews(programme, live_days_ago=50) == []
    assert programme.goalreviews.count() == 3


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_plan(programme, role):
    with pytest.raises(PermissionDenied):
        actions.plan_reviews(programme, live_on=TODAY, by=user_as(role, programme))

    assert not programme.goalreviews.exists()


def test_the_product_plans_once_operation_has_begun(programme):
    before = actions.plan_everywhere()
    Stage.objects.filter(programme=programme, kind="operate").update(actual_start=days(-5))
    after = actions.plan_everywhere()
    again = actions.plan_everywhere()

    assert (before, after, again) == (0, 3, 0)
    assert programme.goalreviews.first().went_live_on == days(-5)


def test_reviews_planned_by_hand_move_with_the_real_day_but_a_chosen_day_stays(programme):
    first, second, _third = make_reviews(programme, live_days_ago=-20)
    GoalReview.objects.filter(pk=second.pk).update(due=days(200))
    Stage.objects.filter(programme=programme, kind="operate").update(actual_start=days(-5))

    actions.plan_everywhere()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.went_live_on, first.due) == (days(-5), days(25))
    assert (second.went_live_on, second.due) == (days(-5), days(200))


def test_a_stopped_programme_gets_none(programme):
    Stage.objects.filter(programme=programme, kind="operate").update(actual_start=days(-5))
    type(programme).objects.filter(pk=programme.pk).update(state="stopped")

    assert actions.plan_everywhere() == 0


def test_a_review_keeps_value_and_verdict_of_every_goal(programme):
    goal, dropped = make_goal(programme), make_goal(programme, title="Gone")
    make_measurement(goal, 50)
    perform(dropped, "drop", by=user_as("manager", programme), note="out of scope")
    review = make_reviews(programme)[0]

    held = hold(review)
    make_measurement(goal, 80, note="later")

    line = held.lines.get()
    assert (held.state, held.held_on, held.held_by_name, held.remarks) == ("held", TODAY, "Manager", "All came.")
    assert (line.goal, line.value, line.target, line.verdict, line.standing) == (goal, 50, 80, "partly", "on_the_way")
    verbs = AuditEntry.objects.filter(label="goals.goalreview", object_id=review.pk).values_list("verb", flat=True)
    assert list(verbs.order_by("number")) == ["created", "hold"]
    assert list(broken_links()) == []


def test_what_is_to_be_done_becomes_a_task(programme):
    make_goal(programme)
    member = user_as("member", programme)
    review = make_reviews(programme)[0]

    hold(review, verdicts(programme, task="Train the office", task_owner=member, task_due=days(9)))

    task = Task.objects.get()
    assert (task.text, task.owner, task.due, task.about) == ("Train the office", member, days(9), review)
    assert task.details == "Quotations within two days"


def test_who_is_named_holds_it_others_of_the_role_do_not(programme):
    make_goal(programme)
    first, second, _third = make_reviews(programme, lead="executive")

    hold(first, by="executive")
    with pytest.raises(PermissionDenied):
        hold(second, by="sponsor")

    assert GoalReview.objects.get(pk=second.pk).state == "planned"


def test_a_review_is_held_once(programme):
    make_goal(programme)
    review = make_reviews(programme)[0]
    hold(review)

    with pytest.raises(Refused, match="held already"):
        hold(review)

    assert review.lines.count() == 1


def test_before_going_live_there_is_nothing_to_review(programme):
    make_goal(programme)
    review = make_reviews(programme, live_days_ago=-3)[0]

    with pytest.raises(Refused, match="not gone live"):
        hold(review)


def test_without_goals_nothing_is_held(programme):
    with pytest.raises(Refused, match="set goals"):
        hold(make_reviews(programme)[0])


def test_goals_that_changed_meanwhile_are_looked_at_again(programme):
    make_goal(programme)
    review, seen = make_reviews(programme)[0], verdicts(programme)
    make_goal(programme, title="Second")

    with pytest.raises(Refused, match="changed meanwhile"):
        hold(review, seen)

    assert not review.lines.exists()


def test_the_lead_and_the_steering_roles_hear_of_it(programme):
    make_goal(programme)
    sponsor = user_as("sponsor", programme)
    hold(make_reviews(programme)[0])

    assert Notification.objects.filter(user=sponsor).values_list("text", flat=True)[0] == (
        "Goals 30 days after go-live: 0 of 1 goals reached."
    )


def test_the_gate_asks_for_the_reviews(programme):
    make_goal(programme)
    nothing = reviews_held(programme, gate=None, reviews=3)
    found = make_reviews(programme)
    planned = reviews_held(programme, gate=None, reviews=3)
    hold(found[0])
    one = reviews_held(programme, gate=None, reviews=3)
    enough = reviews_held(programme, gate=None, reviews=1)

    assert [result.state for result in (nothing, planned, one, enough)] == ["not_met", "not_met", "partly", "met"]
    assert str(one.evidence) == "**1 of 3** reviews are held; at least 3 are asked for."
    assert one.figures == {"planned": 3, "held": 1}


def test_another_programmes_task_owner_is_refused_whole(programme):
    make_goal(programme)
    stranger = user_as("member", make_programme())
    review = make_reviews(programme)[0]

    with pytest.raises(ValidationError):
        hold(review, verdicts(programme, task="x", task_owner=stranger, task_due=days(2)))

    assert GoalReview.objects.get(pk=review.pk).state == "planned"
    assert not review.lines.exists()
