"""The scenes of this app, played alone for both organisations."""

import pytest
from django.utils import timezone

from change_mgmt import demo
from change_mgmt.coverage import Cover, coverage
from change_mgmt.models import ChangeRequest, Session, Stakeholder
from change_mgmt.panels import scope
from core.audit import broken_links
from implementation.gates import registry
from implementation.programme import story as stories
from implementation.programme.demo import tell_both

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(monkeypatch):
    mine = [item for item in stories._scenes if item.play.__module__.startswith(demo.__name__)]
    monkeypatch.setattr(stories, "_scenes", mine)
    return tell_both(today=timezone.localdate())


def test_both_organisations_have_people_who_matter_training_and_changes(both):
    for story in both:
        programme = story.programme
        states = ChangeRequest.objects.filter(programme=programme).values_list("state", flat=True)

        assert set(states) == set(ChangeRequest.State.values)
        assert Stakeholder.objects.filter(programme=programme).count() == 11
        assert coverage(programme).total == Cover(46, 42)
        assert Session.objects.filter(course__programme=programme, state="planned").count() == 2
        assert scope(programme).level == "at_risk"
    assert list(broken_links()) == []


def test_the_checks_are_met_for_the_gates_that_are_decided(both):
    checks = registry.checks()
    for story in both:
        for name in ("change_mgmt.stakeholders_known", "change_mgmt.people_trained"):
            assert checks[name].function(story.programme, gate=None, **checks[name].parameters).state == "met"


def test_one_change_is_late_and_the_two_organisations_agree(both):
    late = [
        [
            change.code
            for change in ChangeRequest.objects.filter(programme=story.programme).open()
            if change.decide_by < story.today
        ]
        for story in both
    ]
    sizes = [
        list(ChangeRequest.objects.filter(programme=story.programme).order_by("number").values_list("size", flat=True))
        for story in both
    ]

    assert late == [["CR-05"], ["CR-05"]]
    assert sizes[0] == sizes[1]
