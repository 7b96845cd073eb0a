"""Comments and files beside a record."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Attachment, Comment
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(programme):
    return programme.stages.first()


def test_a_comment_stays_beside_the_record(stage, as_role):
    client = as_role("member")

    client.post(f"/comments/programme.stage/{stage.pk}/", {"text": "<b>Seen</b>"})

    page = client.get(stage.get_absolute_url()).content.decode()
    assert "&lt;b&gt;Seen&lt;/b&gt;" in page and Comment.objects.get().by.name == "Member"


def test_an_empty_comment_writes_nothing(stage, as_role):
    as_role("member").post(f"/comments/programme.stage/{stage.pk}/", {"text": "  "})

    assert not Comment.objects.exists()


def test_a_file_is_kept_with_its_hash_and_comes_back_as_a_download(stage, as_role):
    client = as_role("manager")
    content = b"a,b\n1,2\n"

    client.post(f"/files/programme.stage/{stage.pk}/", {"file": SimpleUploadedFile("../../plan.csv", content)})

    kept = Attachment.objects.get()
    answer = client.get(f"/files/{kept.pk}/")
    assert (kept.name, kept.sha256) == ("plan.csv", hashlib.sha256(content).hexdigest())
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["page.html", "run.svg", "macro.xlsm", "noending"])
def test_a_kind_that_a_browser_might_run_is_refused(stage, as_role, name):
    answer = as_role("manager").post(
        f"/files/programme.stage/{stage.pk}/", {"file": SimpleUploadedFile(name, b"x")}, follow=True
    )

    assert not Attachment.objects.exists()
    assert "is not a kind of file that is kept here" in answer.content.decode()


def test_a_file_that_is_too_large_is_refused(stage, as_role, settings):
    settings.ATTACHMENT_MAX_BYTES = 3

    as_role("manager").post(f"/files/programme.stage/{stage.pk}/", {"file": SimpleUploadedFile("a.txt", b"four")})

    assert not Attachment.objects.exists()


def test_strangers_find_neither_the_record_nor_the_file(stage, as_role, client):
    as_role("manager").post(f"/files/programme.stage/{stage.pk}/", {"file": SimpleUploadedFile("a.txt", b"x")})
    client.force_login(user_as("manager", make_programme()))

    assert client.get(f"/files/{Attachment.objects.get().pk}/").status_code == 404
    assert client.post(f"/comments/programme.stage/{stage.pk}/", {"text": "hi"}).status_code == 404


def test_a_comment_is_answered_beside_its_record_only(stage, as_role):
    as_role("manager").post(f"/comments/programme.stage/{stage.pk}/", {"text": "For insiders"})
    kept = Comment.objects.get()
    outsider = as_role("vendor_contact")

    answers = [
        outsider.post(f"/comments/core.comment/{kept.pk}/", {"text": "Me too"}).status_code,
        outsider.post(f"/files/core.comment/{kept.pk}/", {"file": SimpleUploadedFile("a.txt", b"x")}).status_code,
    ]

    assert (answers, Comment.objects.count(), Attachment.objects.count()) == ([404, 404], 1, 0)


@pytest.mark.parametrize("target", ["x", "login", "core", "//evil.example/", "https://evil.example/"])
def test_a_comment_leads_back_to_a_page_of_ours(stage, as_role, target):
    address = f"/comments/programme.stage/{stage.pk}/"

    answer = as_role("manager").post(address, {"text": "Looks right", "next": target})

    assert (answer.status_code, "evil" in answer.url) == (302, False)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_nul_is_a_bad_request(stage, as_role, method):
    address = f"/comments/programme.stage/{stage.pk}/" if method == "post" else "/inbox/"

    answer = getattr(as_role("manager"), method)(address, {"text": "a\0b"})

    assert (answer.status_code, Comment.objects.count()) == (400, 0)
