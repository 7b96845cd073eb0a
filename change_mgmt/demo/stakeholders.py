"""Ten stakeholders and one who is kept to those named; talks, promises, who listens to whom; some have come round since."""

from change_mgmt.actions import stakeholders as actions
from change_mgmt.demo.places import departments
from change_mgmt.models import Contact, Stakeholder
from implementation.programme.story import Story, scene

#: English and Chinese name by a key.
NAMES = {
    "director": ("Managing director", "总经理"),
    "south": ("Head of Sales South", "华南销售部负责人"),
    "east": ("Head of Sales East", "华东销售部负责人"),
    "finance": ("Head of Finance", "财务部负责人"),
    "service": ("After-sales team leads", "售后班组长"),
    "field": ("Salespeople in the field", "外勤销售人员"),
    "council": ("Works council", "职工代表"),
    "customers": ("Three key customers", "三家重点客户"),
    "dealers": ("Dealers in the north", "北方经销商"),
}


def who(story: Story, key: str) -> Stakeholder:
    return story.kept[f"stakeholder {story.say(*NAMES[key])}"]


@scene(day=-255)
def name_stakeholders(story):
    """name, group, department, influence, interest, attitude now, wanted, wins, loses."""
    say, by = story.say, story.cast["consultant"]
    where = departments(story)
    rows = [
        (say("Managing director", "总经理"), "top", None, 5, 5, 1, 2, say("Sees the whole pipeline each week.", "每周看到全部商机。"), ""),
        (say("Head of Sales South", "华南销售部负责人"), "middle", "south", 4, 5, 1, 2, say("A forecast that holds.", "预测可信。"), say("Private lists of customers.", "私有客户名单。")),
        (say("Head of Sales East", "华东销售部负责人"), "middle", "east", 4, 4, -1, 1, say("Fewer reports by hand.", "少做手工报表。"), say("Says what each customer is worth, alone.", "独自掌握客户价值的权力。")),
        (say("Head of Finance", "财务部负责人"), "top", "finance", 4, 2, 0, 1, say("One set of figures.", "统一的数字口径。"), ""),
        (say("After-sales team leads", "售后班组长"), "middle", "service", 3, 4, -1, 1, say("The history of every device.", "每台设备的完整历史。"), say("Time: every visit must be logged.", "时间：每次上门都要登记。")),
        (say("Salespeople in the field", "外勤销售人员"), "front_line", "south", 2, 5, 0, 1, say("Quotes in minutes, on the phone.", "手机上几分钟出报价。"), say("Their own way of keeping contacts.", "自己管理客户的方式。")),
        (say("Works council", "职工代表"), "front_line", None, 3, 2, 0, 0, "", say("Work can be watched.", "工作可能被监控。")),
        (say("Three key customers", "三家重点客户"), "customer", None, 3, 3, 0, 1, say("One person who knows all about them.", "有一位了解全部情况的联系人。"), ""),
        (say("Dealers in the north", "北方经销商"), "channel", None, 2, 3, -1, 0, say("Leads from the maker.", "厂家提供线索。"), say("Fear being bypassed.", "担心被绕过。")),
        (say("Provider of the stock system", "库存系统供应商"), "provider", None, 2, 2, 0, 1, say("Paid work on the interface.", "接口开发有报酬。"), ""),
    ]  # fmt: skip
    for name, group, department, influence, interest, now, wanted, wins, loses in rows:
        stakeholder = Stakeholder(
            programme=story.programme,
            name=name,
            group=group,
            department=where.get(department),
            influence=influence,
            interest=interest,
            attitude_now=now,
            attitude_wanted=wanted,
            wins=wins,
            loses=loses,
            looked_after_by=story.cast["manager"] if group in ("top", "middle") else by,
        )
        actions.create_stakeholder(stakeholder, by=by)
        story.kept[f"stakeholder {name}"] = stakeholder
    actions.create_stakeholder(
        Stakeholder(
            programme=story.programme,
            name=say("Deputy who may follow the head of Sales East", "可能接任华东负责人的副手"),
            group="middle",
            department=where["east"],
            influence=3,
            interest=4,
            attitude_now=1,
            attitude_wanted=2,
            looked_after_by=story.cast["manager"],
            kept=True,
        ),
        by=story.cast["manager"],
    )


@scene(day=-250)
def note_who_listens(story):
    """speaker, listener, strength."""
    lines = [
        ("director", "finance", 2),
        ("director", "south", 2),
        ("east", "field", 3),
        ("east", "service", 2),
        ("east", "dealers", 3),
        ("south", "field", 2),
        ("field", "customers", 2),
        ("service", "customers", 1),
        ("council", "service", 2),
    ]
    for speaker, listener, strength in lines:
        actions.tie(who(story, speaker), listener=who(story, listener), strength=strength, by=story.cast["consultant"])


@scene(day=-205)
def plan_steps_with_key_people(story):
    say, by = story.say, story.cast["consultant"]
    steps = {
        "director": say("Ask him to open the kick-off.", "请他主持启动会。"),
        "south": say("Build the forecast with her team first.", "先与她的团队一起做预测。"),
        "east": say("Listen for an hour before showing anything.", "先听他讲一个小时，再展示系统。"),
        "finance": say("Settle one definition of a sale.", "统一“销售额”的定义。"),
    }
    for key, step in steps.items():
        stakeholder = who(story, key)
        actions.change_stakeholder(stakeholder, by=by, next_step=step, next_step_due=story.day(-190))
    story.kept["talk"] = talk(
        story,
        "east",
        said=say(
            "He says what each customer is worth and wants that to stay so.",
            "他说每个客户的价值由他来判断，希望一直如此。",
        ),
        promised=say("His own notes stay his until the pilot.", "试点前，他的笔记仍归他自己。"),
        promised_by=story.day(-42),
        attitude_now=-2,
    )


def talk(story: Story, key: str, *, said: str, follows: dict | None = None, **fields) -> Contact:
    """A talk of the consultant on the day of the scene; ``attitude_now`` where it showed another one."""
    by, stakeholder = story.cast["consultant"], Stakeholder.objects.get(pk=who(story, key).pk)
    attitude = {"attitude_now": fields.pop("attitude_now")} if "attitude_now" in fields else {}
    contact = Contact(stakeholder=stakeholder, by=by, said=said, **fields)
    return actions.log_contact(contact, by=by, **attitude, **(follows or {}))


@scene(day=-110)
def hear_those_who_doubt(story):
    say = story.say
    talk(
        story,
        "east",
        said=say(
            "Two of his customers asked why nobody knew of their order.", "他的两位客户问，为什么没人知道他们的订单。"
        ),
        attitude_now=-1,
        way="meeting",
    )
    talk(story, "finance", said=say("Wants to see one month in both systems.", "想看到同一个月在两个系统中的数字。"))
    talk(
        story,
        "service",
        said=say("Every visit takes a quarter of an hour to log.", "每次上门登记要花一刻钟。"),
        promised=say("Fewer fields before the pilot.", "试点前减少填写项。"),
        promised_by=story.day(-5),
    )


@scene(day=-60)
def see_them_come_round(story):
    say = story.say
    talk(
        story,
        "east",
        said=say("The forecast was nearer than his own.", "系统预测比他自己的更准。"),
        attitude_now=0,
        way="call",
    )
    talk(story, "finance", said=say("One definition is agreed.", "统计口径已统一。"), attitude_now=1)
    talk(
        story,
        "dealers",
        said=say("Fear that the maker sells past them.", "担心厂家绕过他们直接销售。"),
        attitude_now=-2,
    )
    actions.keep_promise(Contact.objects.get(pk=story.kept["talk"].pk), by=story.cast["consultant"])


@scene(day=-30)
def talk_to_stakeholders(story):
    """Some have come round since; two steps are planned."""
    say, by = story.say, story.cast["consultant"]

    def change(key, **fields):
        actions.change_stakeholder(Stakeholder.objects.get(pk=who(story, key).pk), by=by, **fields)

    talk(
        story,
        "director",
        said=say("Shows the pipeline in his own meetings.", "在自己的会上展示商机。"),
        attitude_now=2,
        follows={"next_step": "", "next_step_due": None},
    )
    talk(
        story,
        "south",
        said=say("Her forecast held for a quarter.", "她的预测准了一个季度。"),
        attitude_now=2,
        follows={"next_step": say("Let her show it to the East.", "请她向华东展示。"), "next_step_due": story.day(9)},
    )
    talk(story, "customers", said=say("Glad to be asked.", "很高兴被问到意见。"), way="call")
    change(
        "finance", interest=4, next_step="", next_step_due=None, why=say("Month-end runs on it.", "月结已用系统数据。")
    )
    change("dealers", influence=3, why=say("They speak with one voice now.", "他们如今口径一致。"))
    change(
        "east",
        attitude_now=0,
        next_step=say("Show him the pilot’s forecast beside his own.", "把试点的预测与他自己的放在一起看。"),
        next_step_due=story.day(5),
    )
    change(
        "service",
        next_step=say("Halve the fields of the visit form with them.", "与他们一起把上门表单的字段减半。"),
        next_step_due=story.day(12),
    )
