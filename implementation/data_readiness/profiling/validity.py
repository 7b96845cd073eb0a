"""Whether a value can be what its column holds; if not, why."""

import datetime
import re
from collections.abc import Callable

import phonenumbers
from stdnum.cn import ric, uscc
from stdnum.eu import vat
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError
from stdnum.tw import ubn

from implementation.data_readiness.profiling import kinds
from implementation.data_readiness.profiling.countries import country as country_of
from implementation.data_readiness.profiling.dates import DAY_FIRST, day
from implementation.data_readiness.profiling.numbers import number

PLACEHOLDER, GARBLED = "placeholder", "garbled"
NO_EMAIL, NO_PHONE, PHONE_SHORT, PHONE_LONG = "no_email", "no_phone", "phone_short", "phone_long"
NO_DATE, NO_NUMBER, NO_BOOLEAN, NO_COUNTRY, NO_URL = "no_date", "no_number", "no_boolean", "no_country", "no_url"
BAD_LENGTH, BAD_CHECK_DIGIT, BAD_FORMAT = "bad_length", "bad_check_digit", "bad_format"
NOT_BORN = "not_born"

#: Words that stand for nothing.
PLACEHOLDERS = frozenset(
    {
        "null",
        "(null)",
        "n/a",
        "#n/a",
        "none",
        "nil",
        "nan",
        "-",
        "--",
        "---",
        "—",
        "?",
        "??",
        "无",
        "無",
        "不详",
        "不詳",
    }
    | {"未知", "暂无", "暫無", "待定", "tbd", "unknown", "xxx", "test", "测试", "測試", "#value!", "#ref!"}
)
#: What is left when text was read in the wrong encoding.
_GARBLED = re.compile("\ufffd|锟斤拷|烫烫|屯屯|Ã[\x80-\xbf¼¶¤Ÿ©¨±]|â€|ï¿½|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EMAIL = re.compile(
    r"(?=.{6,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+"
    r"(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+)*@"
    r"(?:[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]{0,61}[A-Za-z0-9\u0080-\uffff])?\.)+"
    r"(?:[A-Za-z\u0080-\uffff]{2,63}|xn--[A-Za-z0-9-]{2,59})$"
)
_URL = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.)+[^\W\d_]{2,63}(?::\d{1,5})?(?:[/?#]\S*)?$", re.IGNORECASE)
_YES_NO = frozenset(
    {"yes", "no", "y", "n", "true", "false", "t", "f", "1", "0", "是", "否", "有", "男", "女", "对", "错", "√", "×"}
    | {"ja", "nein", "on", "off", "对", "對", "錯", "启用", "停用", "m"}
)
LONGEST_PHONE = 40

Check = Callable[[str], str]


def check_for(
    kind: str, *, region: str = "CN", order: str = DAY_FIRST, today: datetime.date | None = None, birth: bool = False
) -> Check:
    """The function that says why a value cannot be right; an empty word where it can."""
    own: dict[str, Check] = {
        kinds.EMAIL: _email,
        kinds.PHONE: lambda text: _phone(text, region),
        kinds.DATE: lambda text: _date(text, order, today if birth else None),
        kinds.NUMBER: lambda text: "" if number(text) is not None else NO_NUMBER,
        kinds.BOOLEAN: lambda text: "" if text.casefold() in _YES_NO else NO_BOOLEAN,
        kinds.COUNTRY: lambda text: "" if country_of(text) else NO_COUNTRY,
        kinds.URL: lambda text: "" if len(text) < 2048 and _URL.match(text) else NO_URL,
        kinds.USCC: lambda text: _digits(uscc.validate, text),
        kinds.RESIDENT_ID: lambda text: _digits(ric.validate, text),
        kinds.VAT: lambda text: _digits(vat.validate, text),
        kinds.UBN: lambda text: _digits(ubn.validate, text),
    }
    check = own.get(kind)

    def reason(text: str) -> str:
        if text.casefold() in PLACEHOLDERS and not (check and not check(text)):
            return PLACEHOLDER
        if _GARBLED.search(text):
            return GARBLED
        return check(text) if check else ""

    return reason


def _email(text: str) -> str:
    return "" if _EMAIL.match(text) else NO_EMAIL


def _phone(text: str, region: str) -> str:
    if len(text) > LONGEST_PHONE:
        return PHONE_LONG
    try:
        found = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return NO_PHONE
    if phonenumbers.is_valid_number(found):
        return ""
    possible = phonenumbers.is_possible_number_with_reason(found)
    if possible == phonenumbers.ValidationResult.TOO_SHORT:
        return PHONE_SHORT
    return PHONE_LONG if possible == phonenumbers.ValidationResult.TOO_LONG else NO_PHONE


def _date(text: str, order: str, today: datetime.date | None) -> str:
    found = day(text, order)
    if found is None:
        return NO_DATE
    return NOT_BORN if today and found > today else ""


def _digits(validate: Callable[[str], str], text: str) -> str:
    if len(text) > 40:
        return BAD_LENGTH
    try:
        validate(text)
    except InvalidChecksum:
        return BAD_CHECK_DIGIT
    except InvalidLength:
        return BAD_LENGTH
    except (InvalidFormat, ValidationError):
        return BAD_FORMAT
    return ""
