"""A change in every state; one waits past its day."""

import datetime
from decimal import Decimal

from django.utils import timezone

from change_mgmt import actions
from change_mgmt.models import ChangeRequest
from core.workflow import perform
from implementation.programme.story import Story, scene


def _ask(story: Story, key: str, *, who: str, title: str, why: str, within: int) -> ChangeRequest:
    decide_by = timezone.localdate() + datetime.timedelta(days=within)
    change = ChangeRequest(programme=story.programme, title=title, why=why, decide_by=decide_by)
    story.kept[f"change {key}"] = actions.submit_change(change, by=story.cast[who])
    return change


def _assess(
    story: Story, key: str, *, cost: int, days: int, scope: str, risk: str, people: str, contract=False
) -> None:
    change, by = story.kept[f"change {key}"], story.cast["consultant"]
    if change.state != ChangeRequest.State.ASSESSING:
        change = perform(change, "take_up", by=by)
    factor = 8 if story.zh else 1
    actions.assess(
        change,
        by=by,
        cost=Decimal(cost * factor),
        days=days,
        touches_contract=contract,
        effect_on_scope=scope,
        effect_on_risk=risk,
        effect_on_people=people,
    )


@scene(day=-104)
def ask_for_a_stock_link(story):
    say = story.say
    why = say("Salespeople promise dates that the stock cannot keep.", "销售承诺的交期与库存不符。")
    _ask(story, "stock", who="member", title=say("Show stock in the quote", "报价时显示库存"), why=why, within=21)


@scene(day=-98)
def assess_the_stock_link(story):
    say = story.say
    _assess(
        story,
        "stock",
        cost=4800,
        days=6,
        scope=say("One read-only link to the stock system.", "增加一个只读库存接口。"),
        risk=say("The link may be slow; a nightly copy is the way back.", "接口可能较慢；退路是每晚同步。"),
        people=say("Half an hour more in the sales course.", "销售课程增加半小时。"),
    )


@scene(day=-94)
def approve_the_stock_link(story):
    reason = story.say("It pays within the year.", "一年内即可收回成本。")
    actions.decide(story.kept["change stock"], outcome="approve", reason=reason, by=story.cast["manager"])


@scene(day=-64)
def stock_link_works(story):
    note = story.say("Tested with twenty quotes.", "已用二十份报价测试。")
    perform(story.kept["change stock"], "implement", by=story.cast["manager"], note=note)


@scene(day=-80)
def ask_for_a_call_centre(story):
    say = story.say
    why = say("Calls are lost when everyone is on the road.", "人员外出时来电会丢失。")
    _ask(
        story,
        "calls",
        who="executive",
        title=say("Bring the call centre forward", "提前上线呼叫中心"),
        why=why,
        within=20,
    )
    _assess(
        story,
        "calls",
        cost=38_000,
        days=45,
        contract=True,
        scope=say("A sixth module, before the first has proved itself.", "在首个模块验证之前增加第六个模块。"),
        risk=say("Higher: two new things at once.", "升高：两件新事同时进行。"),
        people=say("Four more people to train.", "需多培训四人。"),
    )


@scene(day=-68)
def reject_the_call_centre(story):
    reason = story.say("First prove the pilot; it can be asked for anew.", "先验证试点，之后可重新申请。")
    actions.decide(story.kept["change calls"], outcome="reject", reason=reason, by=story.cast["sponsor"])


@scene(day=-36)
def ask_for_a_map(story):
    say = story.say
    why = say("Visits could be planned by route.", "可按路线安排拜访。")
    _ask(story, "map", who="member", title=say("Customers on a map", "客户地图"), why=why, within=14)
    _assess(
        story,
        "map",
        cost=2600,
        days=4,
        scope=say("One page more.", "增加一个页面。"),
        risk=say("None.", "无。"),
        people=say("None.", "无。"),
    )


@scene(day=-28)
def postpone_the_map(story):
    reason = story.say("Useful, but after the pilot.", "有用，但放到试点之后。")
    change, by = story.kept["change map"], story.cast["manager"]
    actions.decide(change, outcome="postpone", reason=reason, by=by, look_again_on=story.day(30))


@scene(day=-25)
def ask_for_templates(story):
    say = story.say
    why = say("Writing a quote still takes two hours.", "写一份报价仍需两小时。")
    _ask(story, "quotes", who="member", title=say("Templates for quotes", "报价模板"), why=why, within=10)
    _assess(
        story,
        "quotes",
        cost=1900,
        days=3,
        scope=say("Six templates, kept by Marketing.", "六个模板，由市场部维护。"),
        risk=say("Lower: the exit measure comes into reach.", "降低：有助于达到退出指标。"),
        people=say("A short film instead of a course.", "用短视频代替课程。"),
    )


@scene(day=-19)
def approve_the_templates(story):
    reason = story.say("It brings the pilot’s measure into reach.", "有助于试点达标。")
    actions.decide(story.kept["change quotes"], outcome="approve", reason=reason, by=story.cast["manager"])


@scene(day=-16)
def ask_for_visit_notes(story):
    """Handed in for approval and past its day."""
    say = story.say
    why = say("Notes typed in the evening are forgotten.", "晚上补录的记录常被遗忘。")
    _ask(story, "notes", who="member", title=say("Dictate visit notes", "语音录入拜访记录"), why=why, within=12)


@scene(day=-9)
def assess_visit_notes(story):
    say = story.say
    _assess(
        story,
        "notes",
        cost=3200,
        days=5,
        scope=say("Dictation on the phone, text kept in the record.", "手机语音输入，文字存入记录。"),
        risk=say("Low: speech is turned into text on the device.", "低：语音在设备上转为文字。"),
        people=say("Ten minutes with each user.", "每位用户培训十分钟。"),
    )


@scene(day=-5)
def ask_for_orders_by_chat(story):
    say = story.say
    why = say("A third of the orders come by chat and are typed again.", "三分之一的订单来自聊天，需要重复录入。")
    change = _ask(story, "chat", who="executive", title=say("Orders by chat", "聊天下单"), why=why, within=19)
    perform(change, "take_up", by=story.cast["consultant"])


@scene(day=-1)
def ask_for_a_second_language(story):
    say = story.say
    why = say("Two dealers do not read the language of the portal.", "有两家经销商看不懂门户语言。")
    _ask(
        story, "portal", who="sponsor", title=say("A second language for dealers", "经销商门户双语"), why=why, within=21
    )
