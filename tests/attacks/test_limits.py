"""What is too large, too long or made to take long: texts, searches, addresses, patterns."""

import contextlib
import time

import pytest
from django.urls import reverse

from core import markdown, mentions
from core.models import AuditEntry
from implementation.experience import privacy
from implementation.gates.models import Criterion, Vote
from implementation.knowledge.difference import difference
from implementation.programme.differences import TooLong, differences
from implementation.rollout.models import Feedback
from tests.factories import user_as
from tests.gates.factories import ask, make_gate, promise
from tests.programme.factories import submit, upload
from tests.rollout.factories import make_link, make_running_pilot

LONG = "x" * 100_000


@pytest.mark.django_db
def test_the_reason_of_a_step_is_kept_within_limits(programme, as_role):
    stage = programme.stages.order_by("number").first()

    as_role("manager").post(reverse("step", args=[stage.label, stage.pk, "pause"]), {"note": LONG})

    assert max(len(entry.note) for entry in AuditEntry.objects.all()) <= 5000


@pytest.mark.django_db
def test_an_abstention_freezes_no_book(programme, as_role):
    gate = make_gate(programme, ("must", "met"), quorum=1)
    user_as("sponsor", programme, name="Another")
    asked = ask(gate)

    as_role("sponsor").post(reverse("abstain", args=[programme.pk, gate.pk]), {"reason": LONG, "request": asked.pk})

    assert [len(vote.reason) for vote in Vote.objects.all()] == [4000]


@pytest.mark.django_db
def test_evidence_of_a_criterion_is_kept_within_limits(programme, as_role):
    gate = make_gate(programme, ("must", ""))
    criterion = gate.criteria.get()

    as_role("member").post(
        reverse("criterion", args=[programme.pk, criterion.pk]), {"result": "met", "evidence": LONG, "revision": 0}
    )

    assert Criterion.objects.get(pk=criterion.pk).evidence == ""


@pytest.mark.django_db
def test_confirming_a_condition_keeps_no_book(programme, as_role):
    from implementation.gates import actions
    from implementation.gates.models import Condition

    gate = make_gate(programme, ("must", "partly"))
    ask(gate)
    actions.decide(
        gate, outcome="conditional", reason="Soon.", conditions=[promise(programme)], by=user_as("sponsor", programme)
    )

    as_role("consultant").post(
        reverse("confirm_condition", args=[programme.pk, Condition.objects.get().pk]), {"note": LONG}
    )

    assert Condition.objects.get().state == "met"
    assert max(len(entry.note) for entry in AuditEntry.objects.all()) <= 5000


SEARCHES = ["audit_trail", "milestones", "deliverables", "tasks", "lessons", "pilot_issues", "knowledge", "goals"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", SEARCHES)
@pytest.mark.parametrize("key", ["q", "keyword"])
def test_a_search_for_a_book_answers(programme, as_role, name, key):
    """SQLite refuses a pattern of more than 50,000 bytes."""
    client = as_role("manager")
    client.raise_request_exception = False

    assert client.get(reverse(name, args=[programme.pk]), {key: LONG}).status_code in (200, 400)


@pytest.mark.django_db
def test_files_beyond_the_limit_are_not_read_into_memory(programme, monkeypatch):
    """Ten files at once, each checked by its size before it is opened."""
    from django.core.exceptions import ValidationError

    deliverable = programme.deliverables.first()
    file = upload("paper.md", b"# Paper")
    file.size = 30 * 1024 * 1024
    monkeypatch.setattr(type(file), "read", lambda *given: pytest.fail("It was read."))

    with pytest.raises(ValidationError, match="larger than"):
        submit(deliverable, file)


@pytest.mark.django_db
def test_a_flood_of_answers_ends_and_writes_nothing(programme, client):
    pilot = make_running_pilot(programme)
    address = reverse("give_feedback", args=[make_link(pilot).token])

    statuses = set()
    for number in range(62):
        stamp = client.get(address).context["form"]["stamp"].value()
        statuses.add(client.post(address, {"rating": 3, "helps": f"No {number}", "stamp": stamp}).status_code)

    assert (statuses, Feedback.objects.count()) == ({302, 429}, 60)


@pytest.mark.django_db
def test_a_page_that_is_sent_twice_is_kept_once(programme, client):
    pilot = make_running_pilot(programme)
    address = reverse("give_feedback", args=[make_link(pilot).token])
    sent = {"rating": 3, "stamp": client.get(address).context["form"]["stamp"].value()}

    answers = [client.post(address, sent).status_code for _time in range(3)]

    assert (answers, Feedback.objects.count()) == ([302] * 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 40_000,
        "[a](" * 10_000,
        "*" * 40_000,
        "*a_ " * 10_000,
        "> " * 20_000,
        "- " * 20_000,
        "`" * 20_000 + "a" + "`" * 19_000,
        "".join("`" * n + " " for n in range(1, 280)),
        "<" * 40_000,
        "&" * 40_000,
        "![" * 20_000,
        "[a]: b\n" * 5_000,
        "[a][" * 10_000,
        "(" * 40_000,
        "\\" * 40_000,
        "#" * 40_000,
        "a@" * 20_000,
        "http://" * 5_700,
    ],
)
def test_markdown_made_to_take_long_does_not(text):
    begun = time.process_time()

    markdown.as_html(text)
    markdown.as_words(text)

    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "text", ["@" * 5000, "a@" * 2500, "http://" * 700, "(" * 5000, "&lt;" * 1250, "www." * 1250, "@Ann" * 1250]
)
def test_a_remark_made_to_take_long_does_not(text):
    begun = time.process_time()

    mentions.named(text, ["Ann", "Anna Li"])
    mentions.as_html(text, ["Ann", "Anna Li"])

    assert time.process_time() - begun < 1


@pytest.mark.parametrize("piece", ["1", "1 ", "1,", "1, ", "1,,", "a", "a.", "a@", "0 ", "¥1 ", "€", "13"])
def test_taking_names_out_of_a_long_text_does_not_take_long(piece):
    text = (piece * 20_000)[:20_000]
    begun = time.process_time()

    privacy.strip(text, names={"Northwind": "the client"}, words={"amount": "x", "mail": "y", "phone": "z"})

    assert time.process_time() - begun < 1


def test_comparing_two_long_texts_does_not_take_long():
    lines = [[f"{n % 7} {n * step % 1000}" for n in range(9_000)] for step in (3, 7)]
    begun = time.process_time()

    difference(*("\n".join(text)[:40_000] for text in lines))
    difference("a b " * 10_000, "b a " * 10_000)
    difference("a\n" * 20_000, "b\na\n" * 10_000)
    with contextlib.suppress(TooLong):
        differences(*lines)

    assert time.process_time() - begun < 6
