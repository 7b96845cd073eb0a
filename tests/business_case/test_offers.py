from decimal import Decimal

import pytest

from core.models import AuditEntry
from core.refusal import Refused
from implementation.business_case import offers
from implementation.business_case.actions import confirm, start_version, submit, take_offer
from implementation.business_case.models import BusinessCase
from implementation.business_case.offers import Offer
from implementation.business_case.worth import Worth
from tests.business_case.factories import make_case
from tests.factories import user_as
from tests.risks.factories import make_estimate, make_risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(monkeypatch):
    """One offer, whose amount a test may change."""
    amounts = {"a_year": Decimal(24_000)}
    monkeypatch.setattr(
        offers,
        "_offers",
        {"test.exposure": lambda programme: Offer("Exposure", basis="Of two risks.", url="/", **amounts)},
    )
    return amounts


def test_an_offer_becomes_a_cost_of_every_year_after_the_investment(programme, offered):
    case = make_case(programme)

    line = take_offer(case.chosen, "test.exposure", by=user_as("manager", programme))

    assert (line.title, line.category, line.kind) == ("Exposure", "risk", "cost")
    assert (line.shape, line.low, line.likely, line.high, line.start_month) == ("yearly", 24_000, 24_000, 24_000, 1)
    assert Worth(case).summary.costs == (100_000, 34_000, 34_000)


def test_an_offer_taken_again_brings_its_line_up_to_date(programme, offered):
    case = make_case(programme)
    take_offer(case.chosen, "test.exposure", by=user_as("manager", programme))
    offered["a_year"] = Decimal(9_000)

    line = take_offer(case.chosen, "test.exposure", by=user_as("manager", programme))

    assert case.lines.filter(source="test.exposure").count() == 1
    assert line.likely == 9_000
    told = AuditEntry.objects.filter(verb="offer taken").order_by("number")
    assert [entry.note for entry in told] == ["Of two risks.", "Of two risks."]


def test_what_is_not_offered_and_what_is_no_draft_is_refused(programme, offered):
    manager = user_as("manager", programme)
    draft = make_case(programme)

    with pytest.raises(Refused) as unknown:
        take_offer(draft.chosen, "test.nothing", by=manager)
    submit(draft, by=manager)
    with pytest.raises(Refused) as submitted:
        take_offer(draft.chosen, "test.exposure", by=manager)

    assert str(unknown.value) == "This is not offered any more."
    assert str(submitted.value) == "Only a draft can be changed: this version is submitted or confirmed."


def test_the_next_version_keeps_where_a_line_came_from(programme, offered):
    case = make_case(programme)
    take_offer(case.chosen, "test.exposure", by=user_as("manager", programme))
    submit(case, by=user_as("manager", programme))
    confirm(case, by=user_as("sponsor", programme))

    following = start_version(
        BusinessCase(programme=programme, discount_rate=Decimal(8), horizon_years=2), by=user_as("manager", programme)
    )

    assert [line.source for line in following.lines.all()] == ["", "test.exposure", ""]


def test_the_table_offers_what_the_register_costs_until_it_is_taken(programme, as_role):
    make_estimate(make_risk(programme), probability=100, low=500, likely=500, high=500)
    case = make_case(programme)
    client = as_role("manager")
    address = f"/programmes/{programme.pk}/business-case/scenarios/{case.chosen.pk}"

    before = client.get(f"{address}/lines/").content.decode()
    client.post(f"{address}/offers/risks.exposure/")
    after = client.get(f"{address}/lines/").content.decode()

    assert ("Take it in as a cost of each year" in before, "Take it in as a cost of each year" in after) == (
        True,
        False,
    )
    assert case.lines.get(source="risks.exposure").likely == 500


def test_an_offer_with_a_range_gives_a_line_with_a_range(programme, offered):
    offered |= {"low": Decimal(9_000), "high": Decimal(61_000)}

    line = take_offer(make_case(programme).chosen, "test.exposure", by=user_as("manager", programme))

    assert (line.low, line.likely, line.high) == (9_000, 24_000, 61_000)


def test_a_range_never_excludes_what_is_offered():
    offer = Offer("x", Decimal(5), "", "", low=Decimal(9), high=Decimal(2))

    assert (offer.least, offer.most) == (5, 5)


def test_a_line_taken_before_its_range_was_known_can_be_brought_up_to_date(programme, offered, as_role):
    case = make_case(programme)
    take_offer(case.chosen, "test.exposure", by=user_as("manager", programme))
    offered |= {"low": Decimal(9_000), "high": Decimal(61_000)}
    client = as_role("manager")
    address = f"/programmes/{programme.pk}/business-case/scenarios/{case.chosen.pk}"

    before = client.get(f"{address}/lines/").content.decode()
    client.post(f"{address}/offers/test.exposure/")
    after = client.get(f"{address}/lines/").content.decode()

    button = "Take it in as a cost of each year"
    assert (button in before, button in after) == (True, False)
    assert case.lines.get(source="test.exposure").low == 9_000
