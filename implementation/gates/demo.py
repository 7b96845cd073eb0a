"""Four gates decided, one on a condition that is still open; a request taken back; criteria under version, a delegation."""

import datetime

from core.actions import change
from core.refusal import Refused
from core.workflow import perform
from implementation.gates import actions
from implementation.gates.actions import Promise
from implementation.gates.checklist import look_at
from implementation.gates.models import Criterion, CriterionLink
from implementation.programme.story import (
    BUSINESS_CASE_DECIDED,
    CONTRACT_REVIEW_DECIDED,
    INITIATION_DECIDED,
    READY_TO_PILOT_DECIDED,
    Story,
    scene,
)


def _decide(story: Story, kind: str, *, outcome: str, reason: str, conditions=()) -> None:
    gate = story.programme.gates.get(kind=kind)
    checklist = look_at(gate)
    if closed := checklist.closed(outcome):
        todo = [(line.criterion.check_name, str(line.result.evidence)) for line in checklist.todo]
        raise Refused(f"The demonstration cannot decide {kind}: {closed} {todo}")
    actions.request_decision(gate, by=story.cast["manager"])
    actions.decide(gate, outcome=outcome, reason=reason, by=story.cast["sponsor"], conditions=list(conditions))


@scene(day=INITIATION_DECIDED - 4, order=90)
def criteria(story):
    """A criterion of the house with its evidence, and a threshold that is made stricter: two versions."""
    manager = story.cast["manager"]
    gate = story.programme.gates.get(kind="business_case")
    title = story.say("Finance has agreed how benefits are counted", "财务部门已认可效益的计算口径")
    criterion = actions.add_criterion(Criterion(gate=gate, title=title, kind="should", weight=20), by=manager)
    actions.edit_criterion(gate.criteria.exclude(pk=criterion.pk).first(), by=manager, owner=manager)
    actions.edit_gate(gate, by=manager, should_floor=50)


@scene(day=BUSINESS_CASE_DECIDED - 7, order=90)
def asked_too_early(story):
    """The consultant asks a week early and takes the request back."""
    gate, consultant = story.programme.gates.get(kind="business_case"), story.cast["consultant"]
    actions.request_decision(gate, by=consultant)
    note = story.say("Finance has not agreed yet how benefits are counted.", "财务部门尚未认可效益的计算口径。")
    perform(gate, "withdraw", by=consultant, note=note)


@scene(day=BUSINESS_CASE_DECIDED - 3, order=90)
def evidence(story):
    manager = story.cast["manager"]
    criterion = Criterion.objects.get(gate__programme=story.programme, gate__kind="business_case", check_name="")
    title = story.say("Minutes of the finance round", "财务例会纪要")
    url = "https://intranet.example.org/finance/minutes"
    actions.add_link(CriterionLink(criterion=criterion, title=title, url=url, by=manager), by=manager)
    found = story.say("Agreed in the finance round; see the minutes.", "财务例会已认可，见纪要。")
    actions.judge(criterion, result="met", evidence=found, by=manager)
    actions.verify(criterion, by=story.cast["consultant"])


@scene(day=-5, order=90)
def holiday(story):
    """The sponsor is away for two weeks: the executive chooses for them."""
    actions.delegate(
        story.programme,
        to=story.cast["executive"],
        first_day=story.day(2),
        last_day=story.day(16),
        reason=story.say("Autumn leave", "休年假"),
        by=story.cast["sponsor"],
    )


@scene(day=INITIATION_DECIDED, order=90)
def initiation(story):
    reason = story.say("Everyone who matters has signed the vision.", "各方均已签署愿景。")
    _decide(story, "initiation", outcome="go", reason=reason)


@scene(day=BUSINESS_CASE_DECIDED, order=90)
def business_case(story):
    reason = story.say(
        "The case is above its floor even without the softer benefits.", "即使不计软性收益，净现值也高于底线。"
    )
    _decide(story, "business_case", outcome="go", reason=reason)


@scene(day=CONTRACT_REVIEW_DECIDED, order=90)
def contract_review(story):
    promise = Promise(
        text=story.say("Exit plan with data hand-back accepted", "含数据交还的退出计划通过验收"),
        owner=story.cast["manager"],
        due=story.today + datetime.timedelta(days=20),
        verifier=story.cast["consultant"],
    )
    reason = story.say("The contract is sound; the exit plan must follow.", "合同可行，退出计划须补齐。")
    _decide(story, "contract_review", outcome="conditional", reason=reason, conditions=[promise])
    late = story.programme.deliverables.exclude(state="accepted").get(stage__kind="source")
    change(
        late,
        permission="programme.edit_plan",
        by=story.cast["manager"],
        due=promise.due,
        note=story.say("As the condition says.", "按条件约定。"),
    )


@scene(day=READY_TO_PILOT_DECIDED, order=90)
def ready_to_pilot(story):
    reason = story.say("People are trained and the way back is clear.", "人员已培训，回退办法明确。")
    _decide(story, "ready_to_pilot", outcome="go", reason=reason)
