"""Who may open each page and take each step of questionnaires, and of the pages of a vendor's people."""

from core.roles import EDITORS, MEMBER, STEERING, VENDOR_CONTACT
from tests.access.vendors import bare, with_evaluators
from tests.factories import user_as
from tests.programme.factories import upload
from tests.vendors.factories import make_vendor
from tests.vendors.questionnaire_factories import VERA, fill, make_questionnaire, make_reply, question, send
from vendors.actions.questionnaire_answers import save_answers
from vendors.actions.questionnaire_clarifications import ask_back
from vendors.actions.questionnaire_handing_in import hand_in
from vendors.models import ReplyLink

READERS = STEERING | {MEMBER}
ANSWERING = EDITORS | {VENDOR_CONTACT}


def readable(programme):
    return with_evaluators(programme)


def of_draft(programme):
    return readable(programme) | {"pk": make_questionnaire(programme).pk}


def of_question(programme):
    return bare(programme) | {"pk": make_questionnaire(programme).questions.first().pk}


def served(programme):
    return make_vendor(programme, shortlisted=True, contacts=[user_as("vendor_contact", programme)])


def of_sent(programme):
    return readable(programme) | {"pk": make_reply(programme).questionnaire_id}


def of_reply(programme):
    return readable(programme) | {"pk": make_reply(programme, vendor=served(programme)).pk}


def of_submitted(programme):
    return readable(programme) | {"pk": make_reply(programme, vendor=served(programme), submitted=True).pk}


def of_link(programme):
    return bare(programme) | {"pk": ReplyLink.objects.get(reply=make_reply(programme)).pk}


def _with_file(programme):
    reply = send(make_questionnaire(programme), served(programme)).reply
    fill(reply)
    asked = question(reply, "file")
    save_answers(reply, {}, seen={}, files={asked.pk: upload("proof.txt", b"proof")}, writer=VERA)
    return reply


def of_evidence(programme):
    reply = _with_file(programme)
    hand_in(reply, name="Vera", declared=True, writer=VERA)
    return readable(programme) | {"pk": reply.pk, "file": reply.files.get().pk}


def of_asking(programme):
    reply = make_reply(programme, submitted=True)
    return bare(programme) | {"pk": reply.pk, "question": reply.questionnaire.questions.first().pk}


def of_my_file(programme):
    reply = _with_file(programme)
    return bare(programme) | {"pk": reply.pk, "number": reply.files.get().pk}


def of_clarification(programme):
    reply = make_reply(programme, vendor=served(programme), submitted=True)
    point = ask_back(reply, question=question(reply, "text"), text="Which?", by=user_as("manager", programme))
    return bare(programme) | {"pk": reply.pk, "number": point.pk}


PAGES = {
    "questionnaires": (READERS, readable),
    "new_questionnaire": (EDITORS, bare),
    "questionnaire": (READERS, of_sent),
    "edit_questionnaire": (EDITORS, of_draft),
    "new_questionnaire_version": (EDITORS, of_sent, "post"),
    "pick_questions": (EDITORS, of_draft),
    "new_question": (EDITORS, of_draft),
    "edit_question": (EDITORS, of_question),
    "remove_question": (EDITORS, of_question, "post"),
    "move_question": (EDITORS, of_question, "post"),
    "send_questionnaire": (EDITORS, of_draft),
    "compare_replies": (READERS, of_sent),
    "compare_replies_file": (READERS, of_sent),
    "vendor_reply": (READERS, of_submitted),
    "renew_reply_link": (EDITORS, of_reply),
    "withdraw_reply_link": (EDITORS, of_link, "post"),
    "give_reply_time": (EDITORS, of_reply),
    "reopen_reply": (EDITORS, of_submitted),
    "reply_workbook": (EDITORS, of_reply),
    "take_in_reply": (EDITORS, of_reply),
    "reply_evidence": (READERS, of_evidence),
    "ask_vendor_back": (EDITORS, of_asking),
    "vendor_home": ({VENDOR_CONTACT}, bare),
    "my_reply": ({VENDOR_CONTACT}, of_reply),
    "my_hand_in": ({VENDOR_CONTACT}, of_reply),
    "my_file": ({VENDOR_CONTACT}, of_my_file),
    "my_workbook": ({VENDOR_CONTACT}, of_reply),
    "my_clarify": ({VENDOR_CONTACT}, of_clarification),
}

STEPS = {
    "vendors.questionnaire.send": EDITORS,
    "vendors.questionnaire.close": EDITORS,
    "vendors.questionnaire.open_again": EDITORS,
    "vendors.reply.submit": ANSWERING,
    "vendors.reply.reopen": EDITORS,
    "vendors.reply.withdraw": EDITORS,
    "vendors.reply.ask_again": EDITORS,
    "vendors.clarification.answer": ANSWERING,
    "vendors.clarification.ask_on": EDITORS,
    "vendors.clarification.settle": EDITORS,
}
