"""Ten stakeholders, named at the start; some have come round since."""

from change_mgmt.demo.places import departments
from change_mgmt.models import Stakeholder
from core import actions
from implementation.programme.story import scene


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
        actions.create(stakeholder, permission="change_mgmt.edit_stakeholder", by=by)
        story.kept[f"stakeholder {name}"] = stakeholder


@scene(day=-30)
def talk_to_stakeholders(story):
    """Some have come round since; two steps are planned."""
    say, by = story.say, story.cast["consultant"]

    def kept(english, chinese):
        return story.kept[f"stakeholder {say(english, chinese)}"]

    def change(stakeholder, **fields):
        actions.change(stakeholder, permission="change_mgmt.edit_stakeholder", by=by, **fields)

    change(kept("Managing director", "总经理"), attitude_now=2)
    change(kept("Head of Sales South", "华南销售部负责人"), attitude_now=2)
    change(
        kept("Head of Sales East", "华东销售部负责人"),
        attitude_now=0,
        next_step=say("Show him the pilot’s forecast beside his own.", "把试点的预测与他自己的放在一起看。"),
        next_step_due=story.day(5),
    )
    change(
        kept("After-sales team leads", "售后班组长"),
        next_step=say("Halve the fields of the visit form with them.", "与他们一起把上门表单的字段减半。"),
        next_step_due=story.day(12),
    )
