"""What the contract costs, who looked at it, what was owed under it, and how it could be left."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from implementation.programme.story import scene
from risks.models import Risk
from vendors.actions import contracts as actions
from vendors.models import (
    Contract,
    ContractChange,
    ContractFee,
    ContractReview,
    ContractStage,
    ExitPlan,
    ExitStep,
    Indexation,
    Obligation,
)

#: role -> what it looks at the contract for
REVIEWERS = {"manager": "business", "executive": "finance", "member": "security"}


def contract_of(story) -> Contract:
    return Contract.objects.select_related("programme__organisation").get(programme=story.programme)


@scene(day=-144)
def agree_the_fees(story):
    """Seats in tiers beside the base, a set-up fee, three percent a year from the second year on."""
    contract, by = contract_of(story), story.cast["consultant"]
    factor = 6 if story.zh else 1
    seats = ContractFee(
        contract=contract,
        name=story.say("Seats", "用户许可"),
        kind=ContractFee.Kind.TIERED,
        quantity=Decimal(48),
        indexed=True,
    )
    tiers = [
        (Decimal(0), Decimal(18 * factor)),
        (Decimal(25), Decimal(15 * factor)),
        (Decimal(50), Decimal(12 * factor)),
    ]
    actions.add_fee(seats, by=by, tiers=tiers)
    start = ContractFee(
        contract=contract,
        name=story.say("Set-up", "开通费"),
        kind=ContractFee.Kind.ONE_OFF,
        price=Decimal(8000 * factor),
    )
    actions.add_fee(start, by=by)
    rise = Indexation(contract=contract, starts_on=story.day(240), percent=Decimal(3))
    actions.save_indexation(rise, by=by)


@scene(day=-143)
def agree_the_stages(story):
    contract, by = contract_of(story), story.cast["consultant"]
    factor = 6 if story.zh else 1
    rows = (
        (story.say("Customer data moved", "客户数据迁移"), -80, story.say("Records without error", "无差错记录占比"), 99, "%", 6000),
        (story.say("Test run passed", "试运行通过"), -48, story.say("Test cases passed", "通过的测试用例占比"), 95, "%", 4000),
        (story.say("Help desk at work", "服务台运转"), -6, story.say("Calls answered within a minute", "一分钟内接听占比"), 90, "%", 3000),
    )  # fmt: skip
    for name, day, measure, target, unit, payment in rows:
        stage = ContractStage(
            contract=contract,
            name=name,
            due=story.day(day),
            measure=measure,
            target=Decimal(target),
            unit=unit,
            payment=Decimal(payment * factor),
        )
        actions.add_stage(stage, by=by)


@scene(day=-138)
def name_the_reviewers(story):
    contract, by = contract_of(story), story.cast["consultant"]
    text = story.say("Contract CRM as a service, fictitious.", "客户关系管理系统外包服务合同（虚构）。")
    file = SimpleUploadedFile("contract-draft.pdf", f"%PDF-1.4\n{text}".encode(), content_type="application/pdf")
    actions.add_version(contract, upload=file, note=story.say("As offered", "供应商报价稿"), by=by)
    people = {field: story.cast[role] for role, field in REVIEWERS.items()}
    actions.name_reviewers(contract, people, by=by)


@scene(day=-139)
def link_the_risks(story):
    """What the contract leaves open and the register knows already is linked to it."""
    keys = ["oversight_cost", "provider_stops", "provider_lags", "service_poor"]
    known = Risk.objects.filter(programme=story.programme, catalogue_key__in=keys)
    if found := list(known.values_list("catalogue_key", flat=True)):
        actions.take_risks_of_clauses(contract_of(story), found, by=story.cast["consultant"])


@scene(day=-136)
def review(story):
    remark = story.say("Ask for the audit report every year.", "每年索取审计报告。")
    why = story.say("The hand-back of data has no day.", "数据交还未约定期限。")
    answers = {"manager": ("agree", ""), "executive": ("object", why), "member": ("agree_with_remark", remark)}
    for role, (answer, words) in answers.items():
        found = ContractReview.objects.get(contract=contract_of(story), field=REVIEWERS[role])
        actions.answer_review(found, answer=answer, remark=words, by=story.cast[role])


@scene(day=-136, order=60)
def settle(story):
    found = ContractReview.objects.get(contract=contract_of(story), field="finance")
    how = story.say("§ 12 now says 30 days.", "第十二条已写明30日。")
    actions.settle_review(found, how=how, by=story.cast["executive"])


@scene(day=-120)
def enter_what_is_owed(story):
    contract, by = contract_of(story), story.cast["manager"]
    side = Obligation.Side
    rows = (
        (story.say("Report of the month", "月度服务报告"), side.VENDOR, story.cast["vendor_contact"], "monthly", -95, "§ 8"),
        (story.say("Proof of the security measures", "安全措施证明"), side.VENDOR, None, "yearly", 40, story.say("Annex B", "附件二")),
        (story.say("List of users who left", "离职人员名单"), side.OURS, story.cast["manager"], "monthly", -60, "§ 5"),
    )  # fmt: skip
    for text, whose, owner, repeats, day, where in rows:
        item = Obligation(
            contract=contract,
            text=text,
            side=whose,
            owner=owner,
            repeats=repeats,
            first_due=story.day(day),
            where=where,
        )
        actions.add_obligation(item, by=by)


def _result(story, place: int, measured: str, report: str, reason: str) -> None:
    stage = ContractStage.objects.filter(contract=contract_of(story)).order_by("due")[place]
    actions.report_stage(stage, measured=Decimal(measured), report=report, by=story.cast["vendor_contact"])
    actions.decide_stage(stage, accepted=True, reason=reason, by=story.cast["manager"])


@scene(day=-82)
def first_result(story):
    report = story.say("Two samples of 500 records, checked by hand.", "人工核对两批各500条记录。")
    reason = story.say("We counted the same in our own sample.", "我方抽样结果一致。")
    _result(story, 0, "99.4", report, reason)


@scene(day=-60)
def plan_the_exit(story):
    contract, by = contract_of(story), story.cast["manager"]
    plan = ExitPlan(
        contract=contract,
        data=story.say("Customers, contacts, history, documents, settings.", "客户、联系人、往来记录、文档与配置。"),
        format=story.say("CSV with a description of every column", "CSV，附字段说明"),
        days=30,
        deletion=story.say("Within 60 days, with a written confirmation", "60日内删除并书面确认"),
        help=story.say("Ten days at the day rate", "按人日价提供十个人日"),
        cost=Decimal(54000 if story.zh else 9000),
        tested_on=story.day(-61),
        test_result=story.say(
            "Full export in four hours; two columns had no description.", "四小时完成全量导出，两个字段缺说明。"
        ),
    )
    actions.save_exit_plan(plan, by=by)
    steps = (
        story.say("Try the full export once more", "再次演练全量导出"),
        story.say("Agree who runs both systems side by side", "确定双系统并行负责人"),
    )
    for number, text in enumerate(steps):
        step = ExitStep(plan=plan, text=text, owner=story.cast["manager"], due=story.day(60 + 30 * number))
        actions.add_exit_step(step, by=by)


@scene(day=-55)
def change_the_contract(story):
    contract, factor = contract_of(story), 6 if story.zh else 1
    change = ContractChange(
        contract=contract,
        title=story.say("Link to the telephone system", "对接电话系统"),
        reason=story.say("Calls were to be typed in by hand.", "通话需人工录入。"),
        takes_effect_on=story.day(-40),
        once=Decimal(2400 * factor),
        monthly=Decimal(120 * factor),
    )
    actions.add_change(change, by=story.cast["consultant"])
    actions.ask_for_change(change, by=story.cast["consultant"])
    reason = story.say("It saves an hour a day.", "每天节省一小时。")
    actions.decide_change(change, approved=True, reason=reason, by=story.cast["sponsor"])


@scene(day=-49)
def second_result(story):
    report = story.say("38 of 40 cases passed.", "40个用例通过38个。")
    reason = story.say("The two that failed are small and have a date.", "未通过的两项影响小，已定期限。")
    _result(story, 1, "95", report, reason)


@scene(day=-30)
def keep_what_is_owed(story):
    """The vendor hands in two reports, of which one is acknowledged; ours is done once."""
    items = {item.side + item.repeats: item for item in Obligation.objects.filter(contract=contract_of(story))}
    report = items["vendormonthly"]
    for number in range(2):
        evidence = story.say(f"Report {number + 1} sent by e-mail.", f"第{number + 1}期报告已发送。")
        kept = actions.keep_obligation(
            report, done_on=story.day(-30), evidence=evidence, by=story.cast["vendor_contact"]
        )
        if number == 0:
            actions.answer_fulfilment(kept, accepted=True, by=story.cast["manager"])
    words = story.say("Two accounts closed.", "停用账号两个。")
    actions.keep_obligation(items["oursmonthly"], done_on=story.day(-30), evidence=words, by=story.cast["manager"])


@scene(day=-5)
def notice_what_is_late(story):
    """As the nightly task does."""
    for stage in ContractStage.objects.filter(contract=contract_of(story), state="agreed"):
        actions.watch_stage(stage)
