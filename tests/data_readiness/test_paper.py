"""Rehearsals and scores on paper: who signed, nothing of the rows, and no more queries for more of them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from implementation.data_readiness import paper
from tests.data_readiness.duplicate_factories import make_rehearsal
from tests.data_readiness.factories import make_profiled, make_rule, make_source
from tests.factories import user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(monkeypatch):
    """What would be drawn, as text; drawing itself takes a second."""
    seen = {}

    def render(html, **about):
        seen.update(about, html=html)
        return paper.Pdf(b"%PDF", tagged=True, pages=1)

    monkeypatch.setattr(paper.engine, "render", render)
    return seen


def test_a_signed_rehearsal_names_who_ran_it_and_who_signed(programme, printed, as_role):
    owner = user_as("sponsor", programme)
    found = make_rehearsal(
        programme, state="signed", owner=owner, signed_by=owner, signed_at=timezone.now(), notes="Night of Friday"
    )

    answer = as_role("executive").get(reverse("rehearsal_pdf", args=[programme.pk, found.pk]))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="rehearsal-{found.pk}.pdf"'
    for words in (owner.name, found.ran_by.name, "Open amounts", "No country", "Night of Friday"):
        assert words in printed["html"]
    assert "Not signed yet" not in printed["html"]


def test_one_that_waits_for_its_signature_says_so(programme, printed):
    found = make_rehearsal(programme, state="reconciled")

    paper.rehearsal(found, "en")

    assert "Not signed yet" in printed["html"]
    assert printed["title"] == f"Migration rehearsal: {found}"


def test_what_has_not_run_has_no_paper(programme, as_role):
    found = make_rehearsal(programme, state="planned")

    answer = as_role("executive").get(reverse("rehearsal_pdf", args=[programme.pk, found.pk]), follow=True)

    assert "has not run yet" in answer.content.decode()
    assert answer["Content-Type"].startswith("text/html")


def test_the_scores_stand_on_paper_without_a_value(programme, printed, as_role):
    profile = make_profiled(programme, source=make_rule(programme).source)

    answer = as_role("executive").get(reverse("data_quality_pdf", args=[programme.pk]))

    assert answer["Content-Disposition"] == f'attachment; filename="quality-{programme.pk}.pdf"'
    assert profile.data_file.source.name in printed["html"]
    assert "50.0" in printed["html"]
    assert not any(value in printed["html"] for value in ("13800138000", "ann@example.org"))


def test_many_sources_cost_as_many_queries_as_one(programme, printed, django_assert_num_queries):
    make_profiled(programme)
    with django_assert_num_queries(3):
        paper.quality(programme, "en")
    for _number in range(30):
        make_profiled(programme, source=make_source(programme))

    with django_assert_num_queries(3):
        paper.quality(programme, "en")


def test_drawn_for_once(programme):
    """The markup is one that the engine draws, tagged."""
    found = make_rehearsal(programme)

    made = paper.rehearsal(found, "zh-hans")

    assert (made.bytes[:5], made.tagged, made.pages) == (b"%PDF-", True, 1)
