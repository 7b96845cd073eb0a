"""What happened in the last weeks."""

import datetime

from core.workflow import perform
from implementation.knowledge.actions import set_link
from implementation.programme.story import scene
from risks.acceptance import decide_acceptance, request_acceptance
from risks.actions import (
    add_treatment,
    enter_risk,
    risk_occurred,
)
from risks.demo.shared import planned, rated, the_risk
from risks.models import (
    AcceptanceRequest,
    Risk,
    RiskIssue,
    Treatment,
)


@scene(day=-30)
def live_with_the_way_out(story):
    risk = the_risk(story, "switching_cost")
    reason = story.say("The exit plan is not accepted yet.", "退出计划尚未通过验收。")
    rated(story, risk, 3, 3, reason)
    asked = AcceptanceRequest(
        risk=risk,
        reason=story.say(
            "A full export costs a week now; the exit plan is due within two months.",
            "现在做一次完整导出需一周；退出计划两个月内到期。",
        ),
        expires_on=story.today + datetime.timedelta(days=45),
    )
    request_acceptance(asked, by=story.cast["consultant"])


@scene(day=-28)
def sponsor_accepts(story):
    asked = AcceptanceRequest.objects.get(risk=the_risk(story, "switching_cost"))
    reason = story.say("Bearable until the exit plan is there.", "在退出计划到位之前可以承受。")
    decide_acceptance(asked, outcome="accepted", reason=reason, by=story.cast["sponsor"])


@scene(day=-18)
def visits_are_lost(story):
    risk = the_risk(story, "mobile_sync")
    note = story.say("Two visits were lost in the basement showroom.", "地下展厅丢失两条拜访记录。")
    issue = RiskIssue(
        risk=risk,
        what_happened=note,
        happened_on=story.day(-18),
        impact=story.say("Forty visit reports had to be typed again.", "四十份拜访记录需重新录入。"),
        cost=4_000,
        owner=story.cast["consultant"],
        next_step=story.say("Test the corrected app with two sales people", "请两名销售人员测试修正后的应用"),
        due=story.day(8),
    )
    risk_occurred(issue, by=story.cast["manager"])
    text = story.say("Vendor delivers the corrected app", "供应商交付修正后的应用")
    planned(story, risk, text, owner="consultant", due=6)


@scene(day=-15)
def early_start(story):
    risk = Risk(
        programme=story.programme,
        nature="opportunity",
        title=story.say("The next department wants to start early", "下一个部门希望提前启动"),
        category="culture",
        cause=story.say("the pilot’s first figures are good", "试点初步数据良好"),
        event=story.say("the next department asks to start before its turn", "下一个部门主动要求提前"),
        effect=story.say("the rollout ends a month sooner", "推广可提前一个月完成"),
        owner=story.cast["manager"],
        current_likelihood=3,
        current_impact=3,
    )
    enter_risk(risk, by=story.cast["manager"])
    words = story.say("Show the pilot to its team leads.", "向其班组长展示试点。")
    add_treatment(Treatment(risk=risk, strategy="enhance", text=words), by=story.cast["manager"])
    perform(risk, "start_treatment", by=story.cast["manager"])
    planned(story, risk, story.say("Open day at the pilot", "试点开放日"), owner="member", due=5)


@scene(day=-12)
def other_department(story):
    reason = story.say("A sample of the next department has 4 % doubles.", "下一个部门抽样重复率为 4%。")
    rated(story, the_risk(story, "data_bad"), 3, 3, reason)


@scene(day=-11)
def knowledge_against_lock_in(story):
    """What was written down about leaving a vendor stands beside the risk of being bound to one."""
    if article := story.kept.get("exit_article"):
        set_link(article, the_risk(story, "switching_cost"), helps=True, by=story.cast["consultant"])


@scene(day=-8)
def sales_hold_back(story):
    """High, and its treatment not begun: what the pilot’s exit then asks for."""
    risk = the_risk(story, "sales_keep")
    reason = story.say("Nine key accounts have no entry for a month.", "九个重点客户一个月没有记录。")
    rated(story, risk, 4, 3, reason)
    perform(risk, "plan_treatment", by=story.cast["consultant"])
    text = story.say("Count team accounts in the bonus", "把团队客户计入奖金")
    planned(story, risk, text, owner="sponsor", due=20)


@scene(day=-5)
def board_doubts(story):
    risk = Risk(
        programme=story.programme,
        title=story.say("Reports are not trusted by the board", "董事会不信任报表"),
        category="data",
        cause=story.say("figures differ between the CRM and finance", "客户系统与财务数字不一致"),
        event=story.say("the board asks for its own lists", "董事会另要手工清单"),
        effect=story.say("two sets of figures live on", "两套数字长期并存"),
    )
    enter_risk(risk, by=story.cast["manager"])
