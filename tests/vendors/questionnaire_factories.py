"""Questionnaires as people make, send and answer them."""

import datetime

from core.links import token_hash
from tests.factories import number, user_as
from tests.vendors.factories import make_vendor
from vendors.actions import questionnaire as writing
from vendors.actions.questionnaire_answers import Entry, save_answers
from vendors.actions.questionnaire_handing_in import hand_in
from vendors.actions.questionnaire_questions import add_question
from vendors.actions.questionnaire_sending import Recipient, Sent, send_questionnaire
from vendors.actions.questionnaire_writer import Writer
from vendors.models import Question, Questionnaire, Reply, ReplyLink

VERA = Writer("Vera", way="link")
ONE_OF_EACH = ("text", "yes_no", "number", "choice", "file")
VALUES = {"text": "We follow a standard.", "yes_no": "yes", "number": "12.5", "choice": "Open"}


def in_days(n: int) -> datetime.date:
    return datetime.date.today() + datetime.timedelta(days=n)


def make_questionnaire(programme, kinds=ONE_OF_EACH, *, required=("text",), **fields) -> Questionnaire:
    by = user_as("manager", programme)
    draft = Questionnaire(programme=programme, name=f"Questions {number()}", **fields)
    writing.write_questionnaire(draft, by=by)
    for kind in kinds:
        options = "Open\nClosed" if kind == "choice" else ""
        question = Question(questionnaire=draft, text=f"About {kind}?", kind=kind, options=options)
        question.required = kind in required
        add_question(question, by=by)
    return draft


def send(questionnaire, vendor=None, *, email="vera@vendor.example", bound=False, days=10) -> Sent:
    """Sent to one vendor: the reply and its token."""
    vendor = vendor or make_vendor(questionnaire.programme, shortlisted=True)
    by, whom = user_as("manager", questionnaire.programme), [Recipient(vendor, email=email, name="Vera")]
    return send_questionnaire(questionnaire, whom, due=in_days(days), bound=bound, by=by)[0]


def make_reply(programme, *, filled=False, submitted=False, **fields) -> Reply:
    reply = send(make_questionnaire(programme), **fields).reply
    if filled or submitted:
        fill(reply)
    if submitted:
        hand_in(reply, name="Vera", function="Sales", declared=True, writer=VERA)
    return reply


def entries(reply, **values) -> dict[int, Entry]:
    """By kind of question; what is not named gets a sound answer."""
    told = VALUES | values
    return {q.pk: Entry(told[q.kind]) for q in reply.questionnaire.questions.all() if q.kind in told}


def fill(reply, writer=VERA, **values) -> int:
    seen = {answer.question_id: answer.revision for answer in reply.answers.all()}
    return save_answers(reply, entries(reply, **values), seen=seen, writer=writer)


def question(reply, kind) -> Question:
    return reply.questionnaire.questions.get(kind=kind)


def link_of(token) -> ReplyLink:
    return ReplyLink.objects.get(token_sha256=token_hash(token))
