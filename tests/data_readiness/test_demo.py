import datetime

import pytest

from core.audit import broken_links
from implementation.data_readiness import demo
from implementation.data_readiness.gate_checks import domains_owned, quality
from implementation.data_readiness.models import DataFile, Profile
from implementation.programme import story as stories
from implementation.programme.demo import CHINESE, ENGLISH, begin
from implementation.programme.models import Organisation

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(("cast", "language"), [(ENGLISH, "en"), (CHINESE, "zh-hans")])
def test_customers_are_profiled_twice_and_better_the_second_time(monkeypatch, cast, language):
    mine = [item for item in stories.scenes() if item.play.__module__ == demo.__name__]
    monkeypatch.setattr(stories, "_scenes", mine)
    organisation = Organisation(name="Fictitious", language=language)
    story = begin(cast=cast, organisation=organisation, name="Programme", departments={"Sales": 5}, today=TODAY)

    stories.tell(story)

    _look, first, later = Profile.objects.order_by("at", "pk")
    assert (first.rows, later.rows, _look.score, first.score < 95 < later.score) == (300, 300, None, True)
    assert list(DataFile.objects.order_by("pk").values_list("state", "kept_reason")) == [
        ("deleted", ""),
        ("profiled", demo_reason(story)),
    ]
    assert list(broken_links()) == []
    assert [quality(story.programme, gate=None).state, domains_owned(story.programme, gate=None).state] == [
        "partly",
        "partly",
    ]


def demo_reason(story):
    return story.say("Needed for the review of duplicates before the move.", "迁移前复核重复客户需要这些数据。")
