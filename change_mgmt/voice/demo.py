"""Customers take part in the build: a panel, talks, what they asked for; most is answered, one answer has not reached them."""

from change_mgmt.voice import actions
from change_mgmt.voice.models import Ask, Hearing, Panel
from core import actions as core_actions
from implementation.programme.story import Story, scene
from implementation.rollout.models import Module


def _modules(story: Story) -> dict[str, Module]:
    return {module.key: module for module in Module.objects.filter(programme=story.programme)}


def _hear(story: Story, by: str, **fields) -> Hearing:
    person = story.cast[by]
    return actions.hear(Hearing(programme=story.programme, by=person, **fields), by=person)


def _ask(story: Story, key: str, hearing: Hearing, words: str, theme: str, customers: int, module=None) -> None:
    ask = Ask(programme=story.programme, hearing=hearing, words=words, theme=theme, customers=customers, module=module)
    story.kept[f"ask {key}"] = actions.add_ask(ask, by=hearing.by)


def _answer(story: Story, key: str, step: str, reason: str, **fields) -> None:
    ask = Ask.objects.get(pk=story.kept[f"ask {key}"].pk)
    actions.answer(ask, step, reason=reason, by=story.cast["manager"], **fields)


def _tell(story: Story, key: str, how: str) -> None:
    ask = Ask.objects.get(pk=story.kept[f"ask {key}"].pk)
    actions.tell_back(ask, on=story.day(story.kept["voice day"]), how=how, by=story.cast["manager"])


@scene(day=-150)
def call_a_panel_together(story):
    say, manager = story.say, story.cast["manager"]
    panel = Panel(
        programme=story.programme,
        name=say("Eight customers of the pilot region", "试点区域的八家客户"),
        size=8,
        how_chosen=say(
            "Two of the largest, three small ones, two who complained last year, one who left and came back.",
            "两家最大的、三家小客户、两家去年投诉过的、一家离开后又回来的。",
        ),
        looked_after_by=manager,
    )
    story.kept["panel"] = core_actions.create(panel, permission="voice.edit_panel", by=manager)
    sales = _modules(story).get("sales")
    visit = _hear(
        story,
        "member",
        kind="visit",
        customers=say("Harbour Pumps (fictitious)", "海港泵业（虚构）"),
        heard=2,
        module=sales,
        notes=say("Buyer and foreman, an hour in the workshop.", "采购与车间主任，在车间谈了一小时。"),
    )
    _ask(
        story,
        "one person",
        visit,
        say("I want one person who knows my machines.", "我想要一个了解我设备的人。"),
        "personal",
        2,
        sales,
    )
    _ask(
        story,
        "twice",
        visit,
        say("Do not make me tell the fault a third time.", "不要让我第三次重复说明故障。"),
        "known",
        2,
    )


@scene(day=-95)
def meet_the_panel(story):
    say = story.say
    meeting = _hear(
        story,
        "consultant",
        kind="panel",
        panel=story.kept["panel"],
        customers=say("Panel of the pilot region", "试点区域客户小组"),
        heard=7,
    )
    _ask(story, "quote", meeting, say("A quote on the day I ask.", "当天就能拿到报价。"), "quote", 6)
    _ask(
        story,
        "delivery",
        meeting,
        say("Tell me before the delivery is late, not after.", "交货要晚时，事先告诉我。"),
        "delivery",
        5,
    )
    _ask(story, "robot", meeting, say("No machine on the telephone.", "电话里不要机器人。"), "personal", 4)
    survey = _hear(
        story,
        "member",
        kind="survey",
        customers=say("Customers with more than five devices", "设备超过五台的客户"),
        heard=46,
    )
    _ask(
        story,
        "invoice",
        survey,
        say("One invoice a month instead of one for each visit.", "每月一张发票，而不是每次上门一张。"),
        "money",
        19,
    )
    _ask(story, "data", survey, say("What do you keep about us?", "你们保存了我们哪些资料？"), "privacy", 8)


@scene(day=-70)
def answer_them(story):
    say, manager = story.say, story.cast["manager"]
    _answer(
        story,
        "one person",
        "take_up",
        say("Each customer gets a named contact in the pilot.", "试点中每家客户都有固定联系人。"),
    )
    _answer(
        story,
        "quote",
        "take_up",
        say("Quotes are written on the phone, at the customer’s.", "在客户现场用手机出报价。"),
        owner=manager,
        due=story.day(-35),
    )
    _answer(story, "delivery", "take_up", say("The stock system will report delays.", "由库存系统报告延迟。"))
    _answer(
        story,
        "robot",
        "decline",
        say(
            "The first question stays with a machine at night; by day a person answers.",
            "夜间第一步仍由机器接听，白天由人接听。",
        ),
    )
    _answer(
        story,
        "invoice",
        "decline",
        say(
            "The tax office asks for one for each visit; a monthly list comes with them.",
            "税务要求每次一张；另附每月清单。",
        ),
    )
    _answer(
        story, "data", "finish", say("A page says what is kept, and whom to ask.", "有一页说明保存了什么、可以问谁。")
    )
    _answer(story, "twice", "take_up", say("Everybody sees the history of the device.", "人人都能看到设备的历史。"))
    story.kept["voice day"] = -70
    _tell(story, "data", say("By the September letter.", "通过九月的客户信。"))


@scene(day=-20)
def tell_them(story):
    say = story.say
    _answer(story, "quote", "finish", say("Quotes go out within the hour.", "一小时内发出报价。"))
    _answer(
        story,
        "one person",
        "finish",
        say("Forty customers of the pilot have their person.", "试点的四十家客户有了固定联系人。"),
    )
    story.kept["voice day"] = -20
    for key in ("quote", "robot"):
        _tell(story, key, say("At the panel meeting.", "在客户小组会上。"))
    visit = _hear(
        story, "member", kind="interview", customers=say("Lakeside Cooling (fictitious)", "湖畔制冷（虚构）"), heard=1
    )
    _ask(story, "portal", visit, say("Let me book the visit myself.", "让我自己预约上门。"), "themselves", 1)
