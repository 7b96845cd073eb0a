"""What every found value means here; the rule that read a scale is said before it is applied."""

from copy import deepcopy

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text import say
from implementation.programme.actions import people_on
from implementation.programme.pages import programme_page
from risks.imports.fields import DATES, FIELDS, KIND_NAMES, RATED, choices_of
from risks.imports.plan import found_values
from risks.imports.scales import Rule, number_in
from risks.imports.uploads import correct
from risks.imports.writing import tables_of
from risks.views.imports.parts import draft, page

RULES = {
    Rule.SAME: gettext_lazy("Numbers from 1 to 5: they stay as they are."),
    Rule.STRETCHED: gettext_lazy("Numbers up to {top}: the lowest becomes 1, the highest 5, the others lie between."),
    Rule.POINTS: gettext_lazy("Points up to {top}: five equal parts."),
    Rule.SHARE: gettext_lazy(
        "Probabilities: up to 10 % is 1, up to 30 % is 2, up to 50 % is 3, up to 80 % is 4, above is 5."
    ),
    Rule.FIBONACCI: gettext_lazy("Fibonacci numbers up to {top}: by their place in the sequence, not by their size."),
    Rule.ROMAN: gettext_lazy("Roman numerals up to {top}: the lowest becomes 1, the highest 5."),
    Rule.WORDS: gettext_lazy("Words: by their meaning."),
    Rule.NONE: gettext_lazy("No scale is known that fits: choose for each value."),
}
ORDERS = [("dmy", gettext_lazy("Day first (31/12/2026)")), ("mdy", gettext_lazy("Month first (12/31/2026)"))]


@programme_page("risks.edit_risk")
def values(request, programme, pk):
    record = draft(programme, pk, request.user)
    if request.method == "POST":
        plan = deepcopy(record.plan)
        for kind, meanings in plan["values"].items():
            allowed = {str(value): value for value, _label in _choices(kind, programme)} | {"": ""}
            for number, value in enumerate(list(meanings)):
                sent = request.POST.get(f"{kind}-{number}")
                if sent in allowed:
                    meanings[value] = allowed[sent]
        for field in plan["orders"]:
            if (order := request.POST.get(f"order-{field}")) in dict(ORDERS):
                plan["orders"][field] = order
        correct(record, plan, by=request.user)
        return redirect("risk_import_rows", programme.pk, record.pk)
    return page(
        request,
        "risks/import_values.html",
        record,
        "risk_import_values",
        kinds=list(_kinds(record, programme)),
        orders=[
            {"field": field, "label": FIELDS[field], "chosen": order}
            for field, order in record.plan["orders"].items()
            if field in DATES and record.plan["rules"][field]["asked"]
        ],
        order_choices=ORDERS,
    )


def _choices(kind: str, programme):
    if kind == "owner":
        return [(person.pk, person.name) for person in people_on(programme).order_by("name")]
    return choices_of(kind)


def _kinds(record, programme):
    counts = found_values(record.plan, tables_of(record))
    for kind, meanings in record.plan["values"].items():
        if not meanings:
            continue
        rule = record.plan["rules"][kind]
        options = [
            (value, say("{n} {word}", n=value, word=label) if kind in RATED else label)
            for value, label in _choices(kind, programme)
        ]
        yield {
            "kind": kind,
            "name": KIND_NAMES[kind],
            "rule": _rule(kind, rule),
            "options": options,
            "unread": kind in RATED,
            "values": sorted(_values(kind, meanings, counts.get(kind, {})), key=_in_order),
        }


def _values(kind: str, meanings, counts):
    for number, (value, chosen) in enumerate(meanings.items()):
        yield {"name": f"{kind}-{number}", "found": value, "count": counts.get(value, 0), "chosen": chosen}


def _in_order(value):
    """Numbers by their size, then words, the most usual first."""
    number = number_in(value["found"])
    return (number is None, number or 0, -value["count"], value["found"])


def _rule(kind: str, rule):
    if kind == "owner":
        return _("By e-mail or whole name among the people of this programme.")
    words = RULES[Rule(rule["rule"])]
    if kind == "level" and rule["rule"] != Rule.NONE:
        more = _("Where likelihood and impact are not given, both are set to the level: the diagonal of the grid.")
        return say("{rule} {more}", rule=say(words, top=rule.get("top")), more=more)
    return say(words, top=rule.get("top"))
