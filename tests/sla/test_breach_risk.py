import pytest

from core.models import AuditEntry
from risks.actions import rate
from risks.models import RatingChange, Risk
from sla.models import Breach
from sla.rollup import roll_up
from tests.factories import user_as
from tests.sla.factories import bring_in, csv_of, make_agreement

pytestmark = pytest.mark.django_db


def log(*months):
    """Two hours down in each of these months of 2025, up otherwise until the end of April."""
    rows = [
        f"shop,2025-0{month}-05T0{hour}:00:00Z,{state},200,1"
        for month in months
        for hour, state in ((1, "down"), (3, "up"))
    ]
    return csv_of("shop,2024-12-31T00:00:00Z,up,200,1", *rows, "shop,2025-05-01T00:00:00Z,up,200,1")


def words(month):
    return Breach.objects.get(month=f"2025-0{month}-01").risk_words["en"]


def test_the_first_breach_puts_the_risk_into_the_register(programme):
    bring_in(make_agreement(programme), log(1))

    risk = Risk.objects.get()
    assert (risk.current_likelihood, risk.state, words(1)) == (4, "identified", "Put into the register of risks.")


def test_a_further_breach_makes_it_likelier_with_the_reason_in_its_history(programme):
    bring_in(make_agreement(programme), log(1, 2))

    risk = Risk.objects.get()
    change = RatingChange.objects.filter(risk=risk, kind="current").first()
    assert (risk.current_likelihood, risk.state) == (5, "identified")
    assert (change.likelihood_before, change.likelihood, change.by) == (4, 5, None)
    assert change.reason == "A further breach: Availability, Feb 2025"
    assert words(2) == "Likelihood raised from 4 to 5."


def test_above_the_highest_there_is_nothing(programme):
    bring_in(make_agreement(programme), log(1, 2, 3))

    assert (Risk.objects.get().current_likelihood, words(3)) == (5, "The likelihood is the highest already.")


def test_a_rating_that_a_person_set_stays_and_its_review_is_due(programme):
    agreement = make_agreement(programme)
    bring_in(agreement, log(1))
    manager = user_as("manager", programme)
    rate(Risk.objects.get(), by=manager, reason="They hired people.", current_likelihood=2)

    bring_in(agreement, csv_of("shop,2025-03-05T01:00:00Z,down,0,0", "shop,2025-03-05T03:00:00Z,up,200,1"))

    risk = Risk.objects.get()
    assert risk.current_likelihood == 2
    assert words(3).startswith("Manager rated it on ")
    line = AuditEntry.objects.get(label="risks.risk", object_id=risk.pk, verb="reviewed")
    assert line.note == "A further breach: Availability, Mar 2025"


def test_what_is_imported_again_raises_nothing_again(programme):
    agreement = make_agreement(programme)
    bring_in(agreement, log(1, 2))

    roll_up(agreement)

    assert (RatingChange.objects.filter(kind="current").count(), Breach.objects.count()) == (2, 2)
