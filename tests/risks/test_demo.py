import datetime
from unittest.mock import patch

import pytest

from core.audit import broken_links
from implementation.programme import story as stories
from implementation.programme.demo import ENGLISH, begin
from implementation.programme.models import Organisation
from risks import demo
from risks.gate_checks import no_untreated_high, none_very_high, register_kept, reviews_current
from risks.models import Risk

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


@pytest.fixture(params=["en", "zh-hans"])
def story(request):
    organisation = Organisation(name="Example", language=request.param, currency="EUR", time_zone="Europe/Berlin")
    return begin(
        cast=ENGLISH, organisation=organisation, name="CRM", departments={"Sales": 3, "Service": 2}, today=TODAY
    )


def play(story, until):
    mine = [item for item in stories.scenes() if item.play.__module__.startswith(f"{demo.__name__}.")]
    with patch.object(stories, "scenes", lambda: mine):
        stories.tell(story, only_until=until)


def test_the_story_leaves_a_risk_in_every_state(story):
    play(story, 0)

    risks = Risk.objects.filter(programme=story.programme)

    assert set(risks.values_list("state", flat=True)) == set(Risk.State.values)
    assert risks.count() == 18
    assert [risk.title for risk in risks if risk.owner is None and risk.is_open] != []
    assert list(broken_links()) == []


def test_today_one_high_risk_waits_for_its_treatment(story):
    play(story, 0)

    found = no_untreated_high(story.programme, gate=None)

    untreated = Risk.objects.get(programme=story.programme, catalogue_key="sales_keep")
    assert (found.state, found.figures["untreated"]) == ("not_met", [untreated.code])
    assert reviews_current(story.programme, gate=None).state == "not_met"


@pytest.mark.parametrize("day", [-127, -43])
def test_before_the_gates_nothing_high_is_untreated(story, day):
    play(story, day)

    assert no_untreated_high(story.programme, gate=None).state == "met"
    assert none_very_high(story.programme, gate=None).state == "met"
    assert register_kept(story.programme, gate=None).state == "met"
