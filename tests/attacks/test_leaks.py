"""What somebody without the right could still learn: through the trail, messages, waiting lists, mails, previews, templates."""

import pytest
from django.urls import reverse

from core import notes
from core.models import AuditEntry, Comment, Notification, OutgoingMail
from core.roles import EXECUTIVE, MANAGER
from core.workflow import perform
from implementation.experience import actions as experience
from implementation.knowledge.beside import people_who_read
from implementation.programme import actions, waiting
from implementation.programme.calendar_file import dates_of
from implementation.programme.models import Deliverable, Membership, Stage
from tests.experience.factories import make_template, next_version, start_from
from tests.factories import make_programme, make_user, user_as
from tests.knowledge.factories import make_article, make_draft
from tests.programme.factories import in_days, make_task, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(programme):
    """A deliverable that executives, members and consultants may not read."""
    deliverable = programme.deliverables.order_by("-due").first()
    columns = ("consultants_read", "executives_read", "members_read")
    Deliverable.objects.filter(pk=deliverable.pk).update(name="Secret paper", **dict.fromkeys(columns, False))
    return Deliverable.objects.get(pk=deliverable.pk)


def told_to(roles) -> str:
    """All that the trail tells these roles."""
    entries = AuditEntry.objects.all().seen_with(frozenset(roles))
    return " ".join(f"{entry.title} {entry.before} {entry.after} {entry.note}" for entry in entries)


def test_a_deleted_remark_beside_what_is_kept_stays_out_of_the_trail(kept, programme):
    manager = user_as("manager", programme)
    remark = notes.comment(kept, text="Hush one", by=manager)
    notes.edit_comment(remark, text="Hush two", by=manager)

    notes.take_back_comment(Comment.objects.get(), by=manager)

    assert "Hush" not in told_to({EXECUTIVE})
    assert all(word in told_to({MANAGER}) for word in ("Hush one", "Hush two"))


def test_a_deleted_remark_beside_a_hidden_kind_stays_out_of_the_trail(programme):
    """Of invitations, only the steering roles see anything."""
    manager = user_as("manager", programme)
    actions.invite(programme, email="guest@example.org", name="Guest", role="member", by=manager)
    remark = notes.comment(programme.invitations.get(), text="Hush one", by=manager)
    notes.edit_comment(remark, text="Hush two", by=manager)

    notes.take_back_comment(Comment.objects.get(), by=manager)

    assert "Hush" not in told_to({"member"})
    assert "Hush one" in told_to({MANAGER})


def test_what_was_kept_from_somebody_stays_so_when_it_is_removed(kept, programme):
    from core.actions import change, remove

    manager = user_as("manager", programme)
    change(kept, permission="programme.edit_plan", by=manager, name="Secret paper, final")
    remove(kept, permission="programme.edit_plan", by=manager)

    assert "Secret" not in told_to({EXECUTIVE})
    assert "Secret paper, final" in told_to({MANAGER})


def test_telling_somebody_by_number_does_not_say_who_that_is(programme, as_role):
    stranger = user_as("manager", make_programme(), name="Agent Nobody Knows")

    answer = as_role("member").post(f"/comments/programme.stage/{programme.stages.first().pk}/", {
        "text": "Look", "tell": stranger.pk
    })  # fmt: skip

    assert "Agent Nobody Knows" not in answer.content.decode()


def test_a_file_of_a_record_that_is_gone_is_not_there(programme, as_role):
    from core.actions import remove

    manager = user_as("manager", programme)
    rule = actions.save_rule(
        actions.rules.AssignmentRule(programme=programme, kind="risks.risk", person=manager), by=manager
    )
    kept_file = notes.attach(rule, upload=upload("a.md"), by=manager)
    remove(rule, permission="programme.edit_rules", by=manager)

    assert as_role("manager").get(reverse("download", args=[kept_file.pk])).status_code == 404


def test_a_task_about_what_became_secret_waits_for_its_owner_no_more(programme):
    member, deliverable = user_as("member", programme), programme.deliverables.order_by("-due").first()
    make_task(programme, "Read the secret paper", owner=member, about=deliverable, days=1)
    link = actions.renew_calendar(programme, by=member)
    assert [item.what for item in dates_of(link)] == ["Read the secret paper"]
    Deliverable.objects.filter(pk=deliverable.pk).update(members_read=False)
    Notification.objects.all().delete()

    told = actions.remind_of_tasks(in_days(5))

    assert dates_of(link) == []
    assert [item.what for item in waiting.on_programme(programme) if member.pk in item.who] == []
    assert (told, Notification.objects.filter(user=member).count()) == (0, 0)


def test_a_task_is_not_given_to_who_may_not_read_what_it_is_about(kept, programme, as_role):
    task = make_task(programme, "Read the secret paper", about=kept)
    member = user_as("member", programme)
    Notification.objects.all().delete()

    as_role("manager").post(
        reverse("edit_task", args=[programme.pk, task.pk]),
        {"text": task.text, "owner": member.pk, "due": task.due, "details": "", "revision": task.revision},
    )

    task.refresh_from_db()
    assert (task.owner, Notification.objects.filter(user=member).exists()) == (user_as("manager", programme), False)


def test_who_has_left_hears_of_nothing_more(programme):
    gone = user_as("member", programme)
    task = make_task(programme, "Book the room", owner=gone, days=1)
    Membership.objects.filter(user=gone).delete()
    Notification.objects.all().delete()
    OutgoingMail.objects.all().delete()

    actions.remind_of_tasks(in_days(5))
    actions.change_task(task, by=None, details="The blue one")

    assert (Notification.objects.filter(user=gone).count(), OutgoingMail.objects.filter(to=gone.email).count()) == (
        0,
        0,
    )


def test_an_author_who_has_left_is_neither_named_nor_told(programme):
    author = user_as("consultant", programme)
    article = make_article(programme, by=author, title="Prices of next year")
    Membership.objects.filter(user=author).delete()
    Notification.objects.all().delete()

    perform(article, "retire", by=user_as("manager", programme), note="Out of date")
    notes.comment(article, text=f"@{author.name} look", by=user_as("manager", programme))

    assert author not in people_who_read(article)
    assert not Notification.objects.filter(user=author).exists()


def test_the_preview_of_a_move_names_nothing_that_its_reader_may_not_read(kept, programme, as_role):
    stage = programme.stages.order_by("number").first()
    end = stage.planned_end
    sent = {
        "name": stage.name,
        "planned_start": stage.planned_start,
        "planned_end": end.replace(year=end.year + 1),
        "reason": "Later",
        "along": "on",
        "revision": stage.revision,
    }

    page = as_role("consultant").post(reverse("edit_stage", args=[programme.pk, stage.pk]), sent)

    assert "Secret paper" not in page.content.decode()
    assert len(page.context["moving"]) > 5


def test_a_consultant_moves_a_plan_that_holds_what_is_kept_from_consultants(kept, programme):
    stage, consultant = programme.stages.order_by("number").first(), user_as("consultant", programme)
    ends = actions.plan.moved_ends(stage, {"planned_end": stage.planned_end.replace(year=stage.planned_end.year + 1)})
    moving = actions.plan.moving_along(stage, ends, by=consultant)

    actions.plan.edit_stage(
        stage, by=consultant, reason="Later", along=actions.plan.seal(moving), planned_end=ends[0].after
    )

    assert Deliverable.objects.get(pk=kept.pk).due == kept.due
    assert Stage.objects.get(pk=stage.pk).planned_end == ends[0].after


def test_a_template_that_is_shared_no_more_tells_other_clients_nothing_new(programme, as_role):
    """Its next version, with its note, belongs to the owner again."""
    owner, sponsor = programme, user_as("sponsor", programme)
    other = make_programme()
    template = make_template(owner, name="CRM of the owner")
    experience.share_template(template, shared=True, by=sponsor)
    start_from(template, other)
    experience.share_template(template, shared=False, by=sponsor)
    owner.milestones.all().delete()
    next_version(template, owner, note="After the quarrel with Northwind")

    from django.test import Client

    client = Client()
    client.force_login(user_as("member", other))
    pages = [client.get(reverse(name, args=[other.pk])).content.decode() for name in ("upgrade", "templates")]

    assert [("Northwind" in page, "There is version" in page) for page in pages] == [(False, False)] * 2


def test_a_draft_is_not_found_by_its_words_nor_counted(programme, as_role):
    make_draft(programme, title="Redundancies in spring", keywords="layoffs")
    client, address = as_role("member"), reverse("knowledge", args=[programme.pk])

    pages = [client.get(f"{address}?{asked}").content.decode() for asked in ("q=redundancies", "state=draft", "")]

    assert ["Redundancies" in page or "layoffs" in page for page in pages] == [False] * 3


@pytest.mark.parametrize("role", ["member", "executive", "vendor_contact"])
def test_an_article_for_managers_is_not_there_for_others(programme, as_role, role):
    writer, publisher = user_as("manager", programme), user_as("manager", programme, name="Second manager")
    article = make_article(programme, roles={MANAGER}, by=writer, published_by=publisher)
    client = as_role(role)
    label = article.label
    asked = [
        client.get(reverse("article", args=[programme.pk, article.pk])),
        client.get(reverse("open_article", args=[article.pk])),
        client.get(reverse("step", args=[label, article.pk, "retire"])),
        client.post(reverse("comment", args=[label, article.pk]), {"text": "x"}),
        client.post(reverse("attach", args=[label, article.pk])),
        client.post(reverse("rate_article", args=[programme.pk, article.pk]), {"useful": "yes"}),
    ]

    assert {answer.status_code for answer in asked} <= {403, 404}
    assert not any(article.title in answer.content.decode() for answer in asked)


def test_a_stranger_learns_nothing_of_a_record_by_its_number(programme, client):
    client.force_login(make_user("Stranger"))
    records = [programme.stages.first(), programme.deliverables.first(), programme.milestones.first()]

    answers = [
        client.get(reverse("step", args=[record.label, record.pk, "start"])).status_code for record in records
    ] + [
        client.post(reverse("comment", args=[record.label, record.pk]), {"text": "x"}).status_code for record in records
    ]

    assert answers == [404] * 6
