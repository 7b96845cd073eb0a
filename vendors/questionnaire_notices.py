"""Who hears of questionnaires: the vendor's people of what is asked, ours of what came in."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.roles import EDITORS
from core.text import day, say
from implementation.programme.actions import people_on


def _mine(reply) -> str:
    return reverse("my_reply", args=[reply.programme_id, reply.pk])


def _told(reply, words):
    text = say(words, name=str(reply.questionnaire), day=day(reply.due), organisation=reply.programme.organisation.name)
    return Notice(reply.vendor.contacts.all(), text, _mine(reply))


@hears("vendors.reply", "created", "ask_again")
def ask_the_vendor(reply, by, note):
    yield _told(reply, _("{organisation} asks you to answer “{name}” by {day}."))


@hears("vendors.reply", "reopen")
def ask_for_more(reply, by, note):
    yield _told(reply, _("“{name}” is open again: change your answers by {day}."))


@hears("vendors.reply", "reminded")
def remind_of_answers(reply, by, note):
    yield _told(reply, _("“{name}” is due by {day}."))


@hears("vendors.reply", "given time")
def tell_of_time(reply, by, note):
    yield _told(reply, _("“{name}” is now due by {day}."))


@hears("vendors.reply", "submit")
def tell_of_answers(reply, by, note):
    text = say(_("{vendor} has answered: {name}."), vendor=reply.vendor.name, name=str(reply.questionnaire))
    yield Notice(people_on(reply.programme, *EDITORS), text)


@hears("vendors.clarification", "created", "ask_on")
def ask_for_clarity(clarification, by, note):
    yield _told(clarification.reply, _("{organisation} has a question about your answers to “{name}”."))


@hears("vendors.clarification", "answer")
def tell_of_clarity(clarification, by, note):
    text = say(
        _("{vendor} has clarified: {question}"),
        vendor=clarification.reply.vendor.name,
        question=str(clarification.question),
    )
    yield Notice(people_on(clarification.reply.programme, *EDITORS), text)
