"""Remarks beside a record: who is named and told, how long they can be mended, what stays of them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import notes
from core.beside import readers
from core.models import AuditEntry, Comment, Notification, OutgoingMail
from core.refusal import Refused
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(programme):
    return programme.stages.first()


@pytest.fixture
def cast(programme):
    return {role: user_as(role, programme) for role in ["manager", "member", "sponsor", "vendor_contact"]}


def age(comment, *, minutes):
    Comment.objects.filter(pk=comment.pk).update(at=timezone.now() - datetime.timedelta(minutes=minutes))
    return Comment.objects.get(pk=comment.pk)


def trail():
    return list(AuditEntry.objects.filter(label="core.comment").order_by("number").values_list("verb", flat=True))


def test_who_is_named_gets_a_line_and_a_mail_with_the_way_there(stage, cast):
    kept = notes.comment(stage, text="@Member please look, @manager too", by=cast["manager"])

    line = Notification.objects.get()
    assert (line.user, line.text) == (cast["member"], f"Manager names you beside “{stage}”.")
    assert line.url == f"{stage.get_absolute_url()}#comment-{kept.pk}"
    assert OutgoingMail.objects.filter(to=cast["member"].email).count() == 1
    assert sorted(name for _number, name in kept.told) == ["Manager", "Member"]
    assert trail() == ["created"]


def test_somebody_is_told_without_being_named_in_the_text(stage, cast, as_role):
    as_role("manager").post(f"/comments/programme.stage/{stage.pk}/", {"text": "Look", "tell": cast["sponsor"].pk})

    page = as_role("member").get(stage.get_absolute_url()).content.decode()
    assert Notification.objects.get().user == cast["sponsor"]
    assert "Told: Sponsor" in page


def test_only_who_may_see_the_record_can_be_named_or_offered(stage, cast, as_role):
    stranger = user_as("manager", make_programme(), name="Stranger")

    notes.comment(stage, text="@Vendor Contact @Stranger look", by=cast["manager"])
    page = as_role("manager").get(stage.get_absolute_url()).content.decode()

    assert not Notification.objects.exists()
    assert stranger not in readers(stage) and cast["vendor_contact"] not in readers(stage)
    assert "<option" in page and "Vendor Contact</option>" not in page and "Stranger</option>" not in page


@pytest.mark.parametrize("who", ["vendor_contact", "stranger"])
def test_telling_somebody_who_may_not_see_it_is_refused_and_writes_nothing(stage, cast, as_role, who):
    person = cast.get(who) or user_as("manager", make_programme(), name="Stranger")

    answer = as_role("manager").post(f"/comments/programme.stage/{stage.pk}/", {"text": "Look", "tell": person.pk})

    assert (answer.status_code, Comment.objects.exists(), Notification.objects.exists()) == (409, False, False)
    assert "cannot see this page: choose somebody else" in answer.content.decode()


@pytest.mark.parametrize("tell", ["", "x", "²", "9" * 30, "999999"])
def test_nobody_real_is_told_nothing(stage, as_role, tell):
    answer = as_role("manager").post(f"/comments/programme.stage/{stage.pk}/", {"text": "Look", "tell": tell})

    assert (answer.status_code, Comment.objects.get().told) == (302, [])


def test_a_young_remark_is_mended_by_its_writer_on_record(stage, cast, as_role):
    kept = notes.comment(stage, text="Frist", by=cast["manager"])

    as_role("manager").post(f"/comments/{kept.pk}/edit/", {"text": "First, @Sponsor"})

    kept.refresh_from_db()
    assert (kept.text, kept.edited_at is None, Notification.objects.get().user) == (
        "First, @Sponsor",
        False,
        cast["sponsor"],
    )
    assert trail() == ["created", "changed"]


def test_who_was_told_once_is_not_told_again(stage, cast):
    kept = notes.comment(stage, text="@Sponsor look", by=cast["manager"])

    notes.edit_comment(kept, text="@Sponsor look here", by=cast["manager"])

    assert Notification.objects.count() == 1


def test_after_a_quarter_of_an_hour_it_is_no_longer_mended(stage, cast):
    kept = age(notes.comment(stage, text="First", by=cast["manager"]), minutes=16)

    with pytest.raises(Refused, match="Comments can be changed for 15 minutes"):
        notes.edit_comment(kept, text="Second", by=cast["manager"])

    assert Comment.objects.get().text == "First"


def test_nobody_else_mends_or_takes_back_a_remark(stage, cast):
    kept = notes.comment(stage, text="First", by=cast["manager"])

    with pytest.raises(PermissionDenied):
        notes.edit_comment(kept, text="Second", by=cast["sponsor"])
    with pytest.raises(PermissionDenied):
        notes.take_back_comment(kept, by=cast["sponsor"])

    assert (Comment.objects.get().text, trail()) == ("First", ["created"])


def test_a_young_remark_is_deleted_and_the_trail_keeps_it(stage, cast, as_role):
    kept = notes.comment(stage, text="Oh no", by=cast["manager"])
    asked = as_role("manager").get(f"/comments/{kept.pk}/take-back/").content.decode()

    as_role("manager").post(f"/comments/{kept.pk}/take-back/")

    assert "This cannot be undone" in asked and not Comment.objects.exists()
    assert AuditEntry.objects.get(label="core.comment", verb="removed").before["text"] == "Oh no"


def test_an_old_remark_is_withdrawn_with_a_trace(stage, cast, as_role):
    kept = age(notes.comment(stage, text="Not so", by=cast["manager"]), minutes=60)
    client = as_role("manager")

    client.post(f"/comments/{kept.pk}/take-back/")

    page = client.get(stage.get_absolute_url()).content.decode()
    assert "Withdrawn by its writer on" in page and "Not so" not in page
    assert trail() == ["created", "withdrawn"]
    with pytest.raises(Refused, match="withdrawn already"):
        notes.take_back_comment(Comment.objects.get(), by=cast["manager"])


def test_a_long_discussion_is_read_in_pages_the_latest_first(stage, cast, as_role):
    for n in range(45):
        notes.comment(stage, text=f"Remark {n:02}", by=cast["manager"])
    client = as_role("member")

    pages = [client.get(f"{stage.get_absolute_url()}?talk={n}").content.decode() for n in (1, 2, 3, "²")]

    assert "Remark 44" in pages[0] and "Remark 25" in pages[0] and "Remark 24" not in pages[0]
    assert "Remark 24" in pages[1] and "Remark 05" in pages[1] and "Remark 04" not in pages[1]
    assert "Remark 04" in pages[2] and "Earlier comments" not in pages[2]
    assert pages[0].index("Remark 25") < pages[0].index("Remark 44") and "Remark 44" in pages[3]


def test_many_remarks_cost_as_many_queries_as_one(stage, cast, as_role):
    client = as_role("member")

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(stage.get_absolute_url())
        return len(asked)

    notes.comment(stage, text="@Sponsor look", by=cast["manager"])
    queries()
    one = queries()
    for n in range(19):
        notes.comment(stage, text=f"@Sponsor look {n}", by=user_as("member", stage.programme, name=f"Person {n}x"))

    assert queries() == one
