import datetime

import pytest

from implementation.goals import demo
from implementation.goals.gate_checks import goals_complete, map_without_gaps, vision_signed
from implementation.goals.models import Goal
from implementation.programme import story as stories
from implementation.programme.demo import CHINESE, ENGLISH, begin
from implementation.programme.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("cast", "language"), [(ENGLISH, "en"), (CHINESE, "zh-hans")])
def test_the_vision_is_signed_and_goals_are_measured(monkeypatch, cast, language):
    mine = [item for item in stories.scenes() if item.play.__module__ == demo.__name__]
    monkeypatch.setattr(stories, "_scenes", mine)
    story = begin(
        cast=cast,
        organisation=Organisation(name="Fictitious", language=language),
        name="Programme",
        departments={"Sales": 5},
        today=datetime.date.today(),
    )

    stories.tell(story)

    standings = {goal.standing for goal in Goal.objects.with_latest()}
    assert vision_signed(story.programme, gate=None).state == "met"
    assert goals_complete(story.programme, gate=None, minimum=3).state == "met"
    assert (Goal.objects.count(), standings) == (5, {"on_the_way", "behind", "not_measured"})
    assert map_without_gaps(story.programme, gate=None, activities=1).figures["layers_without"] == 0
    assert [item.state for item in story.programme.visionversions.all()] == ["open", "signed"]
    assert [(review.days, review.state) for review in story.programme.goalreviews.all()] == [
        (30, "planned"),
        (60, "planned"),
        (90, "planned"),
    ]
    assert story.programme.goalfiles.get().state == "imported"
