"""A change in every state; one waits past its day."""

import datetime
from decimal import Decimal

from django.utils import timezone

from change_mgmt import actions
from change_mgmt.models import ChangeRequest, ChangeStep
from core.workflow import perform
from implementation.programme.models import Milestone, Task
from implementation.programme.story import Story, scene
from risks.models import Risk
from vendors.models import Contract


def _ask(
    story: Story, key: str, *, who: str, title: str, why: str, within: int, subject: str = "sales"
) -> ChangeRequest:
    decide_by = timezone.localdate() + datetime.timedelta(days=within)
    change = ChangeRequest(programme=story.programme, title=title, why=why, subject=subject, decide_by=decide_by)
    story.kept[f"change {key}"] = actions.submit_change(change, by=story.cast[who])
    return change


def _assess(
    story: Story,
    key: str,
    *,
    cost: int,
    days: int,
    scope: str,
    risk: str,
    people: str,
    contract: bool = False,
    question: str = "",
    places: int = 1,
) -> None:
    """Small ones are paid from what was set aside; a contract is the one that was signed, where there is one."""
    change, by = story.kept[f"change {key}"], story.cast["consultant"]
    if change.state != ChangeRequest.State.ASSESSING:
        change = perform(change, "take_up", by=by)
    factor = 8 if story.zh else 1
    signed = Contract.objects.filter(programme=story.programme, state="signed").first() if contract else None
    actions.assess(
        change,
        by=by,
        cost=Decimal(cost * factor),
        days=days,
        paid_from="acquisition" if contract else "risk",
        touches_contract=contract,
        contract=signed,
        provider_question=question if signed else "",
        effect_on_scope=scope,
        effect_on_risk=risk,
        effect_on_people=people,
        departments=story.programme.organisation.departments.order_by("pk")[:places],
        risks=Risk.objects.filter(programme=story.programme).order_by("number")[:1],
        milestones=Milestone.objects.filter(programme=story.programme, state="planned").order_by("due")[:1],
    )


def _step(story: Story, key: str, *, owner: str, within: int, text: str) -> None:
    due = timezone.localdate() + datetime.timedelta(days=within)
    step = ChangeStep(change=story.kept[f"change {key}"], text=text, owner=story.cast[owner], due=due)
    actions.add_step(step, by=story.cast["manager"])


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
        places=2,
    )
    _step(story, "stock", owner="consultant", within=20, text=say("Read the stock every night", "每晚读取库存"))
    _step(story, "stock", owner="member", within=27, text=say("Try it with twenty quotes", "用二十份报价试用"))


@scene(day=-94)
def approve_the_stock_link(story):
    reason = story.say("It pays within the year.", "一年内即可收回成本。")
    actions.decide(story.kept["change stock"], outcome="approve", reason=reason, by=story.cast["manager"])


@scene(day=-64)
def stock_link_works(story):
    """A little dearer and later than planned."""
    change, factor = story.kept["change stock"], 8 if story.zh else 1
    actions.tell_people(change, by=story.cast["manager"])
    for task in Task.objects.filter(change_step__change=change).select_related("owner"):
        perform(task, "finish", by=task.owner)
    result = story.say("Tested with twenty quotes.", "已用二十份报价测试。")
    actions.finish_change(
        change, by=story.cast["manager"], result=result, actual_cost=Decimal(5200 * factor), actual_days=7
    )


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
        subject="call_centre",
    )
    _assess(
        story,
        "calls",
        cost=38_000,
        days=45,
        contract=True,
        question=say("Could you run the call centre from next quarter?", "能否从下季度起运行呼叫中心？"),
        scope=say("A sixth module, before the first has proved itself.", "在首个模块验证之前增加第六个模块。"),
        risk=say("Higher: two new things at once.", "升高：两件新事同时进行。"),
        people=say("Four more people to train.", "需多培训四人。"),
    )


@scene(day=-74)
def the_provider_has_conditions(story):
    change = ChangeRequest.objects.get(pk=story.kept["change calls"].pk)
    if not change.needs_provider:
        return
    factor = 8 if story.zh else 1
    text = story.say("Two more people on our side, from the second month.", "我方需增派两人，自第二个月起。")
    by = story.cast["vendor_contact"]
    actions.answer_change(change, answer="conditions", price=Decimal(42_000 * factor), days=60, text=text, by=by)


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
        places=2,
    )
    _step(story, "quotes", owner="member", within=15, text=say("Write six templates", "编写六个模板"))
    _step(story, "quotes", owner="manager", within=40, text=say("Count the minutes again", "重新统计用时"))


@scene(day=-19)
def approve_the_templates(story):
    reason = story.say("It brings the pilot’s measure into reach.", "有助于试点达标。")
    conditions = story.say("Marketing keeps them up to date.", "由市场部负责更新。")
    change, by = story.kept["change quotes"], story.cast["manager"]
    actions.decide(change, outcome="approve", reason=reason, conditions=conditions, by=by)


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
    change = _ask(
        story,
        "chat",
        who="executive",
        title=say("Orders by chat", "聊天下单"),
        why=why,
        within=19,
        subject="e_commerce",
    )
    perform(change, "take_up", by=story.cast["consultant"])


@scene(day=-1)
def ask_for_a_second_language(story):
    say = story.say
    why = say("Two dealers do not read the language of the portal.", "有两家经销商看不懂门户语言。")
    _ask(
        story,
        "portal",
        who="sponsor",
        title=say("A second language for dealers", "经销商门户双语"),
        why=why,
        within=21,
        subject="partners",
    )


@scene(day=-1, order=60)
def ask_for_data_every_quarter(story):
    """It waits for the provider: nobody can approve it before."""
    say = story.say
    why = say("A copy of our own data once a year is too old to go on with.", "每年一次的数据副本太旧，无法接续使用。")
    title = say("A copy of all data every quarter", "每季度交付全部数据副本")
    _ask(story, "copy", who="manager", title=title, why=why, within=18, subject="")
    _assess(
        story,
        "copy",
        cost=1800,
        days=2,
        contract=True,
        question=say("What would a copy of all data every quarter cost?", "每季度交付全部数据副本，价格是多少？"),
        scope=say("Four deliveries a year instead of one.", "每年交付四次，而非一次。"),
        risk=say("Lower: the way out stays open.", "降低：保留退出途径。"),
        people=say("None.", "无。"),
    )
    _step(story, "copy", owner="consultant", within=30, text=say("Load one copy as a trial", "试载入一份副本"))
