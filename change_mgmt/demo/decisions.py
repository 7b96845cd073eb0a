"""What was decided in talks, written down; one was looked at again, one is to be."""

from django.utils import timezone

from change_mgmt import actions
from change_mgmt.models import DecisionReview, NotedDecision
from implementation.programme.story import scene


def _note(story, *, who: str, review: int | None = None, **fields) -> NotedDecision:
    review_on = story.day(review) if review is not None else None
    decision = NotedDecision(programme=story.programme, decided_on=timezone.localdate(), review_on=review_on, **fields)
    return actions.note_decision(decision, by=story.cast[who])


@scene(day=-205)
def one_customer_number(story):
    say = story.say
    _note(
        story,
        who="manager",
        what=say("Every customer has one number, given by the CRM", "每个客户只有一个编号，由系统统一编发"),
        why=say("Three systems number the same firms in three ways.", "三个系统对同一企业有三种编号。"),
        alternatives=say("Keep the number of the accounts: it knows no prospects.", "沿用财务编号：其中没有潜在客户。"),
        decided_by=say("Steering talk: sponsor, heads of Sales and Finance", "指导会议：发起人、销售与财务负责人"),
        reversible="no",
    )


@scene(day=-150)
def no_phone_of_ones_own(story):
    say = story.say
    story.kept["decision phones"] = _note(
        story,
        who="consultant",
        review=-45,
        what=say("Field staff use the firm’s phones only", "外勤人员只使用公司手机"),
        why=say("Customers must not leave with a phone.", "客户资料不能随手机流失。"),
        alternatives=say("A container on one’s own phone: too dear for so few.", "在个人手机上隔离：人少而费用高。"),
        decided_by=say("Talk with IT and Sales", "与信息部、销售部商议"),
        reversible="at_a_cost",
    )


@scene(day=-44)
def look_at_the_phones_again(story):
    note = story.say("Nobody asked for anything else.", "没有人提出其他要求。")
    review = DecisionReview(decision=story.kept["decision phones"], outcome="stands", note=note)
    actions.review_decision(review, by=story.cast["manager"])


@scene(day=-31)
def start_with_one_team(story):
    say = story.say
    _note(
        story,
        who="manager",
        review=16,
        what=say("The pilot starts with one team, not three", "试点先从一个小组开始，而非三个"),
        why=say("One team can be helped every day.", "一个小组可以天天得到帮助。"),
        alternatives=say("Three teams: faster, but with one trainer.", "三个小组：更快，但只有一名培训师。"),
        decided_by=say("Morning talk of the project team", "项目组晨会"),
        reversible="easily",
    )
