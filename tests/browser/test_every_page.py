"""Every page of the demonstration, as its people reach it: axe finds nothing, nothing is wider than a phone, no complaint."""

import importlib
import re
from collections import Counter

import pytest
from django.apps import apps
from django.urls import Resolver404, resolve
from django.utils.module_loading import module_has_submodule

from core.models import User
from implementation.programme.demo import CHINESE, ENGLISH, tell_both

pytestmark = pytest.mark.django_db(transaction=True)

#: How many pages of one kind are looked at: the first ones reached.
OF_A_KIND = 2
#: Addresses that answer with a file, or leave the product.
NO_PAGE = re.compile(
    r"^/(files|admin|accounts/logout|language|inbox/\d)|/xlsx/|/pdf/|\.(xlsx|pdf|csv|yaml)$|/download/"
)


@pytest.fixture
def demonstration():
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "demo"):
            importlib.import_module(f"{config.name}.demo")
    return tell_both()


def reach(visitor, start: str) -> dict[str, list[str]]:
    """Follow links from a page; what is wrong with each page reached."""
    wrong, seen, kinds, queue = {}, set(), Counter(), [start]
    while queue:
        path = queue.pop(0)
        if path in seen or NO_PAGE.search(path):
            continue
        seen.add(path)
        try:
            kind = resolve(path.partition("?")[0]).url_name
        except Resolver404:
            wrong[path] = ["leads nowhere"]
            continue
        kinds[kind] += 1
        if kinds[kind] > OF_A_KIND:
            continue
        visitor.complaints.clear()
        status = visitor.open(path)
        found = [] if status == 200 else [f"answers {status}"]
        if status == 200:
            found += visitor.axe()
            if visitor.overflow() > 0:
                found.append(f"{visitor.overflow()} px wider than the screen")
        found += visitor.complaints
        if found:
            wrong[path] = found
        links = visitor.page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        queue += [link.partition("#")[0] for link in links if link.startswith("/")]
    assert len(seen) > 5
    return wrong


@pytest.mark.parametrize(
    ("role", "width", "language"),
    [
        ("manager", 1440, "en"),
        ("manager", 390, "zh-hans"),
        ("sponsor", 390, "en"),
        ("consultant", 1440, "zh-hant"),
        ("executive", 390, "zh-hans"),
        ("member", 390, "zh-hant"),
        ("vendor_contact", 390, "en"),
    ],
)
def test_every_page_is_sound(demonstration, visit, role, width, language):
    english, chinese = demonstration
    story, cast = (chinese, CHINESE) if language.startswith("zh") else (english, ENGLISH)
    User.objects.filter(email=cast[role][0]).update(language=language)
    visitor = visit(User.objects.get(email=cast[role][0]), width=width)

    wrong = reach(visitor, story.programme.get_absolute_url())

    assert wrong == {}
