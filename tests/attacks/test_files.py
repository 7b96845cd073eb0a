"""Files made to harm whoever opens them: beside an article, as a version of a deliverable, as figures of adoption."""

import io
import struct
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core import notes, sheets
from core.refusal import Refused
from implementation.knowledge import index
from implementation.programme.models import DeliverableVersion, VersionFile
from tests.factories import user_as
from tests.knowledge.factories import make_article
from tests.programme.factories import W, archive, docx, submit, upload, xlsx

BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>Hello</w:t></w:r></w:p></w:body></w:document>".encode()


def packed(members, how=zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as kept:
        for name, content in members.items():
            kept.writestr(name, content)
    return stream.getvalue()


def damaged(content: bytes) -> bytes:
    """The first member's packed bytes are overwritten; the directory stays whole."""
    size = struct.unpack("<H", content[26:28])[0] + struct.unpack("<H", content[28:30])[0] + 30
    return content[:size] + b"\xff" * 12 + content[size + 12 :]


def locked(content: bytes) -> bytes:
    """Every member says that it is encrypted."""
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (found := content.find(mark, start)) >= 0:
            content = content[: found + place] + b"\x01\x00" + content[found + place + 2 :]
            start = found + 4
    return content


def hostile(main: str, body: bytes) -> dict[str, bytes]:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    made = {how: packed({main: body * 20}, how) for how in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED)}
    strange = packed({main: body})
    return {
        "not packed": b"PK\x03\x04 nothing",
        "locked": locked(packed({main: body})),
        "damaged": damaged(made[zipfile.ZIP_DEFLATED]),
        "damaged bzip2": damaged(made[zipfile.ZIP_BZIP2]),
        "damaged lzma": damaged(made[zipfile.ZIP_LZMA]),
        "unknown packing": strange.replace(b"\x00\x00\x08\x00", b"\x00\x00\x63\x00"),
        "entities": packed({main: entity + body}),
        "no markup": packed({main: b"\x00\x01\x02"}),
        "unknown encoding": packed({main: b'<?xml version="1.0" encoding="klingon"?>' + body}),
        "wide encoding": packed({main: b'<?xml version="1.0" encoding="utf-32"?>' + body}),
        "cut": packed({main: body})[:-30],
        "bad name": strange.replace(main.encode(), b"\xff\xfe" + main.encode()[2:]),
        "deep": packed({main: b"<a>" * 100_000}),
        "bomb": packed({main: b"<a>" + b" " * 90_000_000}),
    }


DOCX = hostile("word/document.xml", BODY)
XLSX = hostile("xl/workbook.xml", b"<workbook/>")


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DOCX))
def test_a_hostile_text_beside_an_article_is_kept_but_not_searched(programme, name):
    article = make_article(programme)
    file = SimpleUploadedFile("paper.docx", DOCX[name])

    kept = notes.attach(article, upload=file, by=user_as("manager", programme))

    assert index.text_of(kept).strip() in ("", "Hello")


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DOCX))
def test_a_hostile_text_is_not_taken_as_a_deliverable(programme, name):
    deliverable = programme.deliverables.first()

    with pytest.raises(ValidationError):
        submit(deliverable, upload("paper.docx", DOCX[name]))

    assert (DeliverableVersion.objects.count(), VersionFile.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(XLSX))
def test_a_hostile_workbook_is_not_taken_as_a_deliverable(programme, name):
    deliverable = programme.deliverables.first()

    with pytest.raises(ValidationError):
        submit(deliverable, upload("costs.xlsx", XLSX[name]))


@pytest.mark.parametrize("name", sorted(XLSX))
def test_a_hostile_workbook_is_refused_with_a_sentence(name):
    with pytest.raises(Refused):
        sheets.read("figures.xlsx", XLSX[name])


@pytest.mark.parametrize(
    "inside", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]
)
@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_a_workbook_damaged_in_any_part_is_refused_or_read(inside, how):
    members = {inside: b"<x/>" * 50}
    with zipfile.ZipFile(io.BytesIO(xlsx(["Week"], ["2026-11-16"]))) as whole:
        members |= {name: whole.read(name) for name in whole.namelist() if name != inside}

    with pytest.raises(Refused):
        sheets.read("figures.xlsx", damaged(packed(members, how)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["../../etc/passwd.md", "..\\..\\x.md", "a\x00b.md", "x" * 400 + ".md", "COM1.md", "\u202eexe.md"]
)
def test_the_name_of_a_file_leads_nowhere(programme, name, settings):
    version = submit(programme.deliverables.first(), upload(name, b"# Paper"))

    kept = version.files.get()
    assert kept.file.path.startswith(str(settings.MEDIA_ROOT))
    assert "/" not in kept.name and "\\" not in kept.name and len(kept.name) <= 200


@pytest.mark.django_db
def test_macros_are_not_taken(programme):
    macros = archive({"word/document.xml": BODY, "word/vbaProject.bin": b"x"})

    with pytest.raises(ValidationError):
        submit(programme.deliverables.first(), upload("paper.docx", macros))


def test_a_formula_goes_out_as_text_and_comes_back_as_it_was():
    written = sheets.write_csv(["Name"], [["=cmd|' /C calc'!A1"], ["+1"], ["@SUM(A1)"], ["-2+3"], ["\t=1"]])

    lines = written.decode("utf-8-sig").splitlines()[1:]

    assert all(line.lstrip('"').startswith("'") for line in lines if line)


def test_a_plain_text_still_is_one():
    assert docx(("", "Hello"))[:2] == b"PK"
