"""Three reports, as the contract was signed, as the pilot found its feet, and last week."""

from implementation.programme.story import Story, scene
from implementation.reports import actions
from implementation.reports.forms import next_period


def _publish(story: Story, *, headline: str, done: str, next: str) -> None:
    actions.publish(
        story.programme,
        headline=headline,
        done=done,
        next=next,
        by=story.cast["manager"],
        **next_period(story.programme),
    )


@scene(day=-60, order=80)
def contract_signed(story):
    _publish(
        story,
        headline=story.say("The contract is signed; the exit plan is still to come.", "合同已签署，退出计划尚待补齐。"),
        done=story.say(
            "Vision signed and business case agreed.\nProvider chosen after scoring, contract reviewed.",
            "愿景已签署，商业论证已通过。\n评分后选定供应商，合同评审完成。",
        ),
        next=story.say(
            "Train the pilot group and clean the customer file.\nBring the exit plan to the consultant.",
            "培训试点人员，清理客户档案。\n向顾问提交退出计划。",
        ),
    )


@scene(day=-20, order=80)
def pilot_begun(story):
    _publish(
        story,
        headline=story.say(
            "The pilot works, a week late after two users fell ill.", "试点可行，因两位用户生病晚一周。"
        ),
        done=story.say(
            "Ready to pilot: decided, go.\nThe first pilot runs in one sales department.\nWeekly talks with its users.",
            "试点准备关口：决定通过。\n首个试点在一个销售部门运行。\n每周与用户交流。",
        ),
        next=story.say(
            "Make up the lost week.\nMeasure against the exit criteria.", "追回耽误的一周。\n对照退出标准进行测量。"
        ),
    )


@scene(day=-6, order=80)
def last_week(story):
    _publish(
        story,
        headline=story.say(
            "The pilot is used every week; the exit plan needs a decision soon.", "试点每周都在用；退出计划须尽快决定。"
        ),
        done=story.say(
            "Service results of last month checked and put on record.\nRisks looked at again with their owners.",
            "上月服务结果已核对并记录。\n与负责人重新审视风险。",
        ),
        next=story.say(
            "Close the open condition of the contract review.\nPrepare the exit of the pilot.",
            "完成合同评审的未决条件。\n准备试点退出。",
        ),
    )
