"""Which column of a table holds what. Plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from implementation.rollout.adoption_file.cells import plain

REQUIRED = ("week", "active", "staff")
NAMES = ("module", "department", "pilot")
COUNTS = ("active", "staff", "logins", "records")
FIELDS = ("week", *NAMES, *COUNTS)
#: Rows among which the headings are looked for.
HEAD_ROWS = 25

#: How headings are written; what the product itself writes is added by the caller.
HEADINGS: dict[str, frozenset[str]] = {
    "week": frozenset(
        [
            "week",
            "week from",
            "week of",
            "week starting",
            "date",
            "day",
            "周",
            "周次",
            "日期",
            "起始日期",
            "週",
            "週次",
            "星期",
        ]
    ),
    "module": frozenset(["module", "modules", "system", "application", "模块", "系统", "模組", "系統"]),
    "department": frozenset(["department", "dept", "dept.", "team", "unit", "部门", "团队", "部門", "團隊"]),
    "pilot": frozenset(["pilot", "试点", "試點"]),
    "active": frozenset(
        [
            "active",
            "active users",
            "users active",
            "active people",
            "active staff",
            "active in that week",
            "wau",
            "活跃",
            "活跃用户",
            "活跃人数",
            "活跃用户数",
            "活躍",
            "活躍使用者",
            "活躍人數",
        ]
    ),
    "staff": frozenset(
        [
            "staff",
            "people",
            "users",
            "headcount",
            "licensed",
            "licences",
            "licenses",
            "people who could use it",
            "total users",
            "人数",
            "员工",
            "员工数",
            "用户数",
            "应使用人数",
            "人數",
            "員工",
            "員工數",
            "使用者數",
            "應使用人數",
        ]
    ),
    "logins": frozenset(["logins", "login", "sign-ins", "signins", "log-ins", "登录", "登录次数", "登入", "登入次數"]),
    "records": frozenset(
        [
            "records",
            "records made",
            "records created",
            "entries",
            "new records",
            "记录",
            "记录数",
            "新增记录",
            "記錄",
            "記錄數",
            "新增記錄",
        ]
    ),
}


def guess_columns(cells: Sequence[Any], headings: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Which column holds what, by its heading; a column serves once."""
    wanted = {name: {plain(word) for word in (*HEADINGS[name], *headings.get(name, ()))} for name in FIELDS}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = next((name for name in FIELDS if name not in found and plain(cell) in wanted[name]), None)
        if name and plain(cell):
            found[name] = place
    return found


def find_header(rows: Sequence[tuple[int, Sequence[Any]]], headings: Mapping[str, Iterable[str]]) -> int:
    """The place of the row with most known headings among the first ones; the first row where none is known."""
    scores = [len(guess_columns(cells, headings)) for _line, cells in rows[:HEAD_ROWS]]
    return max(range(len(scores)), key=lambda place: (scores[place], -place)) if scores else 0
