import datetime

import pytest

from core.models import User
from implementation.programme.story import Story, clock_at
from sla import demo, demo_consent, demo_promises
from sla.models import Breach, Credit, EventImport
from tests.factories import make_programme, user_as
from tests.sla.factories import make_contract

pytestmark = pytest.mark.django_db
SCENES = [
    (-131, demo.draft_the_agreement),
    (-131, demo_promises.promise_first_answers),
    (-124, demo.sign_the_agreement),
    (-76, demo.agree_on_maintenance),
    (-62, demo.first_measurements),
    (-62, demo_promises.first_tickets),
    (-58, demo_consent.send_the_first_statements),
    (-52, demo_consent.acknowledge_the_first_statements),
    (-1, demo.latest_measurements),
    (-1, demo_promises.latest_tickets),
    (-1, demo_consent.see_the_breach),
    (-1, demo_consent.vendor_answers),
    (-1, demo_consent.send_the_latest_statements),
    (-1, demo_consent.propose_maintenance),
    (-1, demo.claim_the_credit),
]


def play(today, *, language="en") -> Story:
    programme = make_programme(language=language)
    roles = ["sponsor", "manager", "consultant", "executive", "member", "vendor_contact"]
    cast: dict[str, User] = {role: user_as(role, programme) for role in roles}
    story = Story(programme=programme, cast=cast, today=today)
    make_contract(
        programme,
        contact=cast["vendor_contact"],
        starts_on=story.day(-125),
        time_zone="Asia/Shanghai",
        monthly_fee="2400",
    )
    for day, scene in SCENES:
        with clock_at(story.day(day), zone=programme.organisation.zone):
            scene(story)
    return story


@pytest.mark.parametrize("today", ["2026-11-21", "2026-03-01", "2027-01-31", "2028-02-29"])
def test_one_month_is_missed_whatever_the_day(today):
    play(datetime.date.fromisoformat(today))

    breach, credit = Breach.objects.get(), Credit.objects.get()
    assert (breach.state, credit.state, credit.amount) == ("explained", "claimed", 240)
    assert 99.85 < breach.measured < 99.89


def test_the_origin_is_stated_with_its_licence_and_shift():
    story = play(datetime.date(2026, 11, 21))

    note = EventImport.objects.filter(file_name__startswith="monitor").first().source_note
    if demo.RECORDS.exists():
        assert "github.com/MatBenfield/up" in note
        assert f"ODbL 1.0), shifted by {demo.shift(story)} days" in note


def test_without_the_real_records_a_small_log_is_generated(monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "RECORDS", tmp_path / "none.csv")

    play(datetime.date(2026, 11, 21), language="zh-hans")

    assert Breach.objects.get().credit.amount == 240
    assert "并非实际测量" in EventImport.objects.filter(file_name__startswith="monitor").first().source_note
