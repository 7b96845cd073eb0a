"""A questionnaire to one vendor, which answers on its link behind the mailed code."""

import re

from django.core import mail

from vendors.models import ReplyLink

POLICY = "Which data-security policy do you follow, and who checks it?"
NOTICE = "Within how many hours do you tell us of an incident?"


def ask_alder(manager) -> str:
    """A questionnaire to one vendor; the token of the link as the page shows it once."""
    manager.open("questionnaires/new/").fill(name="Questions to the shortlist")
    manager.press("Save")
    manager.follow("From the library")
    for question in (POLICY, NOTICE):
        manager.page.get_by_label(question).check()
    manager.press("Add the questions")
    manager.told("2 questions are added.")
    manager.follow("Send it")
    manager.page.get_by_label("Ask Birch", exact=True).uncheck()
    manager.page.get_by_label("Name of the person at Alder", exact=True).fill("Vera")
    manager.page.get_by_label("E-mail of Alder", exact=True).fill("vera@alder.example")
    manager.press("Send it")
    link = manager.page.get_by_label("Link for Alder", exact=True).input_value()
    assert link in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["vera@alder.example"]
    return link.rstrip("/").rpartition("/")[2]


def confirm(guest, token):
    """Through the code that is mailed to the address of the link; a wrong one opens nothing."""
    guest.visitor.open(f"/questionnaire/{token}/")
    assert guest.page.url.endswith("/code/")
    assert re.findall("Alder|shortlist|security", guest.page.content()) == []
    guest.press("Mail me a code")
    guest.told("A code is on its way")
    code = mail.outbox[-1].subject.removeprefix("Your code: ")
    guest.fill(code=f"{(int(code) + 1) % 1_000_000:06d}")
    guest.press("Open the questionnaire")
    guest.told("This is not the code of the last mail, or its time is over.")
    guest.fill(code=code)
    guest.press("Open the questionnaire")
    guest.page.get_by_role("heading", name="Questions to the shortlist").wait_for()


def answer_on_the_link(guest, token):
    confirm(guest, token)
    assert token not in guest.page.url
    policy, notice = guest.page.locator("[name^=value_]").all()
    policy.fill("ISO 27001, checked every year.")
    notice.fill("soon")
    guest.press("Save and hand in")
    guest.told("Write a number with digits alone, like 1250.5")
    guest.page.locator("[name^=value_]").last.fill("24")
    guest.press("Save and hand in")
    guest.sound()
    guest.fill(name="Vera", function="Sales")
    guest.page.locator("[name=declared]").check()
    guest.press("Hand in the answers")
    guest.told("Your answers are handed in.")
    kept = ReplyLink.objects.get().reply.versions.get()
    assert kept.facts_sha256 in guest.says()
    guest.sound()
