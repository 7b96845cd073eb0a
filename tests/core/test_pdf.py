import base64
import io
import logging
import subprocess
import sys
import urllib.parse
from pathlib import Path

import pikepdf
import pytest

from core import pdf
from core.charts import Chart
from tests.core.chart_samples import FIGURES

pytestmark = pytest.mark.pdf

REPORT = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>Report</title>
<link rel="stylesheet" href="pilotage/report.css"></head>
<body class="report" data-head="CRM 2026" data-period="Report 14" data-foot="Published 12 Nov 2026"
 data-page="Page " data-of=" of " data-end="">
<main><h1>The pilot works</h1><section><h2>Status</h2>{body}</section></main>
<section class="detail fresh"><h2>Details</h2>{detail}</section></body></html>"""
TABLE = (
    '<table><thead><tr><th scope="col">Risk</th><th scope="col" class="num">Level</th></tr></thead><tbody>'
    + '<tr><th scope="row">R-001</th><td class="num">3</td></tr>' * 90
    + "</tbody></table>"
)


def make(body="<p>Text</p>", detail="<p>More</p>", language="en", title="Report 14"):
    html = REPORT.format(language=language, body=body, detail=detail)
    return pdf.render(html, language=language, title=title, author="Nanling")


def opened(made):
    return pikepdf.open(io.BytesIO(made.bytes))


def fonts(document):
    """The names of the fonts embedded, without the six letters of the subset."""
    return {
        str(each.BaseFont).lstrip("/").partition("+")[2]
        for each in document.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font" and "/DescendantFonts" in each
    }


def images(document):
    return [
        each for each in document.objects
        if isinstance(each, pikepdf.Stream) and each.stream_dict.get("/Subtype") == "/Image"
    ]  # fmt: skip


def chart_image(name, language="en"):
    chart = Chart(FIGURES[name], "Share", "Two months missed.", [], [])
    return f'<figure class="chart-figure"><img alt="{chart.alternative}" src="{chart.as_data_uri(language)}"></figure>'


def test_a_report_is_tagged_and_says_its_language_and_title():
    made = make(detail=TABLE, language="zh-Hans", title="进展报告")

    document = opened(made)

    assert made.tagged
    assert made.pages == len(document.pages) == 4
    assert bool(document.Root.MarkInfo.Marked)
    assert "/StructTreeRoot" in document.Root
    assert str(document.Root.Lang) == "zh-Hans"
    assert str(document.docinfo["/Title"]) == "进展报告"
    assert str(document.docinfo["/Author"]) == "Nanling"
    assert document.open_metadata()["pdfuaid:part"] == "1"


def test_headings_are_bookmarks():
    with opened(make()).open_outline() as outline:
        titles = [(top.title, [below.title for below in top.children]) for top in outline.root]

    assert titles == [("The pilot works", ["Status", "Details"])]


def test_pages_are_numbered_and_a_table_repeats_its_head(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(make(detail=TABLE).bytes)

    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout

    pages = text.split("\f")
    assert [f"Page {number} of 4" in page for number, page in enumerate(pages[:4], 1)] == [True] * 4
    assert ["Level" in page for page in pages[:4]] == [False, True, True, True]
    assert ["Report 14" in page for page in pages[:4]] == [False, True, True, True]


@pytest.mark.parametrize(("language", "family"), [("en", "SC"), ("zh-Hans", "SC"), ("zh-Hant", "TC")])
def test_the_fonts_are_our_own(language, family):
    made = make(
        "<p>客户主数据 客戶主數據 <b>粗体</b></p>", detail=chart_image("target in Chinese", language), language=language
    )

    embedded = fonts(opened(made))

    assert embedded
    assert {name.replace("-", " ").removesuffix(" Bold") for name in embedded} == {f"Noto Sans CJK {family}"}


def test_charts_are_drawn_and_not_photographed():
    made = make("".join(chart_image(name) for name in FIGURES))

    assert made.tagged
    assert images(opened(made)) == []
    assert b"image/svg" not in made.bytes


def test_the_same_report_gives_the_same_bytes_in_another_process():
    body = chart_image("target")
    program = "import sys; from tests.core.test_pdf import make; sys.stdout.buffer.write(make(sys.stdin.read()).bytes)"
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], input=body.encode(), capture_output=True, check=True,
            cwd=Path(__file__).resolve().parents[2], env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin"},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip

    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "file://localhost/etc/passwd", "http://127.0.0.1/x.png", "https://example.org/x.png",
        "ftp://example.org/x", "../config/settings.py", "%2e%2e/requirements.txt", "/etc/passwd", "pilotage",
    ],
)  # fmt: skip
def test_an_address_outside_the_static_folder_is_refused(url):
    address = urllib.parse.urljoin(f"{pdf.STATIC.as_uri()}/", url)

    assert not pdf.is_ours(address)
    with pytest.raises(ValueError, match="Only data:"):
        pdf._weasyprint() and pdf._fetcher().fetch(address)


def test_what_is_ours_is_read():
    assert pdf.is_ours((pdf.STATIC / "pilotage/report.css").as_uri())
    assert pdf.is_ours("data:text/plain,hello")


def test_a_link_out_of_the_static_folder_is_refused(tmp_path, monkeypatch):
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    (tmp_path / "static").mkdir()
    (tmp_path / "static/link.txt").symlink_to(outside)
    monkeypatch.setattr(pdf, "STATIC", tmp_path / "static")

    assert not pdf.is_ours((tmp_path / "static/link.txt").as_uri())


@pytest.mark.parametrize(
    "asks",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<style>@import "file:///etc/passwd"; p { background: url(file:///etc/passwd) }</style><p>x</p>',
        '<object data="file:///etc/passwd">x</object>',
        '<img alt="x" src="data:image/svg+xml;base64,'
        + base64.b64encode(
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd" '
            b'width="9" height="9"/></svg>'
        ).decode()
        + '">',
    ],
    ids=["image", "attachment", "attached link", "style", "object", "image in an image"],
)
def test_no_way_of_asking_brings_a_file_in(asks, caplog):
    with caplog.at_level(logging.WARNING, logger="core.pdf"):
        made = make(asks)

    assert "A PDF asked for file:///etc/passwd" in caplog.text
    document = opened(made)
    assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
    secret = Path("/etc/passwd").read_bytes()[:20]
    assert not any(secret in each.read_bytes() for each in document.objects if isinstance(each, pikepdf.Stream))


def test_when_tagging_fails_the_pdf_is_untagged_and_says_so(monkeypatch, caplog):
    pdf._weasyprint()

    def fail(*arguments):
        raise KeyError("odd table")

    monkeypatch.setattr("weasyprint.pdf.add_tags", fail)
    made = make()

    assert not made.tagged
    assert made.pages == 2
    assert "/StructTreeRoot" not in opened(made).Root
    assert "written without tags" in caplog.text


def test_without_pango_the_message_says_what_to_install(monkeypatch):
    class NoPango:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])

    with pytest.raises(pdf.PdfUnavailable, match="apt-get install libpango"):
        make()
