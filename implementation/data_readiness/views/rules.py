"""The rules of a source."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import actions as record_actions
from core.edit import edit_record, new_record
from implementation.data_readiness import actions
from implementation.data_readiness.forms import RuleForm
from implementation.data_readiness.models import DataSource, Profile, QualityRule
from implementation.data_readiness.suggestions import suggested
from implementation.data_readiness.words import RULE_HELP
from implementation.programme.pages import one_of, programme_page

SECTION, EDIT = "data_inventory", "data_readiness.edit_data"
SOURCES = DataSource.objects.select_related("domain__programme")
RULES = QualityRule.objects.select_related("source__domain__programme", "other")


def _columns(source: DataSource) -> list[str]:
    newest = source.files.order_by("-at", "-pk").first()
    return [column["name"] for column in newest.columns] if newest else []


@programme_page(EDIT)
def new_quality_rule(request, programme, pk):
    """First which kind of rule; then what it needs to know."""
    source = one_of(programme, SOURCES.all(), pk, request.user, EDIT)
    kind = request.GET.get("kind", "")
    if kind not in QualityRule.Kind.values:
        context = {
            "section": SECTION,
            "source": source,
            "kinds": [(kind, RULE_HELP[kind]) for kind in QualityRule.Kind],
        }
        return render(request, "data_readiness/choose_rule.html", context)
    rule = QualityRule(source=source, kind=kind, column=request.GET.get("column", "")[:120])
    form = RuleForm(request.POST or None, instance=rule, source=source, kind=kind, columns=_columns(source))
    label = QualityRule.Kind(kind).label
    return new_record(request, form, title=label, back=source, permission=EDIT, section=SECTION, lead=source.name)


@programme_page(EDIT)
def edit_quality_rule(request, programme, pk):
    rule = one_of(programme, RULES.all(), pk, request.user, EDIT)
    names = _columns(rule.source)
    form = RuleForm(request.POST or None, instance=rule, source=rule.source, kind=rule.kind, columns=names)
    title = rule.get_kind_display()
    return edit_record(request, form, title=title, back=rule.source, permission=EDIT, section=SECTION)


@programme_page(EDIT)
@require_POST
def remove_quality_rule(request, programme, pk):
    rule = one_of(programme, RULES.all(), pk, request.user, EDIT)
    record_actions.remove(rule, permission=EDIT, by=request.user)
    messages.success(request, _("The rule is removed. What it found in earlier profiles stays."))
    return redirect(rule.source)


@programme_page(EDIT)
def suggest_quality_rules(request, programme, pk):
    """Rules that the newest profile speaks for, to be ticked."""
    source = one_of(programme, SOURCES.all(), pk, request.user, EDIT)
    newest = Profile.objects.filter(data_file__source=source).select_related("data_file__source").first()
    offered = suggested(newest) if newest else []
    if request.method == "POST":
        ticked = set(request.POST.getlist("rule"))
        chosen = [rule for rule in offered if f"{rule.kind}:{rule.column}" in ticked]
        count = actions.take_rules(source, chosen, by=request.user)
        messages.success(request, _("Rules taken over: %(n)d. Profile a file to see how it fares.") % {"n": count})
        return redirect(source)
    context = {"section": SECTION, "source": source, "profile": newest, "offered": offered}
    return render(request, "data_readiness/suggest_rules.html", context)
