"""From an empty programme to a signed vision and a confirmed case, in Simplified Chinese: words, figures to the cent, a phone."""

import datetime
import re

import pytest
from django.urls import reverse

from core.models import User
from implementation.business_case.models import BusinessCase, Line
from implementation.goals.models import VisionVersion
from implementation.readiness.dimensions import ALL as DIMENSIONS
from implementation.readiness.dimensions import statement_names
from implementation.readiness.models import AssessmentResult
from tests.factories import make_programme, make_user, user_as
from tests.walk import Person

pytestmark = pytest.mark.django_db(transaction=True)

MANAGER, CONSULTANT, SPONSOR = "周敏", "陈立", "王建国"
IN_A_QUARTER = (datetime.date.today() + datetime.timedelta(days=90)).isoformat()
SETTINGS = {"discount_rate": "8", "horizon_years": "5", "floor": "150000", "minimum_investment": "150000"}
#: Kind and title of a line, then its cells as somebody types them from the left.
LINES = {
    ("成本", "开通与培训"): {"shape": "一次性", "low": "180000", "likely": "200000", "high": "260000"},
    ("成本", "月度服务费"): {
        "category": "运行与协调", "shape": "每月", "low": "4000", "likely": "4500", "high": "5200", "start_month": "1",
    },
    ("效益", "报价成交增加"): {
        "shape": "每年", "low": "60000", "likely": "110000", "high": "130000", "growth": "5", "start_month": "12",
    },
    ("效益", "客户留存"): {
        "category": "留住客户", "low": "70％", "high": "120％", "y1": "30000",
        **dict.fromkeys(("y2", "y3", "y4", "y5"), "45,000"),
    },
}  # fmt: skip
#: −200,000 + 86,000 / 1.08 + 106,500 / 1.08² + 112,275 / 1.08³ + 118,338.75 / 1.08⁴ + 124,705.69 / 1.08⁵
WORTH, WORTH_ROUNDED = "¥231,918.84", "¥231,919"


class Actor:
    """Somebody on the programme, by what they open, press and read."""

    def __init__(self, visitor, programme):
        self.visitor, self.page, self.programme = visitor, visitor.page, programme

    def open(self, name, *args) -> "Actor":
        assert self.visitor.open(reverse(name, args=[self.programme.pk, *args])) == 200
        return self

    def press(self, name):
        self._go("button", name)

    def follow(self, name):
        self._go("link", name)

    def _go(self, role, name):
        """To the page behind it, and not on before that page is there."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role(role, name=name, exact=True).first.click()

    def fill(self, **values):
        for name, value in values.items():
            self.page.locator(f"main [name={name}]").fill(value)

    def heads(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    def says(self) -> str:
        """What the page says, with single spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    def facts(self) -> dict[str, str]:
        """What stands in the lists of facts, by its name."""
        pairs = [one.inner_text().split("\n") for one in self.page.locator("main dl.facts > div").all()]
        return {name: rest[0] for name, *rest in pairs}

    def sound(self):
        """In Chinese, nothing for axe, nothing wider than the screen, nothing in the console."""
        found = (self.page.locator("html").get_attribute("lang"), self.visitor.axe(), self.visitor.overflow())
        assert (*found, self.visitor.complaints) == ("zh-Hans", [], 0, [])


@pytest.fixture
def act(visit):
    """``act("manager")`` in front of a screen, reading Simplified Chinese, on a programme with nothing in it."""
    manager = make_user(MANAGER)
    programme = make_programme(language="zh-hans", modules=("sales",), by=manager)
    people = {"manager": manager} | {
        role: user_as(role, programme, name=name) for role, name in (("consultant", CONSULTANT), ("sponsor", SPONSOR))
    }
    User.objects.update(language="zh-hans")

    def begin(role, width=1440) -> Actor:
        return Actor(visit(User.objects.get(pk=people[role].pk), width=width), programme)

    return begin


def write_the_vision(manager):
    manager.open("goals").follow("编写愿景")
    manager.fill(text="# 老客户不再流失\n\n* 报价两天内答复\n* 每次拜访都有记录")
    manager.press("保存")
    manager.follow("开放签署")
    signing = [box.locator("xpath=ancestor::label").inner_text() for box in manager.page.locator("main :checked").all()]
    assert signing == [f"{MANAGER}（项目经理）", f"{SPONSOR}（项目发起人）"]
    manager.press("开放签署")
    assert manager.page.get_by_text("尚未签署").count() == 2


def set_a_goal(manager):
    manager.open("goals").follow("设定第一个目标")
    manager.page.locator("[name=owner]").select_option(label=MANAGER)
    manager.fill(title="报价两天内答复", baseline="5", target="2", unit="天", due=IN_A_QUARTER)
    manager.press("保存")
    assert manager.facts() | {"基线值": "5 天", "目标值": "2 天", "方向": "越低越好"} == manager.facts()
    manager.open("value_map")
    gaps = manager.page.locator(".note-warn li").all_inner_texts()
    assert [gap.split("。")[0] for gap in gaps] == [
        "层次“理念”没有目标",
        "层次“技术”没有目标",
        "目标“报价两天内答复”没有模块支撑",
        "模块“销售”不支撑任何目标",
    ]
    manager.sound()


def sign(person):
    person.open("goals").follow("前往签署")
    person.follow("签署愿景")
    assert "签署后不可撤回。" in person.says()
    assert "报价两天内答复 制度与流程" in person.says()
    person.press("签署愿景")


def answer_on_the_screen(person, level):
    """The first of the eight dimensions."""
    person.open("readiness").page.locator("main a[href$='/answer/']").click()
    person.page.locator("h1", has_text="认识").wait_for()
    assert "我们能用一句话说明项目的目的。" in person.says()
    for box in person.page.locator(f"form.rating input[value='{level}']").all():
        box.check()
    person.press("保存并继续")
    assert person.heads() == "资金"


def answer_without_a_screen(user, address, level):
    """All of them as the forms send them, which is quicker."""
    person = Person(user)
    for dimension in DIMENSIONS:
        person.client.post(f"{address}?d={dimension.key}", dict.fromkeys(statement_names(dimension), str(level)))
    assert "作答已提交，谢谢。" in person.text(person.press(address, "提交作答"))


def ask_how_ready(manager, sponsor, consultant):
    manager.open("readiness").follow("发起就绪度评估")
    for box in manager.page.locator("[name=people]").all():
        box.check()
    manager.fill(closes_on=IN_A_QUARTER)
    manager.press("保存")
    assert manager.heads() == "就绪度第 1 轮 作答中"
    answer_on_the_screen(manager, 3)
    address = reverse("answer_assessment", args=[manager.programme.pk, manager.programme.assessments.get().pk])
    for name, level in ((MANAGER, 3), (SPONSOR, 2), (CONSULTANT, 4)):
        answer_without_a_screen(User.objects.get(name=name), address, level)
    manager.open("readiness").follow("关闭本轮")
    manager.press("关闭本轮")
    assert manager.heads() == "就绪度第 1 轮 已关闭"
    assert "受邀 3 人中 3 人作答。" in manager.says()
    manager.sound()


def write_cell(page, row, name, words):
    """Enter, words, Tab: what is in the cell is replaced and saved at once."""
    cell = row.locator(f"[data-f={name}]")
    cell.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(words)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Tab")
    page.locator("tr.saving").wait_for(state="detached")


def start_the_case(consultant):
    consultant.open("business_case").follow("开始商业论证")
    consultant.fill(**SETTINGS)
    consultant.press("保存")
    assert consultant.heads() == "商业论证第 1 版 草稿"
    consultant.follow("录入条目")
    assert "尚无条目" in consultant.says()


def enter_the_lines(consultant):
    page = consultant.page
    for (kind, title), cells in LINES.items():
        page.get_by_label("类型").select_option(label=kind)
        page.get_by_label("新条目").fill(title)
        page.keyboard.press("Enter")
        row = page.locator("#register tr[data-pk]", has_text=title)
        row.wait_for()
        for name, words in cells.items():
            write_cell(page, row, name, words)
    consultant.open("edit_lines", consultant.programme.businesscases.get().chosen.pk)
    rows = [row.inner_text().split("\t") for row in page.locator("#register tr[data-pk]").all()]
    assert [row[:8] for row in rows] == [
        ["成本", "1", "开通与培训", "购置", "一次性", "180,000", "200,000", "260,000"],
        ["成本", "2", "月度服务费", "运行与协调", "每月", "4,000", "4,500", "5,200"],
        ["效益", "3", "报价成交增加", "增加收入", "每年", "60,000", "110,000", "130,000"],
        ["效益", "4", "客户留存", "留住客户", "逐年", "70%", "100%", "120%"],
    ]
    assert rows[2][12:18] == ["", "110,000", "115,500", "121,275", "127,338.75", "133,705.69"]
    assert consultant.facts() == {"净现值": WORTH, "成本": "¥470,000", "效益": "¥817,819.44", "投资回收期": "2.1 年"}
    consultant.sound()


def choose_a_word_of_an_input_method(consultant):
    """Enter takes the word that is being put together; the cell stays open, and Escape then leaves it as it was."""
    page = consultant.page
    page.locator("#register [data-f=title]").first.focus()
    page.keyboard.press("Enter")
    editor = page.locator(".cell-editor")
    editor.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    assert editor.count() == 1
    page.keyboard.press("Escape")
    assert editor.count() == 0


def see_the_simulation(consultant):
    consultant.open("business_case").follow("模拟")
    facts = consultant.facts()
    low, middle, high = (int(re.sub(r"\D", "", facts[name])) for name in ("P10", "P50", "P90"))
    assert 50_000 < low < middle < 231_919 < high
    assert facts["全部条目取最可能值"] == WORTH_ROUNDED
    assert re.fullmatch(r"7\d\.\d%", facts["达到底线的概率"])
    assert "影响最大：报价成交增加。" in consultant.says()
    consultant.press("运行模拟")
    assert consultant.facts() == facts
    consultant.sound()


def submit(consultant):
    consultant.open("business_case").follow("提交确认")
    consultant.fill(note="金额经财务核对。")
    consultant.press("提交确认")
    assert consultant.heads() == "商业论证第 1 版 待确认"
    assert consultant.page.get_by_role("link", name="确认商业论证").count() == 0


def confirm_on_a_phone(sponsor):
    sponsor.open("business_case").follow("确认商业论证")
    facts = sponsor.facts()
    assert (facts["净现值"], facts["底线"], facts["投资额"]) == (WORTH, "¥150,000", "¥200,000")
    sponsor.sound()
    sponsor.press("确认商业论证")
    assert sponsor.heads() == "商业论证第 1 版 已确认"
    assert f"{SPONSOR}于" in sponsor.says()


def test_from_an_empty_programme_to_a_signed_vision(act):
    manager, sponsor = act("manager"), act("sponsor")

    write_the_vision(manager)
    set_a_goal(manager)
    sign(manager)
    assert manager.heads() == "愿景第 1 版 开放签署"
    sign(sponsor)
    assert sponsor.heads() == "愿景第 1 版 已签署"
    sponsor.sound()
    ask_how_ready(manager, SPONSOR, CONSULTANT)

    vision = VisionVersion.objects.get()
    assert (vision.state, vision.signatories.exclude(signature=None).count()) == ("signed", 2)
    assert AssessmentResult.objects.get().facts["people"] == 3


def test_from_no_case_to_a_confirmed_one(act):
    consultant, sponsor = act("consultant"), act("sponsor", width=390)

    start_the_case(consultant)
    enter_the_lines(consultant)
    choose_a_word_of_an_input_method(consultant)
    see_the_simulation(consultant)
    submit(consultant)
    confirm_on_a_phone(sponsor)

    assert BusinessCase.objects.get().state == "confirmed"
    assert Line.objects.count() == len(LINES)
    confirmed = BusinessCase.objects.get().confirmation
    assert (confirmed.by_name, str(round(float(confirmed.facts["figures"]["npv"]), 2))) == (SPONSOR, "231918.84")
