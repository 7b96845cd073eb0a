"""A user of the pilot speaks on a phone in Traditional Chinese; the manager reads it and makes it an issue."""

import pytest

from implementation.rollout.models import Feedback, PilotIssue
from tests.factories import make_programme, user_as
from tests.rollout.factories import make_link, make_running_pilot

pytestmark = pytest.mark.django_db(transaction=True)


def test_feedback_from_a_phone_reaches_the_manager(chromium, live_server, visit):
    pilot = make_running_pilot(make_programme())
    token = make_link(pilot).token
    phone = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-TW")
    page = phone.new_page()
    page.set_default_timeout(10_000)

    page.goto(f"{live_server.url}/feedback/{token}/")
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.locator("input[name=rating][value='2']").check()
    page.locator("textarea[name=hinders]").fill("手機上的拜訪表單被截斷")
    page.locator("input[name=name]").fill("林小姐")
    page.locator("form[novalidate] button[type=submit]").click()
    page.wait_for_url("**?said=1")
    phone.close()

    manager = visit(user_as("manager", pilot.programme))
    manager.open(f"{pilot.get_absolute_url()}feedback/")
    assert manager.page.get_by_text("手機上的拜訪表單被截斷").is_visible()
    manager.page.get_by_role("button", name="Make it an issue").click()
    manager.page.get_by_role("heading", name="手機上的拜訪表單被截斷").wait_for()

    assert (Feedback.objects.get().rating, PilotIssue.objects.get().reported_by) == (2, "林小姐")
    assert manager.axe() == []
    assert manager.complaints == []
