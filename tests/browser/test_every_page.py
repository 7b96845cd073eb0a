"""Every page of the demonstration, as its people reach it: axe finds nothing, nothing is wider than a phone, no complaint."""

import importlib
import re
from collections import Counter

import pytest
from django.apps import apps
from django.urls import Resolver404, resolve
from django.utils.module_loading import module_has_submodule
from playwright.sync_api import Error as BrowserError

from core.models import User
from implementation.programme.demo import begin_both
from implementation.programme.story import tell

pytestmark = pytest.mark.django_db(transaction=True)

#: How many pages of one kind each visitor opens: the first reached.
OF_A_KIND = 1
#: By how many visitors of a programme a kind of page is looked at; for the others it must open, and they follow its links.
LOOKED_AT = 1
#: Addresses that leave the product, change something, or answer programs.
NO_PAGE = re.compile(r"^/(admin|accounts/logout|language|inbox/\d|api/)")


def told(language: str):
    """The story of the demonstration in one language, told to its end."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "demo"):
            importlib.import_module(f"{config.name}.demo")
    english, chinese = begin_both()
    story = english if language == "en" else chinese
    tell(story)
    return story


def look_at(visitor, path: str) -> tuple[list[str], list[str]]:
    """What is wrong with a page in front of the visitor, and where it leads."""
    visitor.complaints.clear()
    try:
        status = visitor.open(path)
    except BrowserError as error:
        if "Download is starting" not in str(error):
            raise
        return [], []  # a file, which is no page
    found = [] if status == 200 else [f"answers {status}", *visitor.complaints]
    if status == 200:
        found += [*visitor.axe(), *visitor.complaints]
        if visitor.overflow() > 0:
            found.append(f"{visitor.overflow()} px wider than the screen")
    return found, visitor.page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")


def reach(visitor, start: str, looked: Counter) -> dict[str, list[str]]:
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
        if looked[kind] >= LOOKED_AT:
            status, links = visitor.fetch(path)
            found = [] if status == 200 else [f"answers {status}"]
        else:
            looked[kind] += 1
            found, links = look_at(visitor, path)
        if found:
            wrong[path] = found
        queue += [link.partition("#")[0] for link in links if link.startswith("/")]
    assert len(seen) > 5
    return wrong


#: Who looks at the programme of either organisation, at how wide a screen, in which language.
VISITS = {
    "en": [("manager", 1440, "en"), ("member", 390, "en")],
    "zh": [("consultant", 390, "zh-hans"), ("sponsor", 1440, "zh-hant"), ("vendor_contact", 390, "zh-hant")],
}


@pytest.mark.parametrize("organisation", VISITS)
def test_every_page_is_sound(organisation, visit):
    story, wrong, looked = told(organisation), {}, Counter()

    for role, width, language in VISITS[organisation]:
        person = story.cast[role]
        User.objects.filter(pk=person.pk).update(language=language)
        visitor = visit(person, width=width)
        found = reach(visitor, story.programme.get_absolute_url(), looked)
        wrong |= {f"{role} {width} {language} {path}": lines for path, lines in found.items()}

    assert wrong == {}, "\n".join(f"{place}: {line}" for place, lines in wrong.items() for line in lines)
