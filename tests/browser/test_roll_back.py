"""A pilot is given up on a phone: the way back run step by step, seen by a second person, and the pilot ends."""

import pytest
from django.urls import reverse

from implementation.rollout.models import Pilot, Run
from tests.factories import make_programme, user_as
from tests.rollout.factories import make_running_pilot
from tests.rollout.going_live import make_runbook

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pilot():
    programme = make_programme()
    for role in ("sponsor", "consultant"):
        user_as(role, programme)
    return make_running_pilot(programme, name="Quotes")


def test_a_pilot_is_rolled_back_step_by_step_on_a_phone(pilot, visit):
    programme = pilot.programme
    book = make_runbook(programme, kind="roll_back", pilot=pilot, steps=3)
    manager = visit(user_as("manager", programme), width=390, height=844)
    page = manager.page
    manager.open(pilot.get_absolute_url())

    page.get_by_role("link", name="Checklist: Roll-back").click()
    page.get_by_role("link", name="Start a run").click()
    page.get_by_label("For real").check()
    page.get_by_label("Why, or what is tried").fill("Orders were lost.")
    page.get_by_role("button", name="Start the run").click()
    page.get_by_role("heading", name="Step 1 of 3").wait_for()
    assert manager.axe() == []
    assert page.get_by_role("button", name="Done").bounding_box()["height"] >= 44

    watcher = visit(user_as("consultant", programme), width=390, height=844)
    watcher.open(Run.objects.get(runbook=book).get_absolute_url())
    page.get_by_role("button", name="Done").click()
    page.get_by_role("heading", name="Step 2 of 3").wait_for()
    watcher.page.get_by_role("heading", name="Step 2 of 3").wait_for()
    page.get_by_label("Note").fill("The copy cannot be read.")
    page.get_by_role("button", name="Failed").click()
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Done").click()
    page.get_by_role("heading", name="Step 3 of 3").wait_for()
    page.get_by_label("Note").fill("Nobody to tell.")
    page.get_by_role("button", name="Leave it out").click()
    page.get_by_role("heading", name="Every step is settled").wait_for()
    page.get_by_role("button", name="Finish the run").click()
    page.get_by_text("Pilot rolled back.").wait_for()
    assert (manager.axe(), manager.overflow()) == ([], 0)

    assert Pilot.objects.get().state == "rolled_back"
    manager.open(reverse("rollout", args=[programme.pk]))
    assert "Rolled back" in page.locator("main").inner_text()
    manager.open(pilot.exit_gate.get_absolute_url())
    assert "The pilot was rolled back: only “stop” closes its gate." in page.locator("main").inner_text()
    assert (manager.complaints, watcher.complaints) == ([], [])
