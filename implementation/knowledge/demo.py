"""What both organisations wrote down on the way: articles, one raised from a file, links, and a remark that tells somebody."""

from django.core.files.uploadedfile import SimpleUploadedFile

from core import notes
from core.roles import INSIDERS
from implementation.knowledge import actions
from implementation.knowledge.models import Article
from implementation.knowledge.models.article import kept_roles
from implementation.programme.story import Story, scene


def _draft(story: Story, *, shelf: int, **fields) -> Article:
    organisation = story.programme.organisation
    return Article(
        programme=story.programme,
        organisation=organisation,
        language=organisation.language,
        readers=kept_roles(INSIDERS),
        shelf=organisation.shelves.filter(under=None).order_by("order")[shelf],
        **fields,
    )


def _publish(story: Story, article: Article, *, by: str = "manager") -> Article:
    return actions.publish(article, by=story.cast[by])


@scene(day=-230)
def what_a_vision_needs(story):
    article = _draft(
        story,
        shelf=0,
        title=story.say("Agree the vision before anybody sees a product", "先就愿景达成一致，再看产品"),
        summary=story.say(
            "Three layers must be right: philosophy, process, technology. Begin with the first.",
            "理念、制度流程、技术三层都要对，先从理念开始。",
        ),
        text=story.say(
            "# Why\n\nA tool bought before the idea is understood stands unused. The vision is the yardstick at the end.\n\n"
            "# How we did it\n\n- Half a day with every department head, **no slides of a vendor**\n- One page, signed by everyone\n"
            "- Three goals that can be measured with today's figures",
            "# 为什么\n\n先买工具、后懂理念，工具就会闲置。愿景也是项目结束时的尺度。\n\n# 我们的做法\n\n"
            "- 各部门负责人一起用半天讨论，**不放供应商的演示**\n- 一页纸，人人签字\n- 三个能用现有数据衡量的目标",
        ),
        keywords=story.say("vision, goals, signatures", "愿景, 目标, 签署"),
    )
    _publish(story, actions.write(article, by=story.cast["consultant"]))


@scene(day=-120)
def a_plan_is_raised(story):
    """The notes of a deliverable become knowledge, with reading rights of their own."""
    paper = story.programme.deliverables.filter(stage__kind="source").order_by("pk").last()
    name = story.say("exit-checklist.md", "退出清单.md")
    content = story.say(
        "# Before you sign\n\nFormat of the data, days for the hand-back, help in hours, price of each.\n",
        "# 签约之前\n\n数据格式、交还天数、协助工时，各自的价格。\n",
    )
    kept = notes.attach(paper, upload=SimpleUploadedFile(name, content.encode()), by=story.cast["manager"])
    source = actions.source_of("core.attachment", kept.pk, story.cast["consultant"])
    article = _draft(
        story,
        shelf=2,
        title=story.say("Exit plan: what the contract must say", "退出计划：合同里必须写明什么"),
        summary=story.say(
            "Leaving a vendor is planned before the contract is signed, while there is still something to offer.",
            "退出供应商要在签约前规划好，那时还有谈判余地。",
        ),
        text=story.say(
            "# Data hand-back\n\nName the format, the days and the help in hours.\n\n# Switching cost\n\n"
            "> The more automatic the integration, the dearer the way out.\n\nThe checklist stands below.",
            "# 数据交还\n\n写明格式、天数和协助工时。\n\n# 切换成本\n\n> 集成越自动，退出越贵。\n\n清单见下方附件。",
        ),
        keywords=story.say("exit, vendor, lock-in, data", "退出, 供应商, 锁定, 数据"),
        source_words=source.words,
    )
    raised = actions.raise_to_knowledge(article, source, files=source.files, by=story.cast["consultant"])
    _publish(story, raised)
    story.kept["exit_article"] = raised


@scene(day=-40)
def one_is_mended_and_one_waits(story):
    article = _draft(
        story,
        shelf=6,
        title=story.say("A pilot that teaches something", "让试点真正教会我们东西"),
        summary=story.say(
            "Two departments, eight weeks, three measures, and the way back rehearsed before the first day.",
            "两个部门、八周、三项指标，开始之前先演练回退。",
        ),
        text=story.say("# Before\n\nRehearse the way back.\n", "# 之前\n\n演练回退办法。\n"),
        keywords=story.say("pilot, measures, rollback", "试点, 指标, 回退"),
    )
    pilot = actions.write(article, by=story.cast["consultant"])
    actions.save_version(
        pilot,
        by=story.cast["consultant"],
        text=story.say(
            "# Before\n\nRehearse the way back, twice.\n\n# During\n\nLook at the measures every week, with the people measured.\n",
            "# 之前\n\n把回退办法演练两遍。\n\n# 期间\n\n每周和被衡量的人一起看指标。\n",
        ),
        note=story.say("What the first week taught", "补充第一周的经验"),
    )
    _publish(story, pilot)
    data = _draft(
        story,
        shelf=5,
        title=story.say("Customer data: one owner for every field", "客户数据：每个字段都有负责人"),
        summary=story.say("Duplicates come back where nobody owns a field.", "没有人负责的字段，重复数据会再次出现。"),
        text=story.say("Name an owner, a source and a rule for each field.", "为每个字段指定负责人、来源和规则。"),
        keywords=story.say("data, master data", "数据, 主数据"),
    )
    actions.write(data, by=story.cast["member"])


@scene(day=-12, order=80)
def knowledge_is_used(story):
    """Linked to a criterion, read, found useful, and talked about with somebody named."""
    article, gate = story.kept["exit_article"], story.programme.gates.get(kind="contract_review")
    actions.set_link(article, gate.criteria.order_by("order").first(), helps=True, by=story.cast["manager"])
    for _reader in range(7):
        actions.count_reading(article)
    for useful in (True, True, True, False):
        actions.say_whether_useful(article, useful=useful)
    stage = story.programme.stages.get(kind="pilot")
    name = story.cast["manager"].name
    notes.comment(
        stage,
        text=story.say(
            f"@{name} the second department asks to start a week later. Shall we move it?",
            f"@{name} 第二个部门希望晚一周开始，要调整吗？",
        ),
        by=story.cast["consultant"],
    )
    notes.comment(
        stage,
        text=story.say("Yes, from Monday. The measures stay as they are.", "可以，从周一开始，指标不变。"),
        by=story.cast["manager"],
        tell=[story.cast["consultant"]],
    )
