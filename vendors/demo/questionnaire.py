"""Three vendors are asked in writing: two hand in, one over its link, one is asked back, one never answers."""

import datetime

from core.workflow import perform
from implementation.programme.story import scene
from vendors.actions import questionnaire as writing
from vendors.actions import questionnaire_clarifications as talking
from vendors.actions.questionnaire_answers import Entry, save_answers
from vendors.actions.questionnaire_handing_in import hand_in
from vendors.actions.questionnaire_questions import pick_questions
from vendors.actions.questionnaire_sending import Recipient, send_questionnaire
from vendors.actions.questionnaire_writer import Writer
from vendors.demo.selection import VENDORS
from vendors.models import Questionnaire, Reply, Vendor

KEYS = (
    "security_policy", "security_encryption", "security_competitors", "security_notice", "location_country",
    "integration_interfaces", "integration_days", "exit_format", "exit_days", "cost_monthly", "start_months",
    "growth_upgrades",
)  # fmt: skip
#: By key: value and remark of the first and of the second vendor; a number in a choice is its place in the list.
ANSWERS = {
    "security_policy": (
        (("An information-security standard; audited every spring.", "遵循信息安全标准，每年春季接受审核。"), None),
        (("Our own policy, not audited.", "自有制度，未经外部审核。"), None),
    ),
    "security_encryption": (("yes", ("Keys stay with you.", "密钥由贵方保管。")), ("yes", None)),
    "security_competitors": (("no", None), ("yes", ("Two, on servers of their own.", "两家，服务器各自独立。"))),
    "security_notice": (("4", None), ("48", ("Working days only.", "仅限工作日。"))),
    "location_country": ((("In this country, two places.", "境内两处机房。"), None), (("Abroad.", "境外。"), None)),
    "integration_interfaces": ((0, None), (2, ("An interface is planned.", "接口在规划中。"))),
    "integration_days": (("6", None), ("15", None)),
    "exit_format": ((0, None), (2, None)),
    "exit_days": (("30", None), ("90", None)),
    "cost_monthly": (("2400", None), ("2100", None)),
    "start_months": (("3", None), ("4", None)),
    "growth_upgrades": (("yes", None), ("no", ("At day rates.", "按人日计费。"))),
}


def _vendor(story, place: int) -> Vendor:
    return Vendor.objects.get(programme=story.programme, name=story.say(*VENDORS[place]))


def _reply(story, place: int) -> Reply:
    return Reply.objects.get(programme=story.programme, vendor=_vendor(story, place))


@scene(day=-177)
def ask_in_writing(story):
    manager = story.cast["manager"]
    draft = Questionnaire(
        programme=story.programme,
        name=story.say("Questions to the shortlist", "候选供应商问卷"),
        intro=story.say(
            "We look for a CRM as a service for about seventy people. Your answers are compared with those of two others.",
            "我们正在寻找供约七十人使用的客户关系管理服务。答复将与另外两家一并比较。",
        ),
    )
    writing.write_questionnaire(draft, by=manager)
    pick_questions(draft, KEYS, by=story.cast["consultant"])
    people = [Recipient(_vendor(story, place), email=f"bids{place + 1}@vendor.example") for place in (0, 1, 2)]
    send_questionnaire(draft, people, due=story.day(-166), by=manager)


@scene(day=-170)
def vendors_answer(story):
    people = (
        Writer(story.cast["vendor_contact"].name, by=story.cast["vendor_contact"]),
        Writer(
            "bids2@vendor.example",
            way=story.say("link sent to bids2@vendor.example", "发往 bids2@vendor.example 的链接"),
        ),
    )
    for place, writer in enumerate(people):
        reply = _reply(story, place)
        save_answers(reply, _entries(story, reply, place), seen={}, writer=writer)
        name = writer.name if writer.by else story.say("Nils Northbank (fictitious)", "范例报价人")
        hand_in(reply, name=name, function=story.say("Sales", "销售"), declared=True, writer=writer)


def _entries(story, reply: Reply, place: int) -> dict[int, Entry]:
    found = {}
    for question in reply.questionnaire.questions.all():
        value, remark = ANSWERS[question.key][place]
        words = question.choices[value] if isinstance(value, int) else value
        words = story.say(*words) if isinstance(words, tuple) else words
        found[question.pk] = Entry(words, story.say(*remark) if remark else "")
    return found


@scene(day=-169)
def ask_back(story):
    reply = _reply(story, 1)
    text = story.say("When will the interface be there, and is it in the fee?", "接口何时可用，是否包含在费用中？")
    question = reply.questionnaire.questions.get(key="integration_interfaces")
    talking.ask_back(reply, question=question, text=text, by=story.cast["consultant"])


@scene(day=-167)
def answer_back(story):
    point = _reply(story, 1).clarifications.get()
    said = story.say("Next summer; it is not in the fee.", "预计明年夏季，不含在费用中。")
    talking.answer_back(point, text=said, writer=Writer("bids2@vendor.example"))


@scene(day=-166)
def let_one_go(story):
    """The second is clear; the third has not answered and is not waited for."""
    manager = story.cast["manager"]
    perform(_reply(story, 1).clarifications.get(), "settle", by=manager)
    note = story.say("No answer in time; its offer is scored as it stands.", "未按期答复，按现有报价评分。")
    perform(_reply(story, 2), "withdraw", by=manager, note=note)


@scene(day=-12)
def ask_about_the_service(story):
    """Once it runs, the vendor under contract is asked again; it has begun to answer."""
    manager, contact = story.cast["manager"], story.cast["vendor_contact"]
    draft = Questionnaire(programme=story.programme, name=story.say("Security review of the service", "服务安全复核"))
    writing.write_questionnaire(draft, by=manager)
    keys = ("security_access", "security_incidents", "security_certificate", "location_subcontractors", "exit_delete")
    pick_questions(draft, keys, by=manager)
    due = story.today + datetime.timedelta(days=9)
    sent = send_questionnaire(draft, [Recipient(_vendor(story, 0))], due=due, by=manager)[0]
    asked = draft.questions.get(key="security_incidents")
    save_answers(sent.reply, {asked.pk: Entry("0")}, seen={}, writer=Writer(contact.name, by=contact))
