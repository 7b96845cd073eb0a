"""The PDF: both sides beside each other, in the reader's language."""

import pytest

from change_mgmt.processes.paper import pdf, told
from tests.processes.factories import make_drawn, make_process

pytestmark = pytest.mark.django_db


def test_both_sides_stand_beside_each_other(programme):
    found = told(make_drawn(programme), "en")

    assert len(found["bands"]) == 1
    assert all(each.startswith("data:image/svg+xml;base64,") for each in found["bands"][0])


def test_a_pdf_is_tagged(programme):
    made = pdf(make_drawn(programme), "zh-hans")

    assert (made.bytes[:4], made.tagged) == (b"%PDF", True)


def test_nothing_drawn_is_a_page_all_the_same(programme):
    assert pdf(make_process(programme), "en").pages == 1
