"""How the risks move from the first months to the pilot."""

from core.actions import change
from core.workflow import perform
from implementation.programme.story import CONTRACT_REVIEW_DECIDED, READY_TO_PILOT_DECIDED, Story, scene
from risks.actions import (
    add_treatment,
    enter_risk,
)
from risks.demo.shared import begun, finished, planned, rated, reviewed, the_risk
from risks.gate_checks import open_threats
from risks.models import (
    Risk,
    Treatment,
    TreatmentAction,
)


@scene(day=-212)
def lead_has_authority(story):
    finished(story, "no_lead")
    reason = story.say("The letter of authority is signed.", "授权书已签发。")
    risk = the_risk(story, "no_lead")
    rated(story, risk, 1, 4, reason)
    perform(risk, "monitor", by=story.cast["consultant"])


@scene(day=-190)
def midway_reviews(story):
    reviewed(story, "service_poor", "integration_underestimated")
    for key in ("service_poor", "data_held"):
        begun(story, key)
    risk = the_risk(story, "service_poor")
    planned(
        story,
        risk,
        story.say("Service levels with penalties in the draft contract", "在合同草案中写入带罚则的服务水平"),
        owner="manager",
        due=-130,
    )
    planned(
        story,
        the_risk(story, "data_held"),
        story.say("Data policy attached to the contract", "数据安全条款作为合同附件"),
        owner="consultant",
        due=-130,
    )


@scene(day=-131)
def contract_risks(story):
    for key in ("service_poor", "data_held"):
        finished(story, key)
        perform(the_risk(story, key), "monitor", by=story.cast["consultant"])
    reason = story.say("The contract names data policy and audit rights.", "合同已明确数据安全条款与审计权。")
    rated(story, the_risk(story, "data_held"), 1, 5, reason)


@scene(day=-120)
def peak_season(story):
    risk = Risk(
        programme=story.programme,
        title=story.say("Training falls into the peak season", "培训赶上销售旺季"),
        category="people",
        cause=story.say("the plan puts training into the busiest month", "计划把培训排在最忙的月份"),
        event=story.say("people are not released for it", "员工抽不开身参加"),
        effect=story.say("the pilot starts with untrained users", "试点开始时用户尚未受训"),
        owner=story.cast["manager"],
        current_likelihood=3,
        current_impact=3,
    )
    enter_risk(risk, by=story.cast["consultant"])
    words = story.say("Move the sessions before the season.", "把培训提前到旺季之前。")
    add_treatment(Treatment(risk=risk, strategy="avoid", text=words), by=story.cast["consultant"])
    perform(risk, "start_treatment", by=story.cast["consultant"])
    text = story.say("New dates agreed with both sales heads", "与两位销售负责人商定新日期")
    planned(story, risk, text, owner="manager", due=-80)


@scene(day=-100)
def authority_is_settled(story):
    note = story.say("Three months without an open decision.", "三个月内没有悬而未决的事项。")
    perform(the_risk(story, "no_lead"), "close", by=story.cast["manager"], note=note)


@scene(day=-92)
def link_tested(story):
    first = TreatmentAction.objects.filter(treatment__risk=the_risk(story, "integration_underestimated")).first()
    perform(first, "complete", by=first.owner)


@scene(day=-75)
def quarterly_review(story):
    reviewed(story, "integration_underestimated", "mobile_sync", "unforeseen_change", "switching_cost")
    reason = story.say("A colleague has begun to learn the settings.", "一位同事已开始学习系统设置。")
    rated(story, the_risk(story, "single_heads"), 2, 2, reason)


@scene(day=-58)
def data_cleaned(story):
    finished(story, "data_bad")
    reason = story.say("The sample after cleaning has 1.8 % doubles.", "清洗后抽样重复率为 1.8%。")
    rated(story, the_risk(story, "data_bad"), 2, 3, reason)
    perform(the_risk(story, "data_bad"), "monitor", by=story.cast["consultant"])


@scene(day=-46)
def season_is_over(story):
    risk = Risk.objects.get(programme=story.programme, category="people", catalogue_key="")
    for action in risk.actions:
        perform(action, "complete", by=action.owner)
    perform(risk, "close", by=story.cast["manager"], note=story.say("All sessions were held.", "培训已全部完成。"))


@scene(day=CONTRACT_REVIEW_DECIDED - 1, order=85)
def before_the_contract(story):
    treat_what_is_high(story)


@scene(day=READY_TO_PILOT_DECIDED - 1, order=85)
def before_the_pilot(story):
    treat_what_is_high(story)


def treat_what_is_high(story: Story) -> None:
    """Whatever the records have raised meanwhile is confirmed, owned and treated, as a gate asks for."""
    by = story.cast["consultant"]
    for risk in open_threats(story.programme, 3):
        if risk.is_handled and risk.current_level < 4:
            continue
        if risk.state == Risk.State.IDENTIFIED:
            perform(risk, "assess", by=by)
        if risk.current_level == 4:
            rated(story, risk, 3, 3, story.say("Agreed with the vendor in writing.", "已与供应商书面商定。"))
        if not risk.treatments.exists():
            words = story.say("Go through it with the vendor every week.", "每周与供应商共同检查。")
            add_treatment(Treatment(risk=risk, strategy="reduce", text=words), by=by)
        if risk.owner is None:
            change(risk, permission="risks.edit_risk", by=by, owner=story.cast["manager"])
        if risk.state == Risk.State.ASSESSED:
            perform(risk, "plan_treatment", by=by)
        if risk.state == Risk.State.TREATMENT_PLANNED:
            perform(risk, "start_treatment", by=by)
            text = story.say("Weekly call until it is settled", "每周通话，直至解决")
            planned(story, risk, text, owner="manager", due=10)
