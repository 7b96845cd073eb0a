import io
import subprocess

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from core.charts import figures
from implementation.programme import registry
from implementation.reports.document import ROOMS, document, html, sheet
from implementation.reports.facts import facts
from tests.core.test_pdf import fonts, images
from tests.factories import make_programme
from tests.reports.factories import make_report, make_words, panel

pytestmark = pytest.mark.django_db
LANGUAGES = [("en", "en", "SC"), ("zh-hans", "zh-Hans", "SC"), ("zh-hant", "zh-Hant", "TC")]
CHART = {
    "figure": figures.line_chart({"Active": [40, 61, 83]}, ["2026-09", "2026-10", "2026-11"], unit=" %"),
    "title": {"en": "People active", "zh-hans": "活跃人数", "zh-hant": "活躍人數"},
    "description": "Up to 83 %.",
    "columns": [],
    "rows": [],
}


def known(programme, **fields):
    return facts(programme, **make_words(**fields))


def pages(drawn, tmp_path) -> list[str]:
    path = tmp_path / "report.pdf"
    path.write_bytes(drawn.bytes)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


@pytest.mark.pdf
@pytest.mark.parametrize(("language", "tag", "family"), LANGUAGES)
def test_the_same_facts_in_each_language(programme, language, tag, family, tmp_path):
    with panel({"charts": [CHART]}, title="Adoption"):
        frozen = known(programme, headline="试点有效 the pilot works")
        drawn = document(frozen, language)

    found = pikepdf.open(io.BytesIO(drawn.bytes))
    assert drawn.tagged
    assert drawn.pages == len(found.pages) > 1
    assert str(found.Root.Lang) == tag
    assert {name.replace("-", " ").removesuffix(" Bold") for name in fonts(found)} == {f"Noto Sans CJK {family}"}
    assert images(found) == []
    assert {"en": "People active", "zh-hans": "活跃人数", "zh-hant": "活躍人數"}[language] in "".join(
        pages(drawn, tmp_path)[1:]
    )
    assert "试点有效 the pilot works" in pages(drawn, tmp_path)[0]
    assert found.open_metadata()["pdfuaid:part"] == "1"


@pytest.mark.pdf
def test_headings_are_bookmarks_and_pages_are_numbered(programme, tmp_path):
    drawn = document(known(programme), "en")

    with pikepdf.open(io.BytesIO(drawn.bytes)).open_outline() as outline:
        (top,) = outline.root
    read = pages(drawn, tmp_path)
    assert top.title == make_words()["headline"]
    assert [below.title for below in top.children][:3] == ["Status", "What we need from you", "What happened"]
    assert [f"Page {n} of {len(read)}" in page for n, page in enumerate(read, 1)] == [True] * len(read)
    assert "Not published" in read[0]


BOUNDS = registry.Bounds(0, 0, "Inner", "Outer")


@pytest.mark.pdf
def test_page_one_is_cut_to_one_page_and_the_rest_follows(programme, monkeypatch, tmp_path):
    long = "A reason that takes a whole line and a good part of the next one, so that the table grows. " * 3
    dimensions = {
        f"d{n}": registry.Dimension(
            f"d{n}", f"Dimension {n}", n, lambda programme, limits: registry.Status("at_risk", long), BOUNDS, ()
        )
        for n in range(8)
    }
    monkeypatch.setattr(registry, "_dimensions", dimensions)
    events = [registry.Event(make_words()["period_end"], f"Event {n}: {long}") for n in range(9)]
    monkeypatch.setattr(registry, "_events", [lambda programme, since, until: events])

    drawn = document(known(programme), "en")

    read = pages(drawn, tmp_path)
    assert "What was done" in read[1]
    assert "more on the next page" in read[0]
    assert "Event 8" in " ".join(read[1:])


def test_a_published_document_names_who_published_it_and_the_hash(programme):
    report = make_report(programme)

    markup = html(report.facts, "en")

    assert f"by {report.by_name}, Manager · facts frozen, SHA-256 {report.short_hash}" in markup


def test_briefs_stand_on_page_one_and_details_after_it(programme):
    row = {
        "next": None,
        "decided": [],
        "conditions": [{"text": "Exit plan", "owner": "Mia", "due": "2026-12-11", "state": "open"}],
    }
    with panel(row, brief="gates/_report.html", detail="gates/_report.html"):
        markup = html(known(programme), "en", room=ROOMS[0])
        without = html(known(programme), "en", room=ROOMS[-1])

    assert markup.count('<th scope="row">Exit plan</th>') == 2
    assert without.count("Exit plan") == 1


def test_two_narrow_briefs_stand_side_by_side(programme):
    one = panel({"conditions": [{"text": "One"}]}, name="business_case.fake", brief="gates/_report.html")
    two = panel({"conditions": [{"text": "Two"}]}, name="sla.fake", brief="gates/_report.html", order=2)
    with one, two:
        markup = html(known(programme), "en")

    row = markup[markup.rindex('<div class="cols">') :]
    assert "One" in row
    assert "Two" in row


def test_a_panel_without_a_template_shows_nothing(programme):
    with panel({"rows": [1]}, title="Nobody draws this", detail="risks/_not_there.html", brief="risks/_nor_this.html"):
        markup = html(known(programme), "en")

    assert "Nobody draws this" not in markup


def test_an_error_in_a_panel_surfaces(programme):
    def broken(programme):
        raise ZeroDivisionError

    registry.panel("risks.broken", title="Broken", order=1, detail="")(broken)
    try:
        with pytest.raises(ZeroDivisionError):
            known(programme)
    finally:
        del registry._panels["risks.broken"]


def test_what_people_type_is_escaped(programme):
    frozen = known(programme, headline="<script>alert(1)</script>", done="<b>bold</b>")

    assert "<script>" not in html(frozen, "en")
    assert "<b>bold</b>" not in html(frozen, "en")
    assert "<script>" not in sheet(frozen)


def test_charts_are_drawn_after_their_panel_with_words_for_those_who_listen(programme):
    with panel({"charts": [CHART]}, title="Adoption"):
        markup = html(known(programme), "zh-hans")

    assert markup.count('<img alt="活跃人数。Up to 83 %." src="data:image/svg+xml;base64,') == 1


def test_the_sheet_on_a_page_begins_below_the_pages_own_heading(programme):
    shown = sheet(known(programme))

    assert "<h1" not in shown
    assert '<h2 class="t1">' in shown


@pytest.mark.pdf
def test_the_command_writes_the_present_state(programme, tmp_path, capsys):
    target = tmp_path / "report.pdf"

    call_command("progress_report", programme.pk, language="zh-hant", output=target)

    document = pikepdf.open(target)
    assert str(document.Root.Lang) == "zh-Hant"
    assert capsys.readouterr().out == f"{target}: {len(document.pages)} pages, tagged\n"
    assert not programme.progressreports.exists()


@pytest.mark.pdf
def test_the_command_takes_the_organisations_language(db, tmp_path):
    programme = make_programme(language="zh-hans")
    target = tmp_path / "report.pdf"

    call_command("progress_report", programme.pk, output=target)

    assert str(pikepdf.open(target).Root.Lang) == "zh-Hans"


def test_the_command_names_a_programme_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="There is no programme 99"):
        call_command("progress_report", 99, output=tmp_path / "report.pdf")
