"""The headings of a Markdown or Word text, each with how much is written under it."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from implementation.programme.formats.archives import BROKEN, open_archive, open_member
from implementation.programme.formats.what import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_CHARACTERS = 4_000_000


@dataclass(frozen=True)
class Heading:
    """``letters`` counts what stands between this heading and the next one of the same level or above."""

    text: str
    letters: int


@dataclass(frozen=True)
class Line:
    """One line or paragraph; ``level`` is 1 to 9 for a heading, else 0."""

    text: str
    level: int = 0


def decoded(content: bytes) -> str:
    """Text in the encodings that office programs write. Raises ``Unreadable`` for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text[:MOST_CHARACTERS]
    raise Unreadable("unreadable")


def text_lines(kind: str, content: bytes) -> list[Line]:
    """The lines of a text of this kind, headings marked."""
    return list(docx_lines(content) if kind == "docx" else markdown_lines(decoded(content)))


def headings(lines: list[Line]) -> list[Heading]:
    return [
        Heading(line.text, _letters_under(lines, place)) for place, line in enumerate(lines) if line.level and line.text
    ]


def _letters_under(lines: list[Line], place: int) -> int:
    count = 0
    for line in lines[place + 1 :]:
        if line.level and line.level <= lines[place].level:
            break
        count += 0 if line.level else len(line.text.strip())
        if count:
            break
    return count


def markdown_lines(text: str) -> Iterator[Line]:
    """Headings marked by # or underlined; none inside fenced code."""
    fence = ""
    lines = text.splitlines()
    for place, line in enumerate(lines):
        bare = line.strip()
        mark = re.match(r"(`{3,}|~{3,})", bare)
        if mark and (not fence or bare.startswith(fence)):
            fence = "" if fence else mark[1]
            yield Line(line)
        elif fence:
            yield Line(line)
        elif found := re.match(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$", line):
            yield Line(found[2], len(found[1]))
        elif bare and (level := _underlined(lines, place)):
            yield Line(bare, level)
        else:
            yield Line(line)


def _underlined(lines: list[str], place: int) -> int:
    below = lines[place + 1].strip() if place + 1 < len(lines) else ""
    if len(below) < 2 or set(below) not in ({"="}, {"-"}) or lines[place].lstrip().startswith(("-", "|", ">", "=")):
        return 0
    return 1 if below[0] == "=" else 2


def docx_lines(content: bytes) -> Iterator[Line]:
    """The paragraphs of a Word text in their order. Raises ``Unreadable``."""
    with open_archive(content, needs="word/document.xml") as archive:
        try:
            levels = _style_levels(archive)
            yield from _paragraphs(archive, levels)
        except BROKEN:
            raise Unreadable("unreadable") from None


def _paragraphs(archive: zipfile.ZipFile, levels: dict[str, int]) -> Iterator[Line]:
    read = 0
    with open_member(archive, "word/document.xml") as member:
        for _event, element in iterparse(member, forbid_dtd=True):
            if element.tag != W + "p":
                continue
            text = "".join(_words(element))
            style = element.find(f"{W}pPr/{W}pStyle")
            level = levels.get(style.get(W + "val", ""), 0) if style is not None else 0
            yield Line(text, _outline(element.find(f"{W}pPr/{W}outlineLvl")) or level)
            element.clear()
            read += len(text)
            if read > MOST_CHARACTERS:
                return


def _words(paragraph) -> Iterator[str]:  # type: ignore[no-untyped-def]
    for part in paragraph.iter():
        if part.tag == W + "t":
            yield part.text or ""
        elif part.tag in (W + "tab", W + "br"):
            yield " "


def _outline(mark) -> int:  # type: ignore[no-untyped-def]
    """A level of the outline is written from 0; 9 is text."""
    value = mark.get(W + "val", "") if mark is not None else ""
    return int(value) + 1 if value.isascii() and value.isdigit() and int(value) < 9 else 0


def _style_levels(archive: zipfile.ZipFile) -> dict[str, int]:
    """Style -> level of its heading, also for styles made from heading styles and in other languages than English."""
    levels: dict[str, int] = {}
    based: dict[str, str] = {}
    if "word/styles.xml" in archive.namelist():
        with open_member(archive, "word/styles.xml") as member:
            for _event, element in iterparse(member, forbid_dtd=True):
                if element.tag == W + "style":
                    _note_style(element, levels, based)
                    element.clear()
    for style in based:
        levels.setdefault(style, _inherited(style, levels, based))
    plain = {f"Heading{number}": number for number in range(1, 10)}
    return {**plain, **{style: level for style, level in levels.items() if level}}


def _note_style(element, levels: dict[str, int], based: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    key = element.get(W + "styleId", "")
    name, base = element.find(W + "name"), element.find(W + "basedOn")
    words = (name.get(W + "val", "") if name is not None else "").lower()
    found = re.fullmatch(r"heading ([1-9])", words)
    level = int(found[1]) if found else 1 if words == "title" else _outline(element.find(f"{W}pPr/{W}outlineLvl"))
    if level:
        levels[key] = level
    elif base is not None:
        based[key] = base.get(W + "val", "")


def _inherited(style: str, levels: dict[str, int], based: dict[str, str]) -> int:
    seen: set[str] = set()
    while style in based and style not in seen:
        seen.add(style)
        style = based[style]
    return levels.get(style, 0)
