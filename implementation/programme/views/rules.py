from functools import partial

from django.apps import apps
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from core.edit import edit_record, new_record
from core.models import AuditEntry
from implementation.programme import actions
from implementation.programme.assignable import assignables
from implementation.programme.forms import RuleForm
from implementation.programme.models import AssignmentRule
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "plan"}
LATELY = 20


@programme_page("programme.view_assignmentrule")
def rules(request, programme):
    """In the order in which they are asked, each with what it did lately."""
    found = list(programme.assignmentrules.select_related("person"))
    words = {
        (kind.label, str(code)): label
        for kind in assignables()
        for code, label in [("", _("any category")), *kind.choices(programme)]
    }
    kinds = {kind.label: kind.words for kind in assignables()}
    on_it = set(actions.people_on(programme).values_list("pk", flat=True))
    context = {
        **SECTION,
        "rows": [
            {
                "rule": rule,
                "kind": kinds.get(rule.kind, rule.kind),
                "category": words.get((rule.kind, rule.category), rule.category),
                "gone": rule.person_id not in on_it,
            }
            for rule in found
        ],
        "lately": _lately(programme, found, request.user),
        "may_edit": request.user.has_perm("programme.edit_rules", programme),
    }
    return render(request, "programme/rule_list.html", context)


def _lately(programme, rules, user) -> list[dict]:
    """The latest uses, with the record where this person may see it."""
    entries = AuditEntry.objects.filter(
        chain__scope_key=programme.scope_key,
        label="programme.assignmentrule",
        verb__in=["applied", "not applied"],
        object_id__in=[rule.pk for rule in rules],
    ).order_by("-number")[:LATELY]
    by_kind: dict[str, set[int]] = {}
    for entry in entries:
        by_kind.setdefault(entry.after["label"], set()).add(entry.after["object_id"])
    records = {
        (label, pk): record
        for label, numbers in by_kind.items()
        for pk, record in apps.get_model(label)._default_manager.in_bulk(numbers).items()
        if user.has_perm(access.view_permission(record), record)
    }
    numbers = {rule.pk: rule.number for rule in rules}
    return [
        {"entry": entry, "number": numbers[entry.object_id], "record": record}
        for entry in entries
        if (record := records.get((entry.after["label"], entry.after["object_id"])))
    ]


@programme_page("programme.edit_rules")
def new_rule(request, programme):
    form = RuleForm(request.POST or None, instance=AssignmentRule(programme=programme))
    return new_record(
        request,
        form,
        title=_("New rule"),
        save=partial(actions.save_rule, by=request.user),
        back=reverse("rules", args=[programme.pk]),
        **SECTION,
    )


@programme_page("programme.edit_rules")
def edit_rule(request, programme, pk):
    found = one_of(programme, AssignmentRule.objects, pk, request.user, "programme.edit_rules")
    form = RuleForm(request.POST or None, instance=found)
    title = _("Rule %(n)d") % {"n": found.number}
    return edit_record(request, form, title=title, save=actions.change_rule, back=found, **SECTION)


@require_POST
@programme_page("programme.edit_rules")
def move_rule(request, programme, pk):
    found = one_of(programme, AssignmentRule.objects, pk, request.user, "programme.edit_rules")
    actions.move_rule(found, up=bool(request.POST.get("up")), by=request.user)
    return redirect(found)


@require_POST
@programme_page("programme.edit_rules")
def remove_rule(request, programme, pk):
    found = one_of(programme, AssignmentRule.objects, pk, request.user, "programme.edit_rules")
    actions.remove_rule(found, by=request.user)
    messages.success(request, _("Rule %(n)d is removed.") % {"n": found.number})
    return redirect(found)
