"""The check itself: files and a format in, findings out."""

from collections.abc import Iterator, Sequence

from implementation.programme.formats.kinds import KINDS, SHEETS, TEXTS, ask_first_bytes, kind_of
from implementation.programme.formats.sheets import Head, best_head
from implementation.programme.formats.texts import Heading, decoded, headings, text_lines
from implementation.programme.formats.what import Finding, Format, Unreadable, Upload
from implementation.programme.formats.words import says


def check(uploads: Sequence[Upload], asked: Format) -> list[Finding]:
    """Everything that does not fit. Sections may be spread over several texts, columns stand in one sheet."""
    refused = [finding for upload in uploads for finding in _taken(upload, asked)]
    if refused:
        return refused
    try:
        return [*_sections(uploads, asked), *_columns(uploads, asked)]
    except _Refused as refusal:
        return [refusal.finding]


class _Refused(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def _taken(upload: Upload, asked: Format) -> Iterator[Finding]:
    """Why a file is not kept at all, the first reason only."""
    kind, allowed = kind_of(upload.name), asked.kinds or tuple(sorted(KINDS))
    if kind not in allowed:
        yield _no("kind", upload, kinds=", ".join(allowed))
    elif not upload.content:
        yield _no("empty", upload)
    elif len(upload.content) > asked.max_bytes:
        yield _no("size", upload, mb=str(asked.max_bytes // 1024 // 1024))
    else:
        try:
            _look_into(kind, upload.content)
        except Unreadable as reason:
            yield _no(reason.code, upload)


def _look_into(kind: str, content: bytes) -> None:
    """Open what can be opened, so that nothing is kept that harms whoever opens it next."""
    ask_first_bytes(kind, content)
    if kind == "docx":
        text_lines(kind, content)
    elif kind == "xlsx":
        best_head(kind, content, ())
    elif kind in TEXTS | SHEETS:
        decoded(content)


def _sections(uploads: Sequence[Upload], asked: Format) -> Iterator[Finding]:
    texts = [upload for upload in uploads if kind_of(upload.name) in TEXTS | {"docx"}]
    if not asked.sections:
        return
    if not texts:
        yield Finding("no_text", {"first": asked.sections[0]})
        return
    found = [heading for upload in texts for heading in headings(_lines(upload))]
    name, before = texts[0].name, ""
    for section in asked.sections:
        same = [heading for heading in found if says(heading.text, section)]
        if same:
            before = same[0].text
            yield from _emptiness(name, section, same)
        elif before:
            yield Finding("section_missing_after", {"name": name, "section": section, "before": before})
        else:
            yield Finding("section_missing", {"name": name, "section": section})


def _lines(upload: Upload):  # type: ignore[no-untyped-def]
    try:
        return text_lines(kind_of(upload.name), upload.content)
    except Unreadable as reason:
        raise _Refused(_no(reason.code, upload)) from None


def _emptiness(name: str, section: str, same: list[Heading]) -> Iterator[Finding]:
    if not any(heading.letters for heading in same):
        yield Finding("section_empty", {"name": name, "section": section})


def _columns(uploads: Sequence[Upload], asked: Format) -> Iterator[Finding]:
    sheets = [upload for upload in uploads if kind_of(upload.name) in SHEETS | {"xlsx"}]
    if not asked.columns:
        return
    if not sheets:
        yield Finding("no_sheet", {"first": asked.columns[0]})
        return
    heads = [(upload, _head(upload, asked)) for upload in sheets]
    upload, head = min(heads, key=lambda pair: len(pair[1].missing))
    where = {"name": upload.name, "sheet": head.sheet, "row": str(head.row)}
    for column in head.missing:
        code = "column_nowhere" if not head.row else "column_missing_sheet" if head.sheet else "column_missing"
        yield Finding(code, {**where, "column": column})
    if head.row and not head.has_rows:
        yield Finding("no_rows", where)


def _head(upload: Upload, asked: Format) -> Head:
    try:
        return best_head(kind_of(upload.name), upload.content, asked.columns)
    except Unreadable as reason:
        raise _Refused(_no(reason.code, upload)) from None


def _no(code: str, upload: Upload, **values: str) -> Finding:
    return Finding(code, {"name": upload.name, **values}, refused=True)
