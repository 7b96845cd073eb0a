from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Refused, Stale
from implementation.programme.pages import one_of, programme_page
from sla import chronic, rules
from sla.models import ChronicRule, CreditRule, Objective
from sla.rule_examples import example
from sla.rule_forms import ChronicForm, ExampleForm, RuleForm, TierRows
from sla.views.shared import SECTION, one_agreement

RULES = CreditRule.objects.select_related("agreement__contract", "agreement__programme", "objective")


def _address(agreement) -> str:
    return reverse("credit_rules", args=[agreement.programme_id, agreement.pk])


@programme_page("sla.view_agreement")
def credit_rules(request, programme, pk):
    """What a miss earns, rule by rule with an example, minimum and caps, and when failure is chronic."""
    found = one_agreement(request, programme, pk, "sla.view_agreement")
    currency = programme.organisation.currency
    objectives = list(found.objectives.select_related("chronic_rule"))
    entries = []
    for rule in found.rules():
        rule.agreement = found
        tiers = [row.tier for row in rule.tiers.all()]
        entries.append((rule, example(rule, tiers, at=None, currency=currency)))
    context = SECTION | {
        "agreement": found,
        "crumb": found,
        "page_title": _("Credit rules"),
        "entries": entries,
        "bare": [one for one in objectives if found.rule_for(one) is None],
        "objectives": objectives,
        "shapes": CreditRule.Shape.choices,
    }
    return render(request, "sla/credit_rules.html", context)


@programme_page("sla.edit_agreement")
def new_credit_rule(request, programme, pk):
    found = one_agreement(request, programme, pk, "sla.edit_agreement")
    rules.keep_terms(found)
    shape = request.GET.get("shape")
    if shape not in CreditRule.Shape.values:
        shape = CreditRule.Shape.STEPS
    rule = CreditRule(agreement=found, shape=shape)
    return _rule_page(request, programme, rule, save=lambda tiers, _form: rules.add_rule(rule, tiers, by=request.user))


@programme_page("sla.edit_agreement")
def edit_credit_rule(request, programme, pk):
    rule = one_of(programme, RULES, pk, request.user, "sla.edit_agreement")
    rules.keep_terms(rule.agreement)

    def save(tiers, form):
        return rules.change_rule(rule, tiers, by=request.user, seen_revision=form.seen_revision, **form.values)

    return _rule_page(request, programme, rule, save=save)


def _rule_page(request, programme, rule, *, save):
    """Preview and save are two buttons of one form; the example is worked out from what stands in it."""
    data = request.POST or None
    form, rows = RuleForm(data, instance=rule), TierRows(data, rule)
    asked = ExampleForm(data)
    shown = None
    if request.method == "POST":
        tiers = rows.read(form) if form.is_valid() else None
        if tiers is not None and "preview" not in request.POST:
            try:
                save(tiers, form)
            except Stale as error:
                form.refuse_stale(error)
            except ValidationError as error:
                form.add_error(None, error.messages)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("%(name)s is saved.") % {"name": _("The credit rule")})
                return redirect(_address(rule.agreement))
        if tiers is not None:
            at = asked.cleaned_data.get("at") if asked.is_valid() else None
            shown = example(rule, tiers, at=at, currency=programme.organisation.currency)
    elif rule.pk:
        tiers = [row.tier for row in rule.tiers.all()]
        shown = example(rule, tiers, at=None, currency=programme.organisation.currency)
    context = SECTION | {
        "agreement": rule.agreement,
        "crumb": rule.agreement,
        "rule": rule,
        "form": form,
        "rows": rows,
        "asked": asked,
        "example": shown,
        "less": any(measure.direction == "at_most" for measure in rules.measures_for(rule)),
        "shapes": [] if rule.pk else CreditRule.Shape.choices,
        "back": _address(rule.agreement),
        "page_title": rule.get_shape_display(),
    }
    return render(request, "sla/credit_rule.html", context)


@programme_page("sla.edit_agreement")
@require_POST
def remove_credit_rule(request, programme, pk):
    rule = one_of(programme, RULES, pk, request.user, "sla.edit_agreement")
    rules.remove_rule(rule, by=request.user)
    messages.success(request, _("%(name)s is removed.") % {"name": _("The credit rule")})
    return redirect(_address(rule.agreement))


@programme_page("sla.edit_agreement")
def new_chronic_rule(request, programme, pk):
    objective = one_of(programme, Objective.objects.all(), pk, request.user, "sla.edit_agreement")
    rules.keep_terms(objective.agreement)
    if known := ChronicRule.objects.filter(objective=objective).first():
        return redirect("edit_chronic_rule", programme.pk, known.pk)
    form = ChronicForm(request.POST or None, instance=ChronicRule(objective=objective))
    return new_record(
        request,
        form,
        title=_("When failure is chronic: %(objective)s") % {"objective": objective},
        lead=_("So many failed months within so many give the right to end the contract."),
        save=lambda rule: chronic.add_terms(rule, by=request.user),
        back=_address(objective.agreement),
        crumb=objective.agreement,
        **SECTION,
    )


@programme_page("sla.edit_agreement")
def edit_chronic_rule(request, programme, pk):
    rule = one_of(programme, ChronicRule.objects.all(), pk, request.user, "sla.edit_agreement")
    rules.keep_terms(rule.agreement)
    form = ChronicForm(request.POST or None, instance=rule)
    return edit_record(
        request,
        form,
        title=_("When failure is chronic: %(objective)s") % {"objective": rule.objective},
        save=chronic.change_terms,
        back=_address(rule.agreement),
        crumb=rule.agreement,
        **SECTION,
    )


@programme_page("sla.edit_agreement")
@require_POST
def remove_chronic_rule(request, programme, pk):
    rule = one_of(programme, ChronicRule.objects.all(), pk, request.user, "sla.edit_agreement")
    chronic.remove_terms(rule, by=request.user)
    messages.success(request, _("%(name)s is removed.") % {"name": _("The rule")})
    return redirect(_address(rule.agreement))
