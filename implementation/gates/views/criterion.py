"""One criterion: what it found, with which figures; where a person judges, the form; links to its evidence."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from implementation.gates import actions
from implementation.gates.checklist import Line
from implementation.gates.evaluation import evaluate
from implementation.gates.forms import JudgeForm, LinkForm
from implementation.gates.models import Criterion, CriterionLink
from implementation.gates.views.criteria import threshold_words
from implementation.programme.pages import one_of, programme_page

FOUND = ("gate__stage", "owner", "judged_by", "verified_by")


@programme_page("gates.view_criterion")
def criterion(request, programme, pk):
    found = one_of(programme, Criterion.objects.select_related(*FOUND), pk, request.user, "gates.view_criterion")
    form = JudgeForm(request.POST or None, instance=found)
    if request.method == "POST":
        access.require(request.user, "gates.judge_criterion", found)
        if form.is_valid() and _judge(request, found, form):
            return redirect(found)
        found = Criterion.objects.select_related(*FOUND).get(pk=found.pk)  # as it is, not as the form would have it
    return render(request, "gates/criterion.html", _context(programme, found, form, LinkForm()))


def _judge(request, criterion, form) -> bool:
    try:
        actions.judge(criterion, by=request.user, seen_revision=form.seen_revision, **form.values)
    except ValidationError as error:
        form.add_error("evidence", error.messages)
        return False
    messages.success(request, _("%(name)s is saved.") % {"name": criterion})
    return True


def _context(programme, criterion, judge_form, link_form) -> dict:
    gate = criterion.gate
    gate.programme = programme
    result = evaluate(criterion, gate)
    if not criterion.is_computed:
        result = replace(result, url="", figures={})  # this is the page that it would lead to
    return {
        "criterion": criterion,
        "line": Line(criterion, result),
        "figures": criterion.computed_by.told(result.figures) if criterion.computed_by else [],
        "thresholds": threshold_words(criterion),
        "links": criterion.links.select_related("by"),
        "form": judge_form,
        "link_form": link_form,
        "is_still": gate.state == gate.State.REQUESTED,
    }


@require_POST
@programme_page("gates.judge_criterion")
def verify(request, programme, pk):
    found = one_of(programme, Criterion.objects.select_related("gate"), pk, request.user, "gates.judge_criterion")
    actions.verify(found, by=request.user)
    messages.success(request, _("Verified."))
    return redirect(found)


@require_POST
@programme_page("gates.judge_criterion")
def add_link(request, programme, pk):
    found = one_of(programme, Criterion.objects.select_related(*FOUND), pk, request.user, "gates.judge_criterion")
    form = LinkForm(request.POST, instance=CriterionLink(criterion=found, by=request.user))
    if form.is_valid():
        actions.add_link(form.instance, by=request.user)
        messages.success(request, _("%(name)s is saved.") % {"name": form.instance})
        return redirect(f"{found.get_absolute_url()}#links")
    return render(request, "gates/criterion.html", _context(programme, found, JudgeForm(instance=found), form))


@require_POST
@programme_page("gates.judge_criterion")
def remove_link(request, programme, pk):
    links = CriterionLink.objects.select_related("criterion__gate")
    found = one_of(programme, links, pk, request.user, "gates.judge_criterion")
    actions.remove_link(found, by=request.user)
    messages.success(request, _("The link is removed."))
    return redirect(f"{found.criterion.get_absolute_url()}#links")
