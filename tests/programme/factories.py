"""Real records of what is to do: tasks, deliverables handed in, rules, and files of every sort."""

import datetime
import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook

from implementation.programme import actions
from implementation.programme.models import AssignmentRule
from tests.factories import user_as

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def make_task(programme, text="Book the room", *, owner=None, days=3, **fields):
    manager = user_as("manager", programme)
    return actions.add_task(programme, text=text, owner=owner or manager, due=in_days(days), by=manager, **fields)


def upload(name="charter.md", content=b"# Hypothesis\n\nSales go up.\n"):
    return SimpleUploadedFile(name, content)


def submit(deliverable, *files, note="", by=None):
    by = by or user_as("manager", deliverable.programme)
    return actions.submit_deliverable(deliverable, by=by, note=note, files=files or [upload()])


def make_rule(programme, kind="risks.risk", category="", *, person=None, task_days=None):
    rule = AssignmentRule(
        programme=programme,
        kind=kind,
        category=category,
        person=person or user_as("consultant", programme),
        task_days=task_days,
    )
    return actions.save_rule(rule, by=user_as("manager", programme))


def queries(client, address) -> int:
    """How often a page asks the database, the second time that it is opened."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def archive(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, content in members.items():
            kept.writestr(name, content)
    return stream.getvalue()


def paragraph(style: str, text: str) -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(*paragraphs: tuple[str, str], styles: str = "", before: str = "") -> bytes:
    """A Word text: (style, text) of each paragraph; '' is plain text. ``before`` stands before the first element."""
    body = "".join(paragraph(style, text) for style, text in paragraphs)
    members = {"word/document.xml": f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"}
    if styles:
        members["word/styles.xml"] = f"<w:styles {W}>{styles}</w:styles>"
    return archive(members)


def xlsx(*rows, title="Costs") -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
