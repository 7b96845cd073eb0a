"""Kinds, reasons and rules in words, when they are read."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.text import names, say
from implementation.data_readiness.profiling import kinds, rules, validity

KINDS = {
    kinds.TEXT: pgettext_lazy("kind of column", "Text"),
    kinds.PERSON: _("Name of a person"),
    kinds.ADDRESS: pgettext_lazy("of a house", "Address"),
    kinds.CODE: pgettext_lazy("kind of column", "Code"),
    kinds.NUMBER: _("Number"),
    kinds.DATE: _("Date"),
    kinds.EMAIL: _("E-mail"),
    kinds.PHONE: _("Phone"),
    kinds.BOOLEAN: _("Yes or no"),
    kinds.COUNTRY: _("Country"),
    kinds.URL: _("Web address"),
    kinds.USCC: _("Unified social credit code"),
    kinds.RESIDENT_ID: _("Resident identity number (China)"),
    kinds.VAT: _("VAT number (EU)"),
    kinds.UBN: _("Unified business number (Taiwan)"),
}

#: Why a cell cannot be right; what to do about it.
REASONS = {
    validity.PLACEHOLDER: _("Stands for nothing: leave the cell empty instead."),
    validity.GARBLED: _("Characters were lost when it was saved: take it from the original."),
    validity.NO_EMAIL: _("This is no e-mail address."),
    validity.NO_PHONE: _("No phone number of this country is like that."),
    validity.PHONE_SHORT: _("Too few digits for a phone number."),
    validity.PHONE_LONG: _("Too many digits for a phone number."),
    validity.NO_DATE: _("This is no day of the calendar."),
    validity.NO_NUMBER: _("This is no number."),
    validity.NO_BOOLEAN: _("Neither yes nor no."),
    validity.NO_COUNTRY: _("No country is called that."),
    validity.NO_URL: _("This is no web address."),
    validity.BAD_LENGTH: _("It has not as many characters as such a number has."),
    validity.BAD_CHECK_DIGIT: _("The check digit does not fit: a digit is mistyped."),
    validity.BAD_FORMAT: _("It is not built as such a number is."),
    validity.NOT_BORN: _("A birthday that has not come yet."),
    rules.EMPTY: _("The cell is empty."),
    rules.TWICE: _("The value stands in another row too."),
    rules.OTHER_SHAPE: _("It has not the pattern that the rule asks for."),
    rules.NOT_LISTED: _("The value is not on the list."),
    rules.TOO_LOW: _("It is below the limit."),
    rules.TOO_HIGH: _("It is above the limit."),
    rules.WHEN_BROKEN: _("It does not go with the other column."),
    rules.OUT_OF_ORDER: _("It is below the value that it must not be below."),
    rules.CONTRADICTS: _("Other rows of the same kind say something else."),
    rules.ORPHAN: _("The other file does not know this value."),
    rules.DISAGREES: _("The other file says something else."),
    rules.TOO_OLD: _("It is too old."),
}

CONDITIONS = {
    "filled": _("is filled"),
    "empty": _("is empty"),
    "is": _("is one of"),
    "not": _("is filled, and none of"),
}


def rule_words(spec: Mapping[str, Any]):
    """A rule as a sentence."""
    kind, told = spec["kind"], spec.get("params") or {}
    parts = {"a": spec["column"], "b": spec.get("second", ""), "other": spec.get("other", "")}
    sentence = _SENTENCES[kind]
    if kind == rules.UNIQUE and parts["b"]:
        sentence = _("{a} and {b} together stand in one row only")
    if kind == rules.KIND:
        parts["what"] = KINDS.get(told.get("kind", ""), "?")
    elif kind == rules.PATTERN:
        parts["what"] = told.get("pattern", "")
    elif kind == rules.LIST:
        parts["what"] = names(told.get("values", [])[:8])
    elif kind == rules.RANGE:
        parts |= {"low": told.get("low", ""), "high": told.get("high", "")}
        sentence = _RANGES[bool(parts["low"]), bool(parts["high"])]
    elif kind == rules.TIMELY:
        parts["days"] = told.get("days", "")
    elif kind == rules.WHEN:
        parts |= {end: _condition(told, end) for end in ("if", "then")}
        return say(_("If {a} {first}, {b} {then}"), a=parts["a"], b=parts["b"], first=parts["if"], then=parts["then"])
    elif kind in rules.WITH_OTHER_FILE:
        parts |= {"x": told.get("other_column", ""), "y": told.get("other_second", "")}
    return say(sentence, **parts)


def _condition(told: Mapping[str, Any], end: str):
    values = told.get(f"{end}_values") or []
    words = CONDITIONS.get(told.get(end, ""), "?")
    return say(_("{how} {values}"), how=words, values=names(values[:5])) if values else words


_SENTENCES = {
    rules.COMPLETE: _("{a} is filled"),
    rules.UNIQUE: _("{a} stands in one row only"),
    rules.KIND: _("{a} is of the type: {what}"),
    rules.PATTERN: _("{a} has the pattern {what}"),
    rules.LIST: _("{a} is one of: {what}"),
    rules.ORDER: _("{a} is not above {b}"),
    rules.SAME: _("Rows with the same {a} have the same {b}"),
    rules.REFERENCE: _("{a} is known as {x} in {other}"),
    rules.AGREES: _("{b} agrees with {y} in {other}, where {a} is its {x}"),
    rules.TIMELY: _("{a} lies within the last {days} days"),
    rules.RANGE: "",
    rules.WHEN: "",
}
_RANGES = {
    (True, True): _("{a} lies between {low} and {high}"),
    (True, False): _("{a} is not below {low}"),
    (False, True): _("{a} is not above {high}"),
    (False, False): _("{a} can be read as a number"),
}

#: What each kind of rule is good for, where one is chosen.
RULE_HELP = {
    rules.COMPLETE: _("Every row has something in the column: no customer without a name."),
    rules.UNIQUE: _("No value stands in two rows: customer numbers, or two columns taken together."),
    rules.KIND: _("Values are real dates, phone numbers, e-mail addresses, credit codes with their check digit …"),
    rules.PATTERN: _("Codes are built alike: K-9999."),
    rules.LIST: _("Only values that you name: provinces, customer groups."),
    rules.RANGE: _("Numbers or days lie between limits: no discount above 40."),
    rules.WHEN: _("What one column says asks for something in another: companies have a credit code."),
    rules.ORDER: _("One number or day is not above another: ordered before delivered."),
    rules.SAME: _(
        "What belongs together is the same everywhere: one city, one province; one customer number, one name."
    ),
    rules.REFERENCE: _("No orphans: every customer number of an order is known in the customer file."),
    rules.AGREES: _("Copies do not contradict each other: the phone number here is the one there."),
    rules.TIMELY: _("The day in the column is not too long ago: last contact within two years."),
}
