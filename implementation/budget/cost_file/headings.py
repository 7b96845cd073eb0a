"""Which column of a table of costs holds what. Plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from implementation.budget.cost_file.cells import plain

REQUIRED = ("on", "category", "amount")
FIELDS = ("on", "category", "amount", "supplier", "reference", "note", "package")
#: Rows among which the headings are looked for.
HEAD_ROWS = 25

#: How headings are written; what the product itself writes is added by the caller.
HEADINGS: dict[str, tuple[str, ...]] = {
    "on": (
        "date",
        "day",
        "posting date",
        "booking date",
        "invoice date",
        "paid on",
        "日期",
        "入账日期",
        "付款日期",
        "入帳日期",
    ),
    "category": ("category", "cost category", "type", "account", "类别", "科目", "費用類別", "類別"),
    "amount": ("amount", "cost", "net amount", "sum", "value", "金额", "费用", "金額", "費用"),
    "supplier": ("supplier", "vendor", "payee", "company", "供应商", "收款方", "供應商"),
    "reference": (
        "reference",
        "ref",
        "ref.",
        "invoice",
        "invoice no",
        "invoice no.",
        "number",
        "voucher",
        "凭证号",
        "发票号",
        "憑證號",
        "發票號",
    ),
    "note": ("note", "notes", "text", "description", "remark", "purpose", "备注", "摘要", "說明", "備註"),
    "package": ("work package", "package", "wbs", "project", "工作包", "工作包名称"),
}


def guess_columns(cells: Sequence[Any], own: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Which column holds what, by its heading; a column serves once."""
    wanted = {name: {plain(word) for word in (*HEADINGS[name], *own.get(name, ()))} for name in FIELDS}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = next((name for name in FIELDS if name not in found and plain(cell) in wanted[name]), None)
        if name:
            found[name] = place
    return found


def find_header(rows: Sequence[tuple[int, Sequence[Any]]], own: Mapping[str, Iterable[str]]) -> int:
    """The place of the row with most known headings among the first ones."""
    known = [len(guess_columns(cells, own)) for _line, cells in rows[:HEAD_ROWS]]
    return max(range(len(known)), key=lambda place: (known[place], -place), default=0)
