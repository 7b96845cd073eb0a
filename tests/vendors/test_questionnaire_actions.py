"""Writing, sending, reopening and clarifying: what each does, and what it refuses."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import AuditEntry, Notification, OutgoingMail
from core.refusal import Refused
from core.workflow import perform
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_vendor
from tests.vendors.questionnaire_factories import (
    VERA,
    fill,
    in_days,
    link_of,
    make_questionnaire,
    make_reply,
    question,
    send,
)
from vendors.actions import questionnaire as writing
from vendors.actions import questionnaire_clarifications as talking
from vendors.actions import questionnaire_replies as replies
from vendors.actions.questionnaire_answers import AnsweredMeanwhile, Entry, save_answers
from vendors.actions.questionnaire_handing_in import hand_in
from vendors.actions.questionnaire_questions import (
    add_question,
    edit_question,
    move_question,
    pick_questions,
    remove_question,
)
from vendors.actions.questionnaire_sending import Recipient, send_questionnaire
from vendors.actions.questionnaire_writer import Writer
from vendors.models import Answer, AnswerFile, Clarification, Question, Questionnaire, Reply, ReplyVersion
from vendors.questionnaire_library import LIBRARY, SECTIONS

pytestmark = pytest.mark.django_db


def verbs(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


def mails() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to", flat=True))


def test_questions_of_the_library_are_copied_with_their_criterion(programme):
    draft = make_questionnaire(programme, ())

    made = pick_questions(draft, ["security_policy", "exit_format"], by=user_as("consultant", programme))

    policy, exit_ = draft.questions.all()
    assert [policy.key, exit_.key] == ["security_policy", "exit_format"]
    assert (policy.section, policy.criterion.title) == ("Data security", "Data security and location")
    assert (exit_.kind, len(exit_.choices), len(made)) == ("choice", 4, 2)
    assert verbs(draft) == ["created", "questions picked"]


def test_a_question_of_the_library_is_taken_once(programme):
    draft = make_questionnaire(programme, ())
    pick_questions(draft, ["security_policy"], by=user_as("manager", programme))

    with pytest.raises(Refused, match="not in it yet"):
        pick_questions(draft, ["security_policy", "unheard_of"], by=user_as("manager", programme))


def test_the_library_reads_in_every_language_and_has_no_key_twice():
    assert len({ready.key for ready in LIBRARY}) == len(LIBRARY)
    assert {ready.section for ready in LIBRARY} == set(SECTIONS)
    assert all((ready.kind == "choice") == bool(ready.options) for ready in LIBRARY)


def test_an_own_question_stands_at_the_end_of_its_section(programme):
    draft, by = make_questionnaire(programme, ()), user_as("manager", programme)
    for section, text in (("A", "a1"), ("B", "b1"), ("A", "a2")):
        add_question(Question(questionnaire=draft, section=section, text=text), by=by)

    assert [item.text for item in draft.questions.all()] == ["a1", "a2", "b1"]


def test_a_question_moves_one_place_and_leaves_one_entry(programme):
    draft, by = make_questionnaire(programme, ("text", "number")), user_as("manager", programme)
    last = draft.questions.last()

    move_question(last, up=True, by=by)
    move_question(last, up=True, by=by)  # it is the first already

    assert [item.kind for item in draft.questions.all()] == ["number", "text"]
    assert verbs(last) == ["created", "moved"]


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_write_questionnaires(programme, role):
    draft, by = make_questionnaire(programme), user_as(role, programme)

    with pytest.raises(PermissionDenied):
        pick_questions(draft, ["security_policy"], by=by)
    with pytest.raises(PermissionDenied):
        send_questionnaire(draft, [Recipient(make_vendor(programme), "a@b.example")], due=in_days(3), by=by)

    assert Reply.objects.count() == 0


def test_sending_freezes_the_questions(programme):
    reply = make_reply(programme)
    asked, by = reply.questionnaire, user_as("manager", programme)
    first = asked.questions.first()

    for change in (
        lambda: edit_question(first, by=by, text="Other?"),
        lambda: remove_question(first, by=by),
        lambda: move_question(first, up=False, by=by),
        lambda: pick_questions(asked, ["exit_days"], by=by),
        lambda: add_question(Question(questionnaire=asked, text="More?"), by=by),
        lambda: writing.edit_questionnaire(asked, by=by, name="Else"),
    ):
        with pytest.raises(Refused, match="stay as they are"):
            change()

    asked.refresh_from_db()
    assert (asked.state, asked.questions_sha256) == ("out", asked.fingerprint())


def test_sending_mails_each_vendor_a_link_of_its_own(programme):
    draft, by = make_questionnaire(programme), user_as("manager", programme)
    people = [Recipient(make_vendor(programme), f"v{n}@vendor.example") for n in (1, 2)]

    sent = send_questionnaire(draft, people, due=in_days(5), by=by)

    assert mails() == ["v1@vendor.example", "v2@vendor.example"]
    assert sent[0].token != sent[1].token
    assert sent[0].token in OutgoingMail.objects.first().body
    assert verbs(sent[0].reply) == ["created"]
    assert sent[0].token not in str(list(AuditEntry.objects.values_list("before", "after", "note", "title")))


@pytest.mark.parametrize(
    ("recipient", "days", "words"),
    [
        (lambda p: Recipient(make_vendor(make_programme()), "a@b.example"), 3, "of this programme"),
        (lambda p: Recipient(make_vendor(p)), 3, "nobody there has an account"),
        (lambda p: Recipient(make_vendor(p), "a@b.example"), 0, "tomorrow at the earliest"),
        (lambda p: Recipient(make_vendor(p), "a@b.example"), 400, "within the next year"),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nothing_goes_out(programme, recipient, days, words):
    draft = make_questionnaire(programme)

    with pytest.raises(Refused, match=words):
        send_questionnaire(draft, [recipient(programme)], due=in_days(days), by=user_as("manager", programme))

    draft.refresh_from_db()
    assert (draft.state, Reply.objects.count(), mails()) == ("draft", 0, [])


def test_an_empty_questionnaire_is_not_sent(programme):
    with pytest.raises(Refused, match="at least one question"):
        send(make_questionnaire(programme, ()))


def test_a_vendor_is_asked_once(programme):
    draft, vendor = make_questionnaire(programme), make_vendor(programme)
    send(draft, vendor)

    with pytest.raises(Refused, match="already"):
        send(draft, vendor)


def test_contacts_with_an_account_are_told_without_a_link(programme):
    vendor = make_vendor(programme, contacts=[user_as("vendor_contact", programme)])

    sent = send(make_questionnaire(programme), vendor, email="")

    told = Notification.objects.get(user=user_as("vendor_contact", programme))
    assert (sent.token, sent.reply.links.count()) == ("", 0)
    assert told.url == f"/programmes/{programme.pk}/vendor/replies/{sent.reply.pk}/"


def test_a_new_version_copies_the_questions_and_leaves_the_old_one(programme):
    asked = make_reply(programme).questionnaire

    draft = writing.new_questionnaire_version(asked, by=user_as("manager", programme))

    assert (draft.version, draft.state, draft.earlier) == (2, "draft", asked)
    assert [q.text for q in draft.questions.all()] == [q.text for q in asked.questions.all()]
    with pytest.raises(Refused, match="being written already"):
        writing.new_questionnaire_version(asked, by=user_as("manager", programme))


def test_answers_are_kept_as_they_come_with_one_entry_for_a_sitting(programme):
    reply = make_reply(programme)

    assert fill(reply) == 4
    assert fill(reply) == 0
    assert fill(reply, number="13") == 1

    assert dict(reply.answers.values_list("question__kind", "value")) == {
        "text": "We follow a standard.",
        "yes_no": "yes",
        "number": "13",
        "choice": "Open",
    }
    assert verbs(reply) == ["created", "answered"]
    assert "standard" not in str(list(AuditEntry.objects.values_list("before", "after", "note")))


def test_two_people_do_not_write_over_each_other(programme):
    reply = make_reply(programme)
    text, number = question(reply, "text"), question(reply, "number")
    save_answers(reply, {text.pk: Entry("First")}, seen={}, writer=VERA)

    with pytest.raises(AnsweredMeanwhile) as refused:
        save_answers(reply, {text.pk: Entry("Second"), number.pk: Entry("5")}, seen={}, writer=VERA)

    assert refused.value.questions == [text]
    assert list(reply.answers.values_list("value", flat=True)) == ["First"]


def test_an_answer_that_does_not_fit_leaves_nothing_half_written(programme):
    from django.core.exceptions import ValidationError

    reply = make_reply(programme)

    with pytest.raises(ValidationError, match="digits alone"):
        fill(reply, number="twelve")

    assert Answer.objects.count() == 0


def test_handing_in_freezes_every_answer_with_its_hash(programme):
    reply = make_reply(programme, filled=True)

    version = hand_in(reply, name=" Vera ", function="Sales", declared=True, writer=VERA)

    reply.refresh_from_db()
    assert (reply.state, version.number, version.name, version.facts_hold) == ("submitted", 1, "Vera", True)
    assert [answer["value"] for answer in version.facts["answers"]][:3] == ["We follow a standard.", "yes", "12.5"]
    assert verbs(version) == ["created"]
    told = Notification.objects.filter(user=user_as("manager", programme)).values_list("text", flat=True)
    assert f"{reply.vendor.name} has answered: {reply.questionnaire}." in told


@pytest.mark.parametrize(("name", "declared"), [("", True), ("Vera", False)])
def test_nothing_is_handed_in_without_a_name_and_the_declaration(programme, name, declared):
    reply = make_reply(programme, filled=True)

    with pytest.raises(Refused, match="declaration"):
        hand_in(reply, name=name, declared=declared, writer=VERA)

    assert ReplyVersion.objects.count() == 0


def test_what_must_be_answered_is_asked_for(programme):
    reply = make_reply(programme)

    with pytest.raises(Refused, match="must be answered first"):
        hand_in(reply, name="Vera", declared=True, writer=VERA)


def test_after_handing_in_nothing_is_written(programme):
    reply = make_reply(programme, submitted=True)

    for again in (
        lambda: fill(reply, text="Better"),
        lambda: hand_in(reply, name="Vera", declared=True, writer=VERA),
    ):
        with pytest.raises(Refused, match="handed in"):
            again()

    assert (ReplyVersion.objects.count(), question(reply, "text").answers.get().value) == (1, "We follow a standard.")


def test_after_the_last_day_nothing_is_taken(programme):
    reply = make_reply(programme)
    Reply.objects.filter(pk=reply.pk).update(due=in_days(-1))

    with pytest.raises(Refused, match="last day has passed"):
        fill(reply)


def test_reopened_answers_become_a_version_of_their_own(programme):
    reply = make_reply(programme, submitted=True)
    by = user_as("manager", programme)

    token = replies.reopen_reply(reply, due=in_days(4), note="Costs changed.", by=by)
    fill(reply, text="Better")
    second = hand_in(reply, name="Vera", declared=True, writer=VERA)

    first = reply.versions.get(number=1)
    assert (second.number, first.facts["answers"][0]["value"]) == (2, "We follow a standard.")
    assert second.facts["answers"][0]["value"] == "Better"
    assert link_of(token).used_at is not None


def test_reopening_needs_a_reason_and_the_role(programme):
    reply = make_reply(programme, submitted=True)

    with pytest.raises(Refused, match="Say why"):
        replies.reopen_reply(reply, due=in_days(4), note=" ", by=user_as("manager", programme))
    with pytest.raises(PermissionDenied):
        replies.reopen_reply(reply, due=in_days(4), note="So.", by=user_as("sponsor", programme))


def test_more_time_moves_the_end_of_the_link(programme):
    sent = send(make_questionnaire(programme), days=3)
    before = link_of(sent.token).expires_at

    replies.give_time(sent.reply, due=in_days(8), by=user_as("manager", programme))

    assert (link_of(sent.token).expires_at - before).days == 5
    assert verbs(sent.reply) == ["created", "given time"]


def test_a_vendor_is_reminded_once_for_each_day(programme):
    reply = send(make_questionnaire(programme), days=6).reply
    OutgoingMail.objects.all().delete()

    assert [replies.remind_vendor(reply), replies.remind_vendor(reply)] == [7, None]
    Reply.objects.filter(pk=reply.pk).update(due=in_days(1))
    assert [replies.remind_vendors(), replies.remind_vendors()] == [1, 0]

    assert mails() == ["vera@vendor.example"] * 2


@pytest.mark.parametrize("how", ["submitted", "withdrawn", "closed"])
def test_who_is_not_waited_for_is_not_reminded(programme, how):
    reply = make_reply(programme, submitted=how == "submitted", days=2)
    by = user_as("manager", programme)
    if how == "withdrawn":
        perform(reply, "withdraw", by=by, note="Out.")
    if how == "closed":
        perform(reply.questionnaire, "close", by=by)

    assert replies.remind_vendor(reply) is None


def test_a_question_back_goes_to_and_fro_until_it_is_clear(programme):
    reply, by = make_reply(programme, submitted=True), user_as("manager", programme)
    asked = question(reply, "number")

    point = talking.ask_back(reply, question=asked, text="Which unit?", by=by)
    talking.answer_back(point, text="Hours.", writer=VERA)
    talking.ask_back(reply, question=asked, text="Working hours?", by=by)
    talking.answer_back(point, text="Yes.", writer=VERA)
    perform(point, "settle", by=by)

    assert list(point.notes.values_list("ours", "text")) == [
        (True, "Which unit?"),
        (False, "Hours."),
        (True, "Working hours?"),
        (False, "Yes."),
    ]
    assert verbs(point) == ["created", "answer", "ask_on", "answer", "settle"]


def test_questions_back_of_a_day_go_out_with_one_link(programme):
    reply, by = make_reply(programme, submitted=True), user_as("manager", programme)
    OutgoingMail.objects.all().delete()

    for kind in ("text", "number"):
        talking.ask_back(reply, question=question(reply, kind), text="How so?", by=by)

    assert mails() == ["vera@vendor.example"]
    assert reply.links.filter(withdrawn_at=None, used_at=None).count() == 1


def test_nobody_asks_back_before_it_is_handed_in_or_twice_without_an_answer(programme):
    by, open_one = user_as("manager", programme), make_reply(programme)
    with pytest.raises(Refused, match="handed in"):
        talking.ask_back(open_one, question=question(open_one, "text"), text="So?", by=by)

    reply = make_reply(programme, submitted=True)
    asked = question(reply, "text")
    talking.ask_back(reply, question=asked, text="So?", by=by)

    with pytest.raises(Refused, match="not answered the last question"):
        talking.ask_back(reply, question=asked, text="And?", by=by)
    with pytest.raises(Refused, match="not in the questionnaire"):
        talking.ask_back(reply, question=question(open_one, "text"), text="So?", by=by)
    assert Clarification.objects.count() == 1


def test_a_vendor_contact_answers_for_its_own_vendor_only(programme):
    contact = user_as("vendor_contact", programme)
    own = send(make_questionnaire(programme), make_vendor(programme, contacts=[contact])).reply
    other = make_reply(programme)

    assert fill(own, Writer(contact.name, by=contact)) == 4
    with pytest.raises(PermissionDenied):
        fill(other, Writer(contact.name, by=contact))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run.exe", b"MZ"),
        ("paper.pdf", b"no pdf"),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("page.html", b"<script>"),
        ("empty.txt", b""),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(programme, name, content):
    from django.core.exceptions import ValidationError

    reply = make_reply(programme)
    asked = question(reply, "file").pk

    with pytest.raises(ValidationError):
        save_answers(
            reply,
            {question(reply, "text").pk: Entry("x")},
            seen={},
            files={asked: SimpleUploadedFile(name, content)},
            writer=VERA,
        )

    assert (AnswerFile.objects.count(), Answer.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "..\\x.txt", "\u202egpj.txt", "a" * 400 + ".txt", "<b>.txt"])
def test_the_name_of_a_file_leads_nowhere(programme, name, settings):
    reply = make_reply(programme)
    upload = SimpleUploadedFile("a.txt", b"proof")
    upload._name = name

    save_answers(reply, {}, seen={}, files={question(reply, "file").pk: upload}, writer=VERA)

    kept = AnswerFile.objects.get()
    assert kept.file.path.startswith(str(settings.MEDIA_ROOT))
    assert kept.name.endswith(".txt") and kept.name.isprintable() and len(kept.name) <= 150
    assert not set(kept.name) & set('/\\<>"')


def test_a_file_is_taken_away_by_a_mark_and_stays_in_the_version_that_held_it(programme):
    reply = make_reply(programme, filled=True)
    asked = question(reply, "file").pk
    save_answers(reply, {}, seen={}, files={asked: SimpleUploadedFile("a.txt", b"proof")}, writer=VERA)
    version = hand_in(reply, name="Vera", declared=True, writer=VERA)
    kept = AnswerFile.objects.get()
    replies.reopen_reply(reply, due=in_days(4), note="So.", by=user_as("manager", programme))

    save_answers(reply, {}, seen={}, drop=kept.pk, writer=VERA)

    kept.refresh_from_db()
    assert (kept.removed_at is not None, list(version.files.all())) == (True, [kept])
    with pytest.raises(Refused, match="removed already"):
        save_answers(reply, {}, seen={}, drop=kept.pk, writer=VERA)


def test_a_closed_questionnaire_takes_nothing_more(programme):
    reply, by = make_reply(programme, filled=True), user_as("manager", programme)
    perform(Questionnaire.objects.get(pk=reply.questionnaire_id), "close", by=by)

    with pytest.raises(Refused, match="closed"):
        fill(reply, text="Late")
