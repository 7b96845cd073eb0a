"""The messages that every programme needs on its path, in the order in which people take a change in: drafts to begin with."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from change_mgmt.communication.models import Message
from core.evidence import in_every_language
from core.models import User
from core.roles import Role
from core.text import say
from implementation.programme.actions import people_on
from implementation.programme.models import Programme

Aim, Channel = Message.Aim, Message.Channel


@dataclass(frozen=True)
class Usual:
    """``share`` is how far into the stage it is due."""

    key: str
    aim: str
    channel: str
    stage: str
    share: float
    what: Any
    why: Any
    title: Any
    body: Any


USUAL = (
    Usual(
        "why",
        Aim.WHY,
        Channel.MAIL,
        "initiate",
        0.3,
        _("Why we get a CRM"),
        _("Everybody knows the reason before the first rumour. From the top."),
        _("Why we are getting a CRM"),
        _(
            "What we know about our customers is in many places and many heads. Customers notice.\n\n"
            "With “{programme}” it comes together in one place, step by step, beginning with a small pilot.\n\n"
            "You will hear early what changes for you, and you will be asked. Nobody is judged by the first weeks."
        ),
    ),
    Usual(
        "gains",
        Aim.WANT,
        Channel.MEETING,
        "business_case",
        0.7,
        _("What each of us gains, and what is asked of us"),
        _("People say what worries them, and it is written down."),
        _("What you gain, and what is asked of you"),
        _(
            "Less searching, fewer questions twice, one view of the customer. We ask for your time in the training, and for your doubts: say them."
        ),
    ),
    Usual(
        "changes",
        Aim.WANT,
        Channel.MAIL,
        "prepare",
        0.3,
        _("What changes in your work"),
        _("Everybody knows what stays, what goes and what is new in their own post."),
        _("What changes in your work"),
        _(
            "**What stays:** you know your customers best, and you decide.\n\n"
            "**What goes:** own lists and double entries.\n\n"
            "**What is new:** visits, offers and requests are written down where the next one finds them.\n\n"
            "Talk to your superior about what it means for your post."
        ),
    ),
    Usual(
        "training",
        Aim.HOW,
        Channel.MAIL,
        "prepare",
        0.6,
        _("How you learn it"),
        _("Everybody knows their course, their day and who helps."),
        _("Your training"),
        _(
            "Before you work with it you learn it, in working hours, with examples from your own day.\n\n"
            "You get the day of your course from your superior. Afterwards somebody near you helps with every question."
        ),
    ),
    Usual(
        "pilot",
        Aim.CAN,
        Channel.MAIL,
        "pilot",
        0.0,
        _("The pilot starts"),
        _("Everybody knows who tries it, how long, and what is decided afterwards."),
        _("The pilot starts"),
        _(
            "Some of us now try the first module in daily work. What does not work is found here, not by everybody at once.\n\n"
            "After the pilot it is decided on figures whether the others follow."
        ),
    ),
    Usual(
        "roll_out",
        Aim.CAN,
        Channel.MAIL,
        "roll_out",
        0.05,
        _("When the departments follow"),
        _("Everybody knows about when it is their turn."),
        _("When your department follows"),
        _(
            "The pilot has shown what works. Now the departments follow one after the other.\n\n"
            "You hear the day of your department at least ten days before, and nobody begins without training."
        ),
    ),
    Usual(
        "after",
        Aim.KEEP,
        Channel.INTRANET,
        "roll_out",
        0.6,
        _("How it goes, and who helps"),
        _("People see that it is used, what got better, and where they get help."),
        _("How it goes"),
        _("What has become better, what has not yet, and who helps you: told honestly, with figures."),
    ),
)


def usual_messages(programme: Programme, *, by: User) -> Iterator[Message]:
    """Drafts, not saved, dated from the stages of the path; what would be due already is due in a week."""
    sender = people_on(programme, Role.SPONSOR).order_by("pk").first() or by
    stages = {stage.kind: stage for stage in programme.stages.all()}
    with translation.override(programme.organisation.language):
        for item in USUAL:
            stage = stages.get(item.stage)
            if stage is None:
                continue  # a path of its own does without this stage
            yield Message(
                programme=programme,
                usual=item.key,
                what=str(item.what),
                why=str(item.why),
                aim=item.aim,
                channel=item.channel,
                due_on=_due(stage, item.share),
                sender=sender,
                owner=by,
                texts=texts_of(item.title, say(item.body, programme=programme.name)),
            )


def _due(stage, share: float) -> datetime.date:
    day = stage.planned_start + datetime.timedelta(days=round(share * stage.planned_days))
    today = timezone.localdate()
    return day if day > today else today + datetime.timedelta(days=7)


def texts_of(title, body) -> dict[str, dict[str, str]]:
    """Title and words in every language of the product."""
    titles, bodies = in_every_language(title), in_every_language(body)
    return {code: {"title": titles[code], "body": bodies[code]} for code in titles}
