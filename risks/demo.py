"""Fifteen risks from the first workshop to today: in every state, with treatments, ratings over time and one acceptance."""

import datetime
from dataclasses import replace
from decimal import Decimal

from core.actions import change
from core.sheets import write_csv
from core.workflow import perform
from implementation.knowledge.actions import set_link
from implementation.programme.story import CONTRACT_REVIEW_DECIDED, READY_TO_PILOT_DECIDED, Story, scene
from risks.acceptance import decide_acceptance, request_acceptance
from risks.actions import (
    add_action,
    add_contributor,
    add_entry,
    add_from_catalogue,
    add_treatment,
    create_catalogue,
    enter_risk,
    estimate,
    rate,
    risk_occurred,
    set_limit,
    set_scale,
)
from risks.exposure import LOW
from risks.gate_checks import open_threats
from risks.imports.fates import digest
from risks.imports.uploads import upload
from risks.imports.writing import bring_in, preview
from risks.models import (
    AcceptanceRequest,
    Catalogue,
    CatalogueRisk,
    Contributor,
    Estimate,
    LossLimit,
    RegisterView,
    Risk,
    RiskIssue,
    Treatment,
    TreatmentAction,
)
from risks.register.looks import keep_view
from risks.scale import scale_of

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


def _risk(story: Story, key: str) -> Risk:
    return Risk.objects.select_related("programme__organisation").get(programme=story.programme, catalogue_key=key)


def _rate(story: Story, risk: Risk, likelihood: int, impact: int, reason: str, **fields) -> None:
    by = story.cast["consultant"]
    rate(risk, by=by, reason=reason, current_likelihood=likelihood, current_impact=impact, **fields)


def _review(story: Story, *keys: str) -> None:
    reason = story.say("Reviewed, no change.", "已复核，无变化。")
    for key in keys:
        risk = _risk(story, key)
        _rate(story, risk, risk.current_likelihood, risk.current_impact, reason)


def _begin(story: Story, key: str) -> None:
    """Plan what the catalogue proposes, and start it."""
    risk = _risk(story, key)
    perform(risk, "plan_treatment", by=story.cast["consultant"])
    perform(risk, "start_treatment", by=story.cast["consultant"])


def _action(story: Story, risk: Risk, text: str, *, owner: str, due: int) -> TreatmentAction:
    """``due`` in days from today."""
    treatment = risk.treatments.order_by("pk").first()
    action = TreatmentAction(treatment=treatment, text=text, owner=story.cast[owner], due=story.day(due))
    return add_action(action, by=story.cast["consultant"])


def _done(story: Story, key: str) -> None:
    """The owners of a risk's open actions finish them."""
    for action in TreatmentAction.objects.filter(treatment__risk=_risk(story, key), state="open"):
        perform(action, "complete", by=action.owner)


@scene(day=WORKSHOP)
def workshop(story):
    """The starter risks that fit, each with an owner and a rating that the consultant stands behind."""
    by = story.cast["consultant"]
    reason = story.say("Agreed in the risk workshop.", "风险研讨会一致同意。")
    for risk in add_from_catalogue(story.programme, CHOSEN, by=by):
        change(risk, permission="risks.edit_risk", by=by, owner=story.cast[CHOSEN[risk.catalogue_key]])
        target = {"target_likelihood": max(1, risk.current_likelihood - 2), "target_impact": risk.current_impact}
        likelihood = 2 if risk.catalogue_key == "sales_keep" else risk.current_likelihood
        _rate(story, risk, likelihood, risk.current_impact, reason, confidence="medium", **target)


@scene(day=-248)
def first_treatments(story):
    for key in ("integration_underestimated", "no_lead", "data_bad", "unforeseen_change", "single_heads"):
        _begin(story, key)
    for key in ("sales_keep", "provider_stops", "channel_bypass"):
        perform(_risk(story, key), "watch", by=story.cast["consultant"])
    first = story.say("Trial of the link to the stock system", "试做与库存系统的接口")
    second = story.say("Second test of the interface with live orders", "用真实订单做第二次接口测试")
    link = _risk(story, "integration_underestimated")
    _action(story, link, first, owner="consultant", due=-92)
    _action(story, link, second, owner="member", due=9)
    _action(
        story,
        _risk(story, "no_lead"),
        story.say("Letter of authority from the board", "由董事会签发授权书"),
        owner="sponsor",
        due=-215,
    )
    _action(
        story,
        _risk(story, "data_bad"),
        story.say("Clean the customer file of the first department", "清洗首个部门的客户档案"),
        owner="member",
        due=-60,
    )
    _action(
        story,
        _risk(story, "unforeseen_change"),
        story.say("Price list for changes, agreed with the vendor", "与供应商商定变更价目表"),
        owner="manager",
        due=12,
    )
    _action(
        story,
        _risk(story, "single_heads"),
        story.say("Second person learns the settings", "培养第二位系统设置人员"),
        owner="member",
        due=-3,
    )


#: What the workshop on money said: chance in per cent, low and high, and the same once treated; in thousands of the currency.
IN_MONEY = {
    "integration_underestimated": ((40, 30, 260), (15, 20, 150)),
    "switching_cost": ((25, 40, 300), (25, 30, 180)),
    "data_bad": ((60, 15, 120), (20, 10, 60)),
    "service_poor": ((35, 20, 140), (20, 10, 80)),
    "unforeseen_change": ((50, 10, 90), (30, 10, 50)),
    "provider_stops": ((5, 120, 700), None),
}


@scene(day=-250)
def appetite_is_set(story):
    """The sponsor bears less where customer data is concerned, and says what the steps stand for."""
    organisation = story.programme.organisation
    now = scale_of(organisation)
    thousands = (10, 50, 200, 600, 2_000)
    scale = replace(
        now,
        category_appetite={"data": LOW},
        probabilities=tuple(Decimal(value) for value in (2, 10, 25, 50, 80)),
        amounts=tuple((Decimal(250 * high), Decimal(1_000 * high)) for high in thousands),
    )
    reason = story.say("Agreed with the board: customer data comes first.", "与董事会商定：客户数据优先。")
    set_scale(organisation, scale, seen_version=now.version, reason=reason, by=story.cast["sponsor"])


@scene(day=-204)
def firm_catalogue(story):
    """The consultant keeps what other programmes taught, and takes it from there."""
    by = story.cast["consultant"]
    name = story.say("Example Advisers", "示例咨询")
    firm = create_catalogue(Catalogue(name=name), by=by)
    entry = CatalogueRisk(
        catalogue=firm,
        title=story.say("Decisions wait for the next meeting", "决定总要等到下次会议"),
        category="leadership",
        cause=story.say("only the steering meeting decides", "只有指导会议能拍板"),
        event=story.say("small questions stay open for weeks", "小问题数周悬而未决"),
        effect=story.say("the pilot starts late", "试点推迟开始"),
        early_sign=story.say("The list of open questions grows.", "待决问题清单越来越长。"),
        treatments=story.say("Name who decides between meetings", "指定会议之间的决策人"),
        likelihood=3,
        impact=2,
    )
    add_entry(entry, by=by)


@scene(day=-203)
def people_and_places(story):
    by = story.cast["consultant"]
    data = _risk(story, "data_bad")
    add_contributor(Contributor(risk=data, user=story.cast["member"]), by=by)
    module = story.programme.modules.filter(key="master_data").first()
    if module is not None:
        change(data, permission="risks.edit_risk", by=by, module=module)


@scene(day=-205)
def in_money(story):
    """What the greatest risks may cost, before and after treatment, and what the sponsor is ready to bear."""
    by = story.cast["consultant"]
    basis = story.say("Workshop with finance and two past projects.", "与财务的研讨会及两个以往项目。")
    for key, phases in IN_MONEY.items():
        for phase, figures in zip(("now", "treated"), phases, strict=True):
            if figures is None:
                continue
            chance, low, high = figures
            made = Estimate(
                risk=_risk(story, key), phase=phase, probability=chance, low=1000 * low, high=1000 * high, basis=basis
            )
            estimate(made, by=by)
    for key, cost in (("integration_underestimated", 35_000), ("data_bad", 18_000), ("service_poor", 6_000)):
        change(_risk(story, key).treatments.first(), permission="risks.edit_risk", by=by, cost=cost)
    for amount, chance in ((200_000, 20), (600_000, 5)):
        set_limit(LossLimit(programme=story.programme, amount=amount, chance=chance), by=story.cast["sponsor"])


@scene(day=-212)
def lead_has_authority(story):
    _done(story, "no_lead")
    reason = story.say("The letter of authority is signed.", "授权书已签发。")
    risk = _risk(story, "no_lead")
    _rate(story, risk, 1, 4, reason)
    perform(risk, "monitor", by=story.cast["consultant"])


@scene(day=-190)
def midway_reviews(story):
    _review(story, "service_poor", "integration_underestimated")
    for key in ("service_poor", "data_held"):
        _begin(story, key)
    risk = _risk(story, "service_poor")
    _action(
        story,
        risk,
        story.say("Service levels with penalties in the draft contract", "在合同草案中写入带罚则的服务水平"),
        owner="manager",
        due=-130,
    )
    _action(
        story,
        _risk(story, "data_held"),
        story.say("Data policy attached to the contract", "数据安全条款作为合同附件"),
        owner="consultant",
        due=-130,
    )


@scene(day=-131)
def contract_risks(story):
    for key in ("service_poor", "data_held"):
        _done(story, key)
        perform(_risk(story, key), "monitor", by=story.cast["consultant"])
    reason = story.say("The contract names data policy and audit rights.", "合同已明确数据安全条款与审计权。")
    _rate(story, _risk(story, "data_held"), 1, 5, reason)


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
    _action(story, risk, text, owner="manager", due=-80)


@scene(day=-100)
def authority_is_settled(story):
    note = story.say("Three months without an open decision.", "三个月内没有悬而未决的事项。")
    perform(_risk(story, "no_lead"), "close", by=story.cast["manager"], note=note)


@scene(day=-92)
def link_tested(story):
    first = TreatmentAction.objects.filter(treatment__risk=_risk(story, "integration_underestimated")).first()
    perform(first, "complete", by=first.owner)


@scene(day=-75)
def quarterly_review(story):
    _review(story, "integration_underestimated", "mobile_sync", "unforeseen_change", "switching_cost")
    reason = story.say("A colleague has begun to learn the settings.", "一位同事已开始学习系统设置。")
    _rate(story, _risk(story, "single_heads"), 2, 2, reason)


@scene(day=-58)
def data_cleaned(story):
    _done(story, "data_bad")
    reason = story.say("The sample after cleaning has 1.8 % doubles.", "清洗后抽样重复率为 1.8%。")
    _rate(story, _risk(story, "data_bad"), 2, 3, reason)
    perform(_risk(story, "data_bad"), "monitor", by=story.cast["consultant"])


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
            _rate(story, risk, 3, 3, story.say("Agreed with the vendor in writing.", "已与供应商书面商定。"))
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
            _action(story, risk, text, owner="manager", due=10)


@scene(day=-30)
def live_with_the_way_out(story):
    risk = _risk(story, "switching_cost")
    reason = story.say("The exit plan is not accepted yet.", "退出计划尚未通过验收。")
    _rate(story, risk, 3, 3, reason)
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
    asked = AcceptanceRequest.objects.get(risk=_risk(story, "switching_cost"))
    reason = story.say("Bearable until the exit plan is there.", "在退出计划到位之前可以承受。")
    decide_acceptance(asked, outcome="accepted", reason=reason, by=story.cast["sponsor"])


@scene(day=-18)
def visits_are_lost(story):
    risk = _risk(story, "mobile_sync")
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
    _action(story, risk, text, owner="consultant", due=6)


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
    _action(story, risk, story.say("Open day at the pilot", "试点开放日"), owner="member", due=5)


@scene(day=-12)
def other_department(story):
    reason = story.say("A sample of the next department has 4 % doubles.", "下一个部门抽样重复率为 4%。")
    _rate(story, _risk(story, "data_bad"), 3, 3, reason)


@scene(day=-11)
def knowledge_against_lock_in(story):
    """What was written down about leaving a vendor stands beside the risk of being bound to one."""
    if article := story.kept.get("exit_article"):
        set_link(article, _risk(story, "switching_cost"), helps=True, by=story.cast["consultant"])


@scene(day=-8)
def sales_hold_back(story):
    """High, and its treatment not begun: what the pilot’s exit then asks for."""
    risk = _risk(story, "sales_keep")
    reason = story.say("Nine key accounts have no entry for a month.", "九个重点客户一个月没有记录。")
    _rate(story, risk, 4, 3, reason)
    perform(risk, "plan_treatment", by=story.cast["consultant"])
    text = story.say("Count team accounts in the bonus", "把团队客户计入奖金")
    _action(story, risk, text, owner="sponsor", due=20)


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


@scene(day=-60)
def register_of_the_vendor(story):
    """The vendor’s own register, as its spreadsheet came: two risks are new, and one row of totals stays out."""
    by = story.cast["consultant"]
    headings = [
        "ID",
        story.say("Risk", "风险"),
        story.say("Likelihood (1-3)", "可能性（1-3）"),
        story.say("Impact (1-3)", "影响（1-3）"),
    ]
    rows = [
        ["V-01", story.say("The vendor’s tester leaves before the pilot", "供应商测试人员在试点前离职"), "2", "2"],
        ["V-02", story.say("A holiday week delays the corrections", "假期周导致修正推迟"), "1", "2"],
        [story.say("Total", "合计"), "2", "", ""],
    ]
    record = upload(story.programme, name="vendor-risks.csv", data=write_csv(headings, rows), by=by)
    bring_in(record, by=by, seen=digest(preview(record)))


@scene(day=-2)
def register_in_preparation(story):
    """An upload that waits for its last look: it changes one risk and adds another."""
    by = story.cast["manager"]
    known = Risk.objects.filter(programme=story.programme).order_by("number")[0]
    headings = [
        "No.",
        story.say("Risk", "风险"),
        story.say("Likelihood", "可能性"),
        story.say("Impact", "影响"),
        story.say("Owner", "负责人"),
    ]
    rows = [
        ["1", known.title, str(min(5, (known.current_likelihood or 2) + 1)), str(known.current_impact or 3), by.email],
        [
            "2",
            story.say("Two shops have no stable network", "两家门店网络不稳定"),
            "4",
            "2",
            story.say("Shop support", "门店支持组"),
        ],
        ["3", "", "5", "5", ""],
    ]
    upload(story.programme, name="steering-review.csv", data=write_csv(headings, rows), by=by)


@scene(day=-30)
def register_views(story):
    """The consultant keeps two ways of looking at the register; everybody on the programme shares the first."""
    by = story.cast["consultant"]
    worst, unowned = story.say("High risks by owner", "按负责人看高风险"), story.say("Without an owner", "尚无负责人")
    for name, query, shared in ((worst, "level=high&sort=owner,-level", True), (unowned, "owner=nobody", False)):
        keep_view(RegisterView(programme=story.programme, person=by, name=name, query=query, shared=shared))
