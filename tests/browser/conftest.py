"""Chromium against the product's own pages."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from lxml import html

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


class Visitor:
    """A signed-in person, or without a user somebody from outside, in front of a screen; complaints of the console are kept."""

    def __init__(self, chromium, live_server, user, *, width=1440, height=900):
        self.address = live_server.url
        self.context = chromium.new_context(viewport={"width": width, "height": height})
        if user:
            client = Client()
            client.force_login(user)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.address}])
        self.page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.complaints = []
        self.page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path):
        answer = self.page.goto(f"{self.address}{path}")
        return answer.status

    def fetch(self, path) -> tuple[int, list[str]]:
        """How an address answers this person, without drawing it, and where the page leads."""
        answer = self.context.request.get(f"{self.address}{path}")
        if "html" not in answer.headers["content-type"]:
            return answer.status, []
        return answer.status, html.fromstring(answer.body()).xpath("//a/@href")

    def axe(self) -> list[str]:
        """What axe finds, a line for each rule with the first place."""
        found = Axe().run(self.page, options=RULES).response["violations"]
        return [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in found]

    def overflow(self) -> int:
        """How far the page is wider than the screen."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def visit(chromium, live_server):
    opened = []

    def as_person(user, **screen) -> Visitor:
        visitor = Visitor(chromium, live_server, user, **screen)
        opened.append(visitor)
        return visitor

    yield as_person
    for visitor in opened:
        visitor.context.close()
