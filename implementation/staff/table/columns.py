"""What a column is called and how its values are written, in the languages of the product and as people write them."""

import unicodedata
from functools import cache
from typing import Any

from core.evidence import in_every_language
from core.models.user import LANGUAGES
from implementation.staff.models import Employee, Level

FIELDS = ("name", "email", "department", "level", "post", "language")
_HEADINGS = {
    "name": ("full name", "employee", "person", "姓名", "名字", "员工", "員工", "员工姓名", "員工姓名"),
    "email": ("email", "mail", "e-mail address", "email address", "邮箱", "郵箱", "电子邮箱", "电子邮件", "電子郵件", "電郵"),
    "department": ("dept", "unit", "division", "部门", "部門", "所在部门", "所屬部門"),
    "level": ("management level", "层级", "層級", "级别", "級別"),
    "post": ("position", "job title", "title", "role", "职位", "職位", "岗位", "崗位", "职务", "職務"),
    "language": ("lang", "语言", "語言"),
}  # fmt: skip
_LEVELS = {
    Level.TOP: ("top", "executive", "executives", "高层", "高層", "高管"),
    Level.MIDDLE: ("middle", "manager", "managers", "中层", "中層"),
    Level.FRONT_LINE: ("front line", "frontline", "front-line", "staff", "基层", "基層", "一线", "一線", "一线员工"),
}
_LANGUAGES = {
    "en": ("english", "英文", "英语", "英語"),
    "zh-hans": ("zh", "zh-cn", "zh_cn", "chinese", "simplified chinese", "简体", "中文", "简体中文", "簡體中文"),
    "zh-hant": ("zh-tw", "zh-hk", "zh_tw", "traditional chinese", "繁體", "繁体", "繁體中文", "繁体中文"),
}


def folded(value: Any) -> str:
    """Width, case and spaces make no difference."""
    return " ".join(unicodedata.normalize("NFKC", str(value or "")).casefold().split())


def heading(name: str) -> Any:
    return Employee._meta.get_field(name).verbose_name


@cache
def headings() -> dict[str, str]:
    """Any heading, folded -> the field."""
    found = {}
    for name in FIELDS:
        for words in (name, *in_every_language(heading(name)).values(), *_HEADINGS[name]):
            found.setdefault(folded(words), name)
    return found


@cache
def levels() -> dict[str, str]:
    return _words({level.value: (level.value, *in_every_language(level.label).values()) for level in Level}, _LEVELS)


@cache
def languages() -> dict[str, str]:
    return _words({code: (code, str(label)) for code, label in LANGUAGES}, _LANGUAGES)


def _words(own: dict, others: dict) -> dict[str, str]:
    return {folded(word): str(key) for key, words in own.items() for word in (*words, *others.get(key, ()))}
