"""What a role may not read is as if it were not there: pages, files, remarks, lists, the trail, what waits, mentions."""

import pytest
from django.urls import reverse

from core import notes
from core.beside import readers
from core.models import Attachment, AuditEntry
from core.roles import CONSULTANT, EXECUTIVE, MANAGER, MEMBER, SPONSOR, VENDOR_CONTACT
from implementation.programme import actions, waiting
from implementation.programme.calendar_file import dates_of
from implementation.programme.models import Deliverable, Task
from tests.factories import user_as
from tests.programme.factories import in_days, make_task, submit, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(programme):
    """Kept from staff and executives; handed in, remarked on, with a condition, a file, a comment and a task."""
    manager, sponsor = user_as("manager", programme), user_as("sponsor", programme)
    deliverable = programme.deliverables.get(name="Contract with service levels")
    actions.change_deliverable(
        deliverable, by=manager, note="Prices.", members_read=False, executives_read=False, name="Secret paper"
    )
    submit(deliverable)
    actions.review(deliverable, opinion="remark", text="Secret remark", by=sponsor)
    wanted = actions.Promise("Secret condition", manager, in_days(4), sponsor)
    actions.accept_with_conditions(deliverable, conditions=[wanted], by=sponsor)
    notes.comment(deliverable, text="Secret comment", by=manager)
    notes.attach(deliverable, upload=upload("secret.md"), by=manager)
    make_task(programme, "Secret task", about=deliverable)
    return deliverable


def addresses(secret):
    number = secret.programme_id
    version = secret.versions.get()
    yield secret.get_absolute_url()
    yield reverse("version_file", args=[number, secret.pk, version.files.get().pk])
    yield reverse("compare_version", args=[number, secret.pk, 1])
    yield reverse("submit_deliverable", args=[number, secret.pk])
    yield reverse("step", args=[secret.label, secret.pk, "accept"])
    yield reverse("download", args=[Attachment.objects.get().pk])
    yield reverse("confirm_acceptance_condition", args=[number, secret.conditions.get().pk])
    yield reverse("task", args=[number, Task.objects.get().pk])


@pytest.mark.parametrize("role", ["member", "executive"])
def test_its_pages_and_files_are_not_there(secret, as_role, role):
    client = as_role(role)

    assert [client.get(address).status_code for address in addresses(secret)] == [404] * 8


@pytest.mark.parametrize("role", ["member", "executive"])
def test_nothing_can_be_sent_to_it(secret, as_role, role):
    client = as_role(role)
    sent = [
        reverse("comment", args=[secret.label, secret.pk]),
        reverse("attach", args=[secret.label, secret.pk]),
        reverse("review_deliverable", args=[secret.programme_id, secret.pk]),
        reverse("step", args=[secret.label, secret.pk, "send_back"]),
    ]

    assert [client.post(address, {"text": "x"}).status_code for address in sent] == [404] * 4


@pytest.mark.parametrize(
    ("role", "seen"), [("member", False), ("executive", False), ("consultant", True), ("sponsor", True)]
)
def test_lists_name_it_only_to_who_may_read_it(secret, as_role, role, seen):
    client, number = as_role(role), secret.programme_id
    pages = [
        reverse("deliverables", args=[number]),
        reverse("stage", args=[number, secret.stage_id]),
        reverse("tasks", args=[number]) + "?who=all",
        reverse("waiting", args=[number]),
    ]

    texts = ["Secret" in client.get(page).content.decode() for page in pages]

    assert texts[:3] == [seen] * 3
    assert texts[3] is (role == "sponsor")


@pytest.mark.parametrize(("role", "seen"), [("executive", False), ("consultant", True)])
def test_the_trail_tells_nothing_of_it(secret, as_role, role, seen):
    answer = as_role(role).get(reverse("audit_trail", args=[secret.programme_id]))

    told = {line.entry.label for line in answer.context["lines"]} & {
        "programme.deliverable",
        "programme.deliverableversion",
        "programme.review",
        "programme.acceptancecondition",
        "programme.task",
        "core.comment",
        "core.attachment",
    }
    assert ("ecret" in answer.content.decode(), len(told)) == (seen, 7 if seen else 0)


def test_the_workbook_leaves_it_out(secret, as_role):
    from io import BytesIO

    from openpyxl import load_workbook

    names = {}
    for role in ("member", "consultant"):
        answer = as_role(role).get(reverse("deliverables_xlsx", args=[secret.programme_id]))
        names[role] = [row[1] for row in load_workbook(BytesIO(answer.content)).active.values]

    assert ("Secret paper" in names["member"], "Secret paper" in names["consultant"]) == (False, True)
    assert len(names["member"]) == len(names["consultant"]) - 1


def test_it_waits_for_nobody_who_may_not_read_it(programme):
    deliverable = programme.deliverables.first()
    member = user_as("member", programme)
    Deliverable.objects.filter(pk=deliverable.pk).update(owner=member, due=in_days(2))
    named = [str(item.what) for item in waiting.for_person(programme, member)]
    link = actions.renew_calendar(programme, by=member)
    fed = [str(item.what) for item in dates_of(link)]

    Deliverable.objects.filter(pk=deliverable.pk).update(members_read=False)

    assert (named, fed) == (["Hand in: Vision and goals"], ["Hand in: Vision and goals"])
    assert [item.what for item in waiting.on_programme(programme) if member.pk in item.who] == []
    assert dates_of(link) == []


def test_only_who_may_read_it_is_offered_for_mention(secret):
    for role in ("consultant", "member", "executive", "vendor_contact"):
        user_as(role, secret.programme)

    emails = {person.email.partition("-")[0] for person in readers(secret)}

    assert emails & {"member", "executive", "vendor_contact"} == set()
    assert {"consultant", "manager", "sponsor"} <= emails


@pytest.mark.parametrize(
    ("roles", "hidden"),
    [
        ({MEMBER}, True),
        ({EXECUTIVE}, True),
        ({MEMBER, EXECUTIVE}, True),
        ({MEMBER, CONSULTANT}, False),
        ({CONSULTANT}, False),
        ({SPONSOR}, False),
        ({MANAGER, MEMBER}, False),
        ({VENDOR_CONTACT}, True),
        (set(), True),
    ],
)
def test_one_role_that_may_read_is_enough(secret, roles, hidden):
    roles = frozenset(roles)

    assert (not secret.open_to(roles) & secret.readers) is hidden
    assert (secret not in Deliverable.objects.read_by(roles)) is hidden
    assert (secret in (Deliverable.kept_from(roles) or [])) is hidden


def test_a_remark_is_kept_from_who_may_not_read_what_it_stands_beside(secret, as_role):
    """An entry of a remark that was changed names no record: it is found by the remark itself."""
    remark = AuditEntry.objects.get(label="core.comment")
    executive = frozenset({EXECUTIVE})

    assert remark not in AuditEntry.objects.all().seen_with(executive)
    assert remark in AuditEntry.objects.all().seen_with(frozenset({CONSULTANT}))
