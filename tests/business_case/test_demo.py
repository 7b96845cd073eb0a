import datetime

import pytest

from implementation.business_case import demo
from implementation.business_case.gate_checks import above_floor, confirmed, floor_investment
from implementation.programme import story as stories
from implementation.programme.demo import CHINESE, ENGLISH, begin
from implementation.programme.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("cast", "language"), [(ENGLISH, "en"), (CHINESE, "zh-hans")])
def test_the_case_is_confirmed_above_its_floor(monkeypatch, cast, language):
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

    for check in (confirmed, above_floor, floor_investment):
        assert check(story.programme, gate=None).state == "met"
