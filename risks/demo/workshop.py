"""The workshop that fills the register, and the first treatments."""

from core.actions import change
from core.workflow import perform
from implementation.programme.story import scene
from risks.actions import (
    add_from_catalogue,
)
from risks.demo.shared import begun, planned, rated, the_risk

WORKSHOP = -254


#: Catalogue entries that the workshop chose -> who owns them from then on.
CHOSEN = {
    "data_bad": "manager",
    "sales_keep": "manager",
    "integration_underestimated": "consultant",
    "no_lead": "sponsor",
    "switching_cost": "manager",
    "data_held": "consultant",
    "service_poor": "manager",
    "provider_stops": "consultant",
    "channel_bypass": "manager",
    "mobile_sync": "consultant",
    "unforeseen_change": "manager",
    "too_automatic": "member",
    "single_heads": "manager",
}


@scene(day=WORKSHOP)
def workshop(story):
    """The starter risks that fit, each with an owner and a rating that the consultant stands behind."""
    by = story.cast["consultant"]
    reason = story.say("Agreed in the risk workshop.", "风险研讨会一致同意。")
    for risk in add_from_catalogue(story.programme, CHOSEN, by=by):
        change(risk, permission="risks.edit_risk", by=by, owner=story.cast[CHOSEN[risk.catalogue_key]])
        target = {"target_likelihood": max(1, risk.current_likelihood - 2), "target_impact": risk.current_impact}
        likelihood = 2 if risk.catalogue_key == "sales_keep" else risk.current_likelihood
        rated(story, risk, likelihood, risk.current_impact, reason, confidence="medium", **target)


@scene(day=-248)
def first_treatments(story):
    for key in ("integration_underestimated", "no_lead", "data_bad", "unforeseen_change", "single_heads"):
        begun(story, key)
    for key in ("sales_keep", "provider_stops", "channel_bypass"):
        perform(the_risk(story, key), "watch", by=story.cast["consultant"])
    first = story.say("Trial of the link to the stock system", "试做与库存系统的接口")
    second = story.say("Second test of the interface with live orders", "用真实订单做第二次接口测试")
    link = the_risk(story, "integration_underestimated")
    planned(story, link, first, owner="consultant", due=-92)
    planned(story, link, second, owner="member", due=9)
    planned(
        story,
        the_risk(story, "no_lead"),
        story.say("Letter of authority from the board", "由董事会签发授权书"),
        owner="sponsor",
        due=-215,
    )
    planned(
        story,
        the_risk(story, "data_bad"),
        story.say("Clean the customer file of the first department", "清洗首个部门的客户档案"),
        owner="member",
        due=-60,
    )
    planned(
        story,
        the_risk(story, "unforeseen_change"),
        story.say("Price list for changes, agreed with the vendor", "与供应商商定变更价目表"),
        owner="manager",
        due=12,
    )
    planned(
        story,
        the_risk(story, "single_heads"),
        story.say("Second person learns the settings", "培养第二位系统设置人员"),
        owner="member",
        due=-3,
    )
