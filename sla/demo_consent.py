"""What the two sides of the demonstration sent each other: statements of the months, and a proposal that waits."""

import datetime

from core.workflow import perform
from implementation.programme.story import Story, scene
from sla.breach_answers import Promise, acknowledge, explain
from sla.exclusions import actions as exclusion_actions
from sla.models import Agreement, Breach, Exclusion, Statement
from sla.statements import actions, drafting
from sla.statements.open_points import open_points


def agreement_of(story: Story) -> Agreement:
    found = Agreement.objects.select_related("contract__vendor", "programme__organisation")
    return found.get(programme=story.programme)


def issue(story: Story, statement: Statement) -> None:
    """Checked by the consultant, issued by the manager."""
    words = ""
    if not open_points(statement).is_covered:
        words = story.say(
            "The monitor itself was silent for some hours; both sides know of it.", "监控自身静默数小时，双方知悉。"
        )
    actions.check(statement, by=story.cast["consultant"])
    actions.issue(statement, by=story.cast["manager"], words=words)


@scene(day=-58)
def send_the_first_statements(story):
    for statement in drafting.draft_due(agreement_of(story)):
        issue(story, statement)


@scene(day=-52)
def acknowledge_the_first_statements(story):
    for statement in agreement_of(story).statements.filter(state=Statement.State.ISSUED):
        actions.acknowledge(statement, by=story.cast["vendor_contact"])


@scene(day=-1, order=48)
def see_the_breach(story):
    for breach in Breach.objects.filter(objective__agreement__programme=story.programme, state="raised"):
        acknowledge(breach, by=story.cast["vendor_contact"])


@scene(day=-1, order=50)
def vendor_answers(story):
    say = story.say
    promises = [
        Promise(say("Renew certificates without a person", "证书自动续期"), say("Olga Ops", "范例运维"), story.day(-1)),
        Promise(
            say("Send an alarm 30 days before one runs out", "到期前30天告警"),
            say("Olga Ops", "范例运维"),
            story.day(20),
        ),
    ]
    for breach in Breach.objects.filter(objective__agreement__programme=story.programme, state="acknowledged"):
        explain(
            breach,
            explanation=say("A certificate ran out at the edge of our network.", "边缘节点证书到期。"),
            remedy=say("It was renewed by hand within the hour.", "一小时内由人工更换。"),
            prevention=say(
                "Renewal is automatic now and is watched 30 days ahead.", "现已改为自动续期，并提前30天监控。"
            ),
            promises=promises,
            by=story.cast["vendor_contact"],
        )
        done = breach.remedies.earliest("due")
        proof = say("Seen in the change log of 19:42.", "见变更日志。")
        perform(done, "finish", by=story.cast["vendor_contact"], note=proof)


@scene(day=-1, order=70)
def send_the_latest_statements(story):
    """All of them go out; the newest waits to be acknowledged."""
    drafts = drafting.draft_due(agreement_of(story))
    for statement in drafts:
        issue(story, statement)
    for statement in drafts[:-1]:
        actions.acknowledge(statement, by=story.cast["vendor_contact"])


@scene(day=-1, order=72)
def propose_maintenance(story):
    start = datetime.datetime.combine(story.day(6), datetime.time(1), story.programme.organisation.zone)
    exclusion = Exclusion(
        agreement=agreement_of(story),
        kind=Exclusion.Kind.MAINTENANCE,
        start=start,
        end=start + datetime.timedelta(hours=2),
        reason=story.say("Upgrade of the search service", "搜索服务升级"),
        evidence=story.say("Maintenance notice 118 in the portal of the provider", "供应商门户维护通知第118号"),
        notice_at=start - datetime.timedelta(days=7),
    )
    exclusion_actions.propose(exclusion, by=story.cast["vendor_contact"])
