"""The part of the demonstration that this app tells, played alone."""

import pytest
from django.utils import timezone

from implementation.gates.registry import checks
from implementation.programme import demo, story
from vendors.models import Contract

pytestmark = pytest.mark.django_db


def test_the_scenes_meet_the_checks_before_their_gates(monkeypatch):
    import vendors.demo as own

    mine = [item for item in story.scenes() if getattr(item.play, "__module__", "").startswith(own.__name__)]
    monkeypatch.setattr(story, "_scenes", mine)

    stories = demo.tell_both(today=timezone.localdate())

    for told in stories:
        for name in ("sourcing_decided", "vendor_selected", "clauses_complete", "notice_known", "contract_signed"):
            gate = told.programme.gates.get(kind="contract_review")
            assert checks()[f"vendors.{name}"].function(told.programme, gate=gate).state == "met"
    english, chinese = (Contract.objects.get(programme=told.programme) for told in stories)
    assert (english.notice_by - english.today).days <= 90
    assert english.is_served_by(stories[0].cast["vendor_contact"])
    assert not chinese.is_served_by(stories[0].cast["vendor_contact"])
