"""What a column holds: guessed from its heading and its values, corrected by people."""

import re
from collections.abc import Sequence

TEXT, PERSON, ADDRESS, CODE, NUMBER, DATE = "text", "person", "address", "code", "number", "date"
EMAIL, PHONE, BOOLEAN, COUNTRY, URL = "email", "phone", "boolean", "country", "url"
USCC, RESIDENT_ID, VAT, UBN = "uscc", "resident_id", "vat", "ubn"
ALL = (TEXT, PERSON, ADDRESS, CODE, NUMBER, DATE, EMAIL, PHONE, BOOLEAN, COUNTRY, URL, USCC, RESIDENT_ID, VAT, UBN)
#: They tell of a person by themselves.
PERSONAL = frozenset({PERSON, ADDRESS, EMAIL, PHONE, RESIDENT_ID})
#: Kinds whose values can be put in order.
ORDERED = frozenset({NUMBER, DATE})

_WORDS: dict[str, tuple[str, ...]] = {
    EMAIL: ("email", "e-mail", "e_mail", "mail", "邮箱", "邮件", "電郵", "郵件", "信箱"),
    PHONE: ("phone", "mobile", "tel", "fax", "cell", "handy", "电话", "電話", "手机", "手機", "传真", "傳真"),
    RESIDENT_ID: ("resident id", "id card", "身份证", "身分證"),
    USCC: ("uscc", "credit code", "信用代码", "信用代碼", "税号", "纳税人识别号"),
    UBN: ("统一编号", "統一編號", "統編"),
    VAT: ("vat", "ust-id", "ustid"),
    DATE: ("date", "day", "birth", "dob", "日期", "生日", "出生", "datum"),
    COUNTRY: ("country", "国家", "國家", "land"),
    URL: ("website", "url", "homepage", "网站", "網站", "网址"),
    ADDRESS: ("address", "street", "地址", "住址", "adresse", "strasse"),
    PERSON: (
        "given name",
        "first name",
        "last name",
        "surname",
        "contact",
        "full name",
        "姓名",
        "联系人",
        "聯絡人",
        "firstname",
        "lastname",
        "given",
        "nachname",
        "vorname",
    ),
    CODE: (
        "code",
        "number",
        "no.",
        "no",
        "id",
        "sku",
        "编号",
        "編號",
        "编码",
        "代码",
        "代碼",
        "postcode",
        "zip",
        "邮编",
    ),
}
#: Headings that tell of people whatever the values are.
_PEOPLE = (
    "name",
    "birth",
    "dob",
    "gender",
    "sex",
    "age",
    "soc_sec",
    "ssn",
    "passport",
    "note",
    "remark",
    "comment",
    "备注",
    "備註",
    "姓",
    "生日",
    "出生",
    "性别",
    "性別",
)
_PEOPLE_NOT = ("product", "company", "country", "city", "firm", "公司", "产品", "產品", "file", "brand", "warehouse")
#: The share of values that must fit before a kind is believed.
MOST = 0.8
SURE = 0.9
#: The same where the heading speaks of it.
TOLD = 0.3
_LEADING_ZERO = re.compile(r"0\d")
_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9._/#-]{0,39}$")


def told_by(heading: str) -> list[str]:
    """The kinds that a heading speaks of, the most telling first."""
    words = heading.casefold().replace("_", " ")
    parts = set(re.findall(r"[a-z.-]+|[^\x00-\x7f]+", words))
    return [
        kind for kind, names in _WORDS.items() if any(_speaks(name.replace("_", " "), words, parts) for name in names)
    ]


def _speaks(name: str, words: str, parts: set[str]) -> bool:
    return name in parts or ((len(name) > 3 or not name.isascii()) and name in words)


def is_personal(heading: str, kind: str) -> bool:
    """Whether values of this column tell of people; a heading that names things is believed."""
    words = heading.casefold()
    if kind in PERSONAL:
        return True
    return any(word in words for word in _PEOPLE) and not any(word in words for word in _PEOPLE_NOT)


def guess(heading: str, values: Sequence[str], *, region: str = "CN") -> str:
    """What a column holds, from its heading and a sample of its values."""
    from implementation.data_readiness.profiling.validity import check_for

    filled = [value for value in values if value]
    told = told_by(heading)
    if not filled:
        return told[0] if told else TEXT
    shares = {
        kind: sum(not check_for(kind, region=region)(value) for value in filled) / len(filled)
        for kind in (EMAIL, USCC, RESIDENT_ID, VAT, DATE, BOOLEAN, URL, NUMBER, COUNTRY, PHONE, UBN)
    }
    for kind in told:
        if kind in (ADDRESS, PERSON) or shares.get(kind, 0) >= TOLD:
            return kind
    return _by_values(filled, shares, is_code=CODE in told)


def _by_values(filled: list[str], shares: dict[str, float], *, is_code: bool) -> str:
    for kind in (EMAIL, USCC, RESIDENT_ID, VAT, DATE):
        if shares[kind] >= MOST:
            return kind
    if is_code:
        return CODE
    distinct = {value.casefold() for value in filled}
    if shares[BOOLEAN] >= SURE and len(distinct) <= 3 and len(filled) > len(distinct):
        return BOOLEAN
    if shares[NUMBER] >= SURE:
        return CODE if any(_LEADING_ZERO.match(value) for value in filled) else NUMBER
    for kind in (COUNTRY, URL, PHONE):
        if shares[kind] >= SURE:
            return kind
    looks_like_code = sum(bool(_CODE.match(value)) for value in filled) / len(filled)
    return CODE if looks_like_code >= SURE else TEXT
