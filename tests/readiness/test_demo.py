import datetime

import pytest

from core.audit import broken_links
from implementation.programme import story as stories
from implementation.programme.demo import CHINESE, ENGLISH, begin
from implementation.programme.models import Organisation
from implementation.readiness import demo
from implementation.readiness.gate_checks import architecture_checked, assessed, no_weak_dimension, team_complete
from implementation.readiness.models import Improvement
from implementation.readiness.standing import Standing

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(("cast", "language"), [(ENGLISH, "en"), (CHINESE, "zh-hans")])
def test_two_rounds_show_what_was_weak_and_what_came_of_it(monkeypatch, cast, language):
    mine = [item for item in stories.scenes() if item.play.__module__ == demo.__name__]
    monkeypatch.setattr(stories, "_scenes", mine)
    organisation = Organisation(name="Fictitious", language=language)
    story = begin(cast=cast, organisation=organisation, name="Programme", departments={"Sales": 5}, today=TODAY)

    stories.tell(story)

    programme = story.programme
    first, later = (programme.assessments.get(number=number).result for number in (1, 2))
    found = Standing(later, first)
    assert [line.dimension.key for line in Standing(first).weak] == ["information", "skills"]
    assert [(line.dimension.key, round(line.change, 2)) for line in found.weak] == [("information", 1.0)]
    improvements = Improvement.objects.filter(assessment__programme=programme)
    assert list(improvements.values_list("dimension", "task__state")) == [
        ("information", "done"),
        ("skills", "done"),
        ("information", "open"),
    ]
    with stories.clock_at(TODAY, zone=organisation.zone):
        states = [check(programme, gate=None).state for check in (assessed, no_weak_dimension)]
        unfinished = [check(programme, gate=None) for check in (team_complete, architecture_checked)]
    assert states == ["met", "met"]
    assert [result.state for result in unfinished] == ["partly", "partly"]
    assert unfinished[0].figures["missing"] == ["analysts"]
    assert unfinished[1].figures == {"answered": 12, "settled": 9, "all": 13}
    assert list(broken_links()) == []
