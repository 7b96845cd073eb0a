import datetime
from decimal import Decimal

import pytest

from core.audit import broken_links
from implementation.budget import demo
from implementation.budget.books import Books
from implementation.budget.gate_checks import actuals_current, within_tolerance
from implementation.budget.models import ActualCost
from implementation.business_case import demo as case_demo
from implementation.programme import story as stories
from implementation.programme.demo import CHINESE, ENGLISH, begin
from implementation.programme.models import Organisation

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(("cast", "language", "yuan"), [(ENGLISH, "en", 1), (CHINESE, "zh-hans", 8)])
def test_the_money_is_spent_by_a_budget_set_anew_and_stays_within_it(monkeypatch, cast, language, yuan):
    told = {demo.__name__, case_demo.__name__}
    monkeypatch.setattr(stories, "_scenes", [item for item in stories.scenes() if item.play.__module__ in told])
    organisation = Organisation(name="Fictitious", language=language)
    story = begin(cast=cast, organisation=organisation, name="Programme", departments={"Sales": 5}, today=TODAY)

    stories.tell(story)

    programme = story.programme
    costs = ActualCost.objects.filter(programme=programme)
    assert list(programme.budgets.values_list("number", "state", "source")) == [
        (2, "approved", "last"),
        (1, "superseded", "case"),
    ]
    assert (programme.workpackages.count(), programme.actualimports.get().state) == (6, "imported")
    assert (costs.filter(state="struck").count(), costs.filter(category="running").count()) == (1, 4)
    with stories.clock_at(TODAY, zone=organisation.zone):
        found = Books(programme)
        assert found.total_spent == yuan * Decimal(208_600)
        for check in (within_tolerance, actuals_current):
            assert check(programme, gate=None).state == "met"
    assert list(broken_links()) == []
