"""Two processes: from enquiry to quote, signed and told; the service call, which automates too much and is not signed yet."""

from change_mgmt.processes import actions
from change_mgmt.processes.actions import Row
from change_mgmt.processes.models import Effect, EffectNotice, Fate, Lane, Process, Step
from change_mgmt.processes.models.step import Side
from implementation.programme.story import Story, scene

TASK, DECISION, WAIT, TOUCH = "task", "decision", "wait", "touch"
HOUR, DAY = 60, 24 * 60


def _process(story: Story, key: str, *, owner: str, places: slice, **fields) -> Process:
    process = Process(programme=story.programme, owner=story.cast[owner], **fields)
    departments = list(story.programme.organisation.departments.order_by("pk"))[places]
    story.kept[f"process {key}"] = actions.create_process(process, departments=departments, by=story.cast["consultant"])
    return process


def _draw(story: Story, process: Process, side: str, rows: list[tuple]) -> list[Step]:
    """Each row: lane, what, kind, minutes, waiting, times, more."""
    given = []
    for lane, what, kind, minutes, waiting, times, *more in rows:
        values = {"what": what, "kind": kind, "minutes": minutes, "waiting": waiting, "times": times}
        given.append(Row(None, lane, values | (more[0] if more else {})))
    return actions.save_rows(process, side, given, by=story.cast["consultant"])


def _lanes(story: Story, process: Process, owners: dict[str, str], customer: str) -> None:
    for lane in Lane.objects.filter(process=process).select_related("process"):
        owner = story.cast[owners[lane.name]] if lane.name in owners else None
        actions.change_lane(lane, owner=owner, is_customer=lane.name == customer, by=story.cast["consultant"])


def _fate(story: Story, step: Step, what: str, after: list[Step], *, reason: str = "", gain: str = "") -> None:
    actions.set_fate(step, what=what, becomes=after, reason=reason, gain=gain, by=story.cast["consultant"])


@scene(day=-150)
def draw_the_quote_as_it_is(story):
    say = story.say
    customer, sales = say("Customer", "客户"), say("Sales office", "销售内勤")
    stock, head = say("Warehouse", "仓库"), say("Head of sales", "销售主管")
    process = _process(
        story,
        "quote",
        owner="executive",
        places=slice(0, 2),
        name=say("From enquiry to quote", "从询价到报价"),
        aim=say("A customer knows price and date within two days.", "客户两天内得知价格和交期。"),
        customer=say("Buyers of made-up goods", "虚构商品的采购方"),
        activity="sales",
        modules=["master_data", "sales"],
    )
    spreadsheet = say("Spreadsheet", "电子表格")
    steps = _draw(
        story,
        process,
        Side.AS_IS,
        [
            (customer, say("Asks for a quote by phone", "电话询价"), TOUCH, 10, 0, 60, {"personal": True}),
            (sales, say("Notes the enquiry on paper", "在纸上记录询价"), TASK, 8, 0, 60, {"pain_level": 3}),
            (
                *(sales, say("Looks for the customer in three lists", "在三个清单里找客户"), TASK, 15, 0, 60),
                {
                    "system": spreadsheet,
                    "pain_level": 4,
                    "pain": say("Every list has another address.", "各清单地址不同。"),
                },
            ),
            (sales, say("Asks the warehouse for the stock", "向仓库询问库存"), TASK, 5, 0, 60),
            (stock, say("Looks up the stock and calls back", "查库存并回电"), TASK, 10, 4 * HOUR, 60),
            (sales, say("Waits for the call", "等待回电"), WAIT, 0, DAY, 60, {"pain_level": 4}),
            (sales, say("Writes the quote", "编写报价"), TASK, 40, 0, 60, {"system": spreadsheet}),
            (head, say("Is the discount in order?", "折扣是否合规？"), DECISION, 10, DAY, 60),
            (sales, say("Sends the quote by post", "邮寄报价"), TASK, 10, 2 * DAY, 60),
            (customer, say("Asks what has become of it", "询问进展"), TOUCH, 10, 0, 25, {"personal": True}),
        ],
    )
    _lanes(story, process, {sales: "member", stock: "manager", head: "executive"}, customer)
    exits = [(steps[8], say("yes", "是")), (steps[6], say("no", "否"))]
    actions.change_step(steps[7], exits=exits, by=story.cast["consultant"])
    story.kept["quote as it is"] = steps


@scene(day=-128)
def draw_the_quote_as_it_shall_be(story):
    say, process, old = story.say, story.kept["process quote"], story.kept["quote as it is"]
    customer, sales, head = old[0].lane.name, old[1].lane.name, old[7].lane.name
    new = _draw(
        story,
        process,
        Side.TO_BE,
        [
            (customer, say("Asks for a quote", "询价"), TOUCH, 10, 0, 60, {"personal": True}),
            (sales, say("Opens the customer in the CRM", "在CRM中打开客户"), TASK, 2, 0, 60, {"system": "CRM"}),
            (sales, say("Stock is shown", "显示库存"), TASK, 0, 0, 60, {"system": "CRM", "automated": True}),
            (sales, say("Writes the quote from a template", "用模板编写报价"), TASK, 15, 0, 60, {"system": "CRM"}),
            (sales, say("Discount above 10 %?", "折扣超过10%？"), DECISION, 1, 0, 60),
            (head, say("Agrees to the discount", "批准折扣"), TASK, 5, 4 * HOUR, 12, {"system": "CRM"}),
            (sales, say("Sends the quote by mail", "邮件发送报价"), TASK, 2, 0, 60, {"system": "CRM"}),
            (sales, say("Calls the customer about it", "致电客户说明"), TOUCH, 10, DAY, 60, {"personal": True}),
        ],
    )
    by = story.cast["consultant"]
    actions.change_step(new[4], exits=[(new[5], say("yes", "是")), (new[6], say("no", "否"))], by=by)
    kept, improved, dropped, automated, personal = Fate.What.values
    _fate(story, old[0], kept, [new[0]], gain=say("One call is enough.", "打一次电话即可。"))
    _fate(story, old[1], improved, [new[1]])
    _fate(story, old[2], improved, [new[1]], reason=say("One record for each customer.", "每个客户只有一份记录。"))
    _fate(story, old[3], automated, [new[2]])
    _fate(story, old[4], automated, [new[2]])
    _fate(story, old[5], dropped, [], reason=say("Nobody has to wait any more.", "无需再等待。"))
    _fate(story, old[6], improved, [new[3]])
    _fate(
        story, old[7], improved, [new[4], new[5]], reason=say("Only large discounts are looked at.", "只看大额折扣。")
    )
    _fate(story, old[8], improved, [new[6]])
    gain = say("I hear of it before I have to ask.", "不用问就能得到消息。")
    _fate(story, old[9], personal, [new[7]], gain=gain)


@scene(day=-96)
def hand_in_the_quote(story):
    actions.hand_in(story.kept["process quote"], by=story.cast["consultant"])


@scene(day=-91)
def sign_the_quote(story):
    process = Process.objects.get(pk=story.kept["process quote"].pk)
    actions.sign(process, version=1, by=story.cast["executive"])


@scene(day=-72)
def say_whom_the_quote_affects(story):
    say, process = story.say, Process.objects.get(pk=story.kept["process quote"].pk)
    place = story.programme.organisation.departments.order_by("pk")[1]
    effect = Effect(
        process=process,
        kind=Effect.Kind.DUTY,
        what=say(
            "You write quotes in the CRM, from a template, and call the customer the day after.",
            "您在CRM中用模板编写报价，并于次日致电客户。",
        ),
        department=place,
        level="front_line",
        people=12,
        from_day=story.day(-41),
        tell_by=story.day(-48),
    )
    story.kept["effect quote"] = actions.create_effect(effect, by=story.cast["manager"])
    leads = Effect(
        process=process,
        kind=Effect.Kind.POST,
        what=say(
            "You agree to discounts above 10 % in the CRM, within half a day.", "您在半天内于CRM中批准超过10%的折扣。"
        ),
        department=place,
        level="middle",
        people=3,
        from_day=story.day(12),
        tell_by=story.day(-2),
    )
    actions.create_effect(leads, by=story.cast["manager"])


@scene(day=-55)
def tell_them(story):
    """By mail; those without an address three days later, face to face."""
    actions.tell_by_mail(story.kept["effect quote"], by=story.cast["manager"])


@scene(day=-52)
def tell_the_others(story):
    effect = Effect.objects.get(pk=story.kept["effect quote"].pk)
    told = EffectNotice.objects.filter(effect=effect).values("employee")
    rest = list(effect.affected().exclude(pk__in=told))
    if rest:
        by = story.cast["manager"]
        day = story.day(-52)
        actions.tell_in_person(effect, people=rest, told_on=day, told_by=story.cast["member"].name, by=by)


@scene(day=-50)
def most_have_read_it(story):
    notices = list(EffectNotice.objects.filter(effect=story.kept["effect quote"], way="mail").order_by("pk"))
    for notice in notices[: len(notices) * 3 // 4]:
        actions.acknowledge(notice)


@scene(day=-30)
def draw_the_service_call(story):
    """Not signed: every contact would become automatic."""
    say = story.say
    customer, desk = say("Customer", "客户"), say("Service desk", "服务台")
    process = _process(
        story,
        "service",
        owner="manager",
        places=slice(1, 3),
        name=say("Service call", "服务请求"),
        aim=say("A fault is mended, and the customer knows when.", "故障得到修复，客户知道何时完成。"),
        customer=say("Users of made-up machines", "虚构设备的用户"),
        activity="service",
        modules=["service"],
    )
    technician = say("Technician", "技术员")
    old = _draw(
        story,
        process,
        Side.AS_IS,
        [
            (customer, say("Calls and tells the fault", "来电报障"), TOUCH, 12, 0, 90, {"personal": True}),
            (desk, say("Writes a slip", "填写单据"), TASK, 6, 0, 90, {"pain_level": 3}),
            (desk, say("Looks for somebody who is free", "寻找空闲人员"), TASK, 20, 3 * HOUR, 90, {"pain_level": 4}),
            (technician, say("Mends the fault on site", "现场维修"), TOUCH, 90, DAY, 90, {"personal": True}),
            (desk, say("Asks whether all is well", "回访是否满意"), TOUCH, 5, DAY, 40, {"personal": True}),
        ],
    )
    new = _draw(
        story,
        process,
        Side.TO_BE,
        [
            (customer, say("Reports the fault in a form", "在表单中报障"), TOUCH, 8, 0, 90, {"automated": True}),
            (desk, say("Somebody who is free is found", "分配空闲人员"), TASK, 0, 0, 90, {"automated": True}),
            (technician, say("Mends the fault on site", "现场维修"), TOUCH, 90, DAY, 90, {"personal": True}),
            (desk, say("A form asks whether all is well", "表单询问是否满意"), TOUCH, 0, DAY, 90, {"automated": True}),
        ],
    )
    _lanes(story, process, {desk: "member"}, customer)
    gain = say("I can report at night.", "夜里也能报障。")
    _fate(story, old[0], Fate.What.AUTOMATED, [new[0]], gain=gain)
    _fate(story, old[1], Fate.What.DROPPED, [], reason=say("The form is the slip.", "表单即单据。"))
    _fate(story, old[2], Fate.What.AUTOMATED, [new[1]])
    _fate(story, old[3], Fate.What.KEPT, [new[2]], gain=say("Somebody I know comes.", "来的是我认识的人。"))
    story.kept["service"] = (old, new)


@scene(day=-9)
def judge_the_last_step(story):
    say, (old, new) = story.say, story.kept["service"]
    _fate(story, old[4], Fate.What.AUTOMATED, [new[3]], gain=say("I am asked every time.", "每次都会问我。"))
    process = Process.objects.get(pk=story.kept["process service"].pk)
    reason = say("Whoever wants a person still finds the number on the form.", "需要人工的客户可在表单上找到电话。")
    by = story.cast["manager"]
    actions.answer_warning(process, code="touch_lost", subject=old[0].pk, reason=reason, by=by)
