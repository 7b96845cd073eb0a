"""A front-line employee without an account learns: signs up by a link, is at the door, passes the test. On a phone, in Chinese."""

import re

from django.core import mail
from django.utils.translation import gettext, override

from change_mgmt.models import Enrolment

OWN = re.compile(r"/training/own/[0-9a-f]{64}/")


def in_chinese(words: str) -> str:
    """The Traditional Chinese of a sentence of the product."""
    with override("zh-hant"):
        said = gettext(words)
    assert said != words
    return said


def link_to_sign_up(manager, course) -> str:
    """The address as the manager reads it on the page of links."""
    manager.open(f"training/{course.pk}/links/")
    manager.press("Open a link")
    manager.sound()
    return re.search(r"/training/join/[0-9a-f]{64}/", manager.page.content()).group()


def sign_up(phone, address, employee) -> str:
    """In Traditional Chinese, by work e-mail; the address of one's own page comes by mail."""
    assert phone.visitor.open(address) == 200
    phone.press("繁體中文")
    phone.page.get_by_role("button", name=in_chinese("Sign up"), exact=True).wait_for()
    phone.fill(email=employee.email)
    phone.sound()
    phone.press(in_chinese("Sign up"))
    phone.told(in_chinese("Look into your mailbox"))
    assert mail.outbox[-1].to == [employee.email]
    return OWN.search(mail.outbox[-1].body).group()


def come_in(phone, manager, session):
    """The code on the wall, read by the phone that has opened its owner's page before."""
    manager.open(f"sessions/{session.pk}/wall/")
    code = manager.page.locator("img.code").get_attribute("src").partition("?")[2]
    assert phone.visitor.open(f"/training/here/{code}/") == 200
    phone.sound()
    phone.page.locator("button[name=me]").click()
    phone.told(in_chinese("You are marked as here"))
    assert phone.visitor.open(f"/training/here/{code[:-1]}0/") in (404, 410)
    phone.visitor.complaints.clear()  # the browser complains of the answer that was wanted


def pass_the_test(phone, own):
    phone.visitor.open(own)
    phone.press(in_chinese("Take the test"))
    phone.press(in_chinese("Hand in the answers"))
    phone.told(in_chinese("Answer every question; the open ones are marked below."))
    phone.visitor.complaints.clear()
    phone.page.get_by_text("在客戶資料裡").click()
    phone.press(in_chinese("Hand in the answers"))
    phone.told(in_chinese("Your answers are handed in."))
    phone.sound()
    with phone.page.expect_download() as loading:
        phone.press(in_chinese("Load the certificate (PDF)"))
    with open(loading.value.path(), "rb") as paper:
        assert paper.read(5) == b"%PDF-"


def learned(employee) -> tuple[str, int | None]:
    seat = Enrolment.objects.get(employee=employee)
    return seat.state, seat.score
