"""The contract is drafted, settled, approved and signed."""

from decimal import Decimal

from implementation.programme.story import scene
from implementation.rollout.models import Module
from vendors import actions
from vendors.models import Clause, Contract, Vendor


@scene(day=-145)
def draft_the_contract(story):
    contract = Contract(
        programme=story.programme,
        vendor=Vendor.objects.get(programme=story.programme, state="chosen"),
        name=story.say("CRM as a service", "客户关系管理系统外包服务合同"),
        number=story.say("HL-2207 (fictitious)", "YS-2207（虚构）"),
        starts_on=story.day(-125),
        first_term_months=12,
        renewal=Contract.Renewal.TACIT,
        renewal_months=12,
        services=story.say("Running the CRM\nHelp desk\nUpgrades", "客户关系管理系统运维\n服务台\n版本升级"),
        notice_months=3 if story.zh else 6,
        monthly_fee=Decimal(14500 if story.zh else 2400),
    )
    actions.draft_contract(
        contract, by=story.cast["consultant"], modules=Module.objects.filter(programme=story.programme)[:3]
    )


@scene(day=-140)
def settle_the_clauses(story):
    contract = Contract.objects.get(programme=story.programme)
    where = {
        Clause.SECURITY_POLICY: story.say("§ 7 and annex B", "第七条、附件二"),
        Clause.SECURITY_MEASURES: story.say("Annex B, items 1 to 14", "附件二第1至14项"),
        Clause.PENALTIES: story.say("§ 9, tiers in annex C", "第九条，档次见附件三"),
        Clause.STAGED_RESULTS: story.say("§ 4", "第四条"),
        Clause.EXIT: story.say("§ 12: hand-back within 30 days", "第十二条：30日内交还数据"),
        Clause.CHANGE_PRICING: story.say("§ 6: day rates", "第六条：按人日计价"),
    }
    entries = {key.value: (key in where, where.get(key, "")) for key in Clause}
    actions.save_clauses(contract, entries, by=story.cast["consultant"])


@scene(day=-137)
def submit_the_contract(story):
    actions.submit_contract(Contract.objects.get(programme=story.programme), by=story.cast["consultant"])


@scene(day=-135)
def approve(story):
    actions.approve_contract(
        Contract.objects.get(programme=story.programme),
        reason=story.say(
            "Penalties and hand-back are settled; talks every month come with the service levels.",
            "罚则与数据交还均已约定；月度沟通随服务等级协议一并落实。",
        ),
        by=story.cast["sponsor"],
    )


@scene(day=-130)
def sign(story):
    contract = Contract.objects.get(programme=story.programme)
    paper = contract.versions.first()
    actions.sign_contract(contract, signed_on=story.day(-130), by=story.cast["manager"], version=paper)


@scene(day=-32)
def remind(story):
    """As the daily task does."""
    actions.remind_of_notice(Contract.objects.get(programme=story.programme))
