"""What a column holds, as far as finding the same person or company twice is concerned; guessed from heading and content."""

import re
from collections.abc import Sequence
from enum import StrEnum


class ColumnRole(StrEnum):
    GIVEN = "given"
    SURNAME = "surname"
    NAME = "name"
    COMPANY = "company"
    NUMBER = "number"
    ADDRESS = "address"
    CITY = "city"
    POSTCODE = "postcode"
    STATE = "state"
    PHONE = "phone"
    EMAIL = "email"
    BIRTH = "birth"
    ID = "id"
    CATEGORY = "category"
    IGNORED = "ignored"


R = ColumnRole

# The first row whose words stand in the heading decides; so “company name” is a company and “street number” no number of a person.
HEADINGS: tuple[tuple[ColumnRole, str], ...] = (
    (R.EMAIL, r"e-?mail|邮箱|郵箱|电邮|電郵|电子邮件|電子郵件"),
    (R.PHONE, r"phone|mobile|\btel\b|telephone|\bfax\b|\bcell|telefon|handy|电话|電話|手机|手機|传真|傳真"),
    (R.BIRTH, r"birth|\bdob\b|geburt|生日|出生"),
    (
        R.ID,
        r"soc(ial)? ?sec|\bssn\b|national id|passport|\bvat\b|tax (id|no|number)|registration (no|number)|credit code"
        r"|\buscc\b|\bid ?card|identity|ausweis|身份证|身分證|护照|護照|信用代码|信用代碼|税号|稅號|统一编号|統一編號|证件号|證件號",
    ),
    (
        R.IGNORED,
        r"(^| )(id|rec|uuid|guid|key|nr|no)( |$)|unique|cluster|\brow\b|编号|編號|序号|序號|created|updated|modified|date|日期",
    ),
    (R.GIVEN, r"given|first ?name|forename|vorname|prénom|^名$|^名字$"),
    (R.SURNAME, r"surname|last ?name|family|nachname|^姓$|^姓氏$"),
    (
        R.COMPANY,
        r"company|organi[sz]ation|firm|business|account|employer|unternehmen|公司|企业|企業|单位|單位|客户名|客戶名",
    ),
    (R.NUMBER, r"street ?(number|no)|house ?(number|no)|hausnummer|门牌|門牌"),
    (R.POSTCODE, r"post ?(al )?code|\bzip|\bplz\b|postleitzahl|邮编|郵編|邮政编码|郵政編碼|郵遞區號"),
    (R.STATE, r"\bstate\b|province|county|region|bundesland|省|州$"),
    (R.CITY, r"city|suburb|town|locality|\bort\b|stadt|城市|市$|区$|區$"),
    (R.ADDRESS, r"addr|street|\broad\b|strasse|straße|地址|住址|街道"),
    (
        R.CATEGORY,
        r"categ|type|kind|cuisine|industry|segment|sector|gender|\bsex\b|branche|类别|類別|类型|類型|行业|行業|性别|性別",
    ),
    (R.NAME, r"name|contact|person|customer|client|姓名|名称|名稱|联系人|聯繫人|客户|客戶"),
)

CONTENT: tuple[tuple[ColumnRole, str], ...] = (
    (R.EMAIL, r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    (R.BIRTH, r"(19|20)\d\d[-/.]?(0[1-9]|1[0-2])[-/.]?([0-2]\d|3[01])"),
    (R.ID, r"\d{17}[\dXx]|[0-9A-Z]{18}"),
    (R.PHONE, r"\+?[\d ()/-]{7,20}"),
    (R.COMPANY, r".*(公司|集团|集團|\b(ltd|inc|llc|gmbh|corp|plc|pty)\b\.?).*"),
)


def by_heading(heading: str) -> ColumnRole | None:
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", heading).replace("_", " ").strip().casefold()
    return next((role for role, pattern in HEADINGS if re.search(pattern, words)), None)


def by_content(values: Sequence[str]) -> ColumnRole:
    filled = [value.strip() for value in values if value.strip()]
    for role, pattern in CONTENT:
        hits = sum(1 for value in filled if re.fullmatch(pattern, value, re.IGNORECASE))
        if filled and hits >= 0.7 * len(filled):
            return role
    return R.IGNORED


def guess_roles(headings: Sequence[str], sample: Sequence[Sequence[str]]) -> list[ColumnRole]:
    """A role for each column. Without any name, the text column with the most distinct values is taken for one."""
    columns = [[row[at][:200] if at < len(row) else "" for row in sample] for at in range(len(headings))]
    roles = [by_heading(head[:100]) or by_content(values) for head, values in zip(headings, columns, strict=True)]
    if not {R.GIVEN, R.SURNAME, R.NAME, R.COMPANY} & set(roles):
        texts = [at for at, role in enumerate(roles) if role is R.IGNORED and by_heading(headings[at][:100]) is None]
        texts = [at for at in texts if sum(any(c.isalpha() for c in value) for value in columns[at]) > len(sample) / 2]
        if texts:
            roles[max(texts, key=lambda at: (len(set(columns[at])), -at))] = R.NAME
    return roles
