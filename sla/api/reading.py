"""From the bytes of a body to rows, and from what pydantic says about them to a place and a reason."""

import json
from typing import Any

from ninja.parser import Parser

from sla.api.refusals import REASONS, Problem

#: pydantic's words for what is wrong, and ours; ours for the rest stand in the schema.
KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown_name",
    "string_type": "not_text",
    "string_unicode": "not_text_of_people",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "string_pattern_mismatch": "bad_month",
    "int_type": "not_a_number",
    "int_parsing": "not_a_number",
    "int_parsing_size": "out_of_range",
    "int_from_float": "not_a_number",
    "float_type": "not_a_number",
    "finite_number": "not_a_number",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "literal_error": "not_one_of",
    "list_type": "not_a_list",
    "too_long": "too_many",
    "model_type": "not_an_object",
    "model_attributes_type": "not_an_object",
    "dict_type": "not_an_object",
}


class Body(Parser):
    """JSON as the standard has it: no NaN, no depth that no batch has."""

    def parse_body(self, request) -> Any:
        return json.loads(request.body, parse_constant=_no_constant)


def _no_constant(name: str):
    raise ValueError(name)


def problems_of(errors: list[dict[str, Any]]) -> list[Problem]:
    return [Problem(_place(error["loc"]), _reason(error["type"]), _value(error.get("input"))) for error in errors]


def _reason(kind: str) -> str:
    return kind if kind in REASONS and kind not in KINDS else KINDS.get(kind, "wrong")


def _place(loc: tuple) -> str:
    """``("body", "batch", "measurements", 3, "at")`` is ``measurements[3].at``."""
    parts = [part for part in loc if part not in ("body", "query", "header", "path")]
    if parts[:1] == ["batch"]:
        parts = parts[1:]
    if parts == ["idempotency_key"]:
        return "Idempotency-Key"
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")[:120] or "body"


def _value(given: Any) -> str:
    return "" if isinstance(given, dict | list) or given is None else str(given)[:80]
