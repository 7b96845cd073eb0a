"""What the two organisations tell their people: the usual messages on their days, the notice of the pilot, one overdue."""

from functools import partial

from change_mgmt.communication import actions
from change_mgmt.communication.models import Delivery, Message
from core.models import OutgoingMail
from core.workflow import perform
from implementation.programme.story import Story, scene

#: Usual message -> the day it went out, and of every ten readers how many acknowledged it.
SENT = {"why": (-222, 6), "changes": (-100, 5), "training": (-72, 5), "pilot": (-41, 7)}
NOTICE = -48


@scene(day=-228)
def begin_the_plan(story: Story) -> None:
    usual = ("why", "gains", "changes", "training", "pilot", "roll_out", "after")
    actions.begin_plan(story.programme, usual, by=story.cast["manager"])


def _usual(story: Story, key: str) -> Message:
    return story.programme.messages.get(usual=key)


def _send(story: Story, message: Message, read: int) -> None:
    """To addresses that do not exist: the mails count as gone, but for one."""
    manager = story.cast["manager"]
    actions.send_message(perform(message, "release", by=manager), by=manager)
    mails = OutgoingMail.objects.filter(deliveries__message=message)
    mails.update(state=OutgoingMail.State.SENT, body="")
    last = mails.order_by("-pk").first()
    OutgoingMail.objects.filter(pk=last.pk).update(
        state=OutgoingMail.State.FAILED, error="550 5.1.1 The address does not exist."
    )
    actions.settle_sending(message.pk)
    for place, delivery in enumerate(Delivery.objects.filter(message=message).exclude(mail=last)):
        willing = place * 37 % 101 % 10
        if willing < read + 2:
            actions.was_opened(delivery)
        if willing < read:
            actions.acknowledge(delivery)


def _send_usual(story: Story, *, key: str) -> None:
    _send(story, _usual(story, key), SENT[key][1])


for name, (day, _read) in SENT.items():
    scene(day=day, order=70)(partial(_send_usual, key=name))


@scene(day=-204)
def meet_everybody(story: Story) -> None:
    note = story.say(
        "Most asked about double entries and about who sees their figures. Both are answered on the intranet.",
        "大家问得最多的是重复录入，以及谁能看到自己的数字。两个问题都已在内网答复。",
    )
    actions.hold_message(_usual(story, "gains"), on=story.day(-204), reached=54, note=note, by=story.cast["manager"])


@scene(day=NOTICE, order=70)
def tell_those_of_the_pilot(story: Story) -> None:
    pilot = story.programme.pilots.order_by("planned_start", "pk").first()
    notice = actions.prepare_notice(story.programme, kind="pilot", pk=pilot.pk, by=story.cast["manager"])
    _send(story, notice, 8)


@scene(day=-12)
def plan_the_next(story: Story) -> None:
    """One that nobody has held since, and one with its second reader."""
    manager, consultant = story.cast["manager"], story.cast["consultant"]
    questions = Message(
        programme=story.programme,
        what=story.say("Half-time: what the pilot has taught us", "试点过半：我们学到了什么"),
        why=story.say("Rumours end where figures are shown.", "拿出数字，传言自然停止。"),
        aim=Message.Aim.WANT,
        channel=Message.Channel.MEETING,
        due_on=story.day(-3),
        sender=story.cast["sponsor"],
        owner=manager,
    )
    actions.plan_message(questions, by=manager)
    heads = Message(
        programme=story.programme,
        what=story.say("What heads of departments do before their go-live", "部门主管在上线前要做的事"),
        why=story.say("Their people ask them first.", "员工首先会问自己的主管。"),
        aim=Message.Aim.HOW,
        due_on=story.day(5),
        sender=manager,
        owner=consultant,
        whom=Message.Whom.CHOSEN,
        levels=["top", "middle"],
        needs_reader=True,
    )
    actions.plan_message(heads, by=consultant)
    title = ("Before your department goes live", "您的部门上线之前")
    body = (
        "Name one person who helps the others.\n\nTalk to those who doubt, before the day and alone.",
        "请指定一位同事帮助其他人。\n\n请在上线之前，与有顾虑的同事单独谈一谈。",
    )
    texts = {"en": (title[0], body[0]), "zh-hans": (title[1], body[1])}
    actions.write_text(heads, texts, by=consultant)
    actions.ask_reader(heads, reader=story.cast["sponsor"], by=consultant)
