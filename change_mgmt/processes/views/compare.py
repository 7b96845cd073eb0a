"""Both sides beside each other: figures, fates, warnings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from change_mgmt.processes import actions, forms
from change_mgmt.processes.blueprint import AS_IS, TO_BE, Blueprint, blueprint
from change_mgmt.processes.models import Fate, Step, WarningAnswer
from change_mgmt.processes.pictures import drawings, step_lines
from change_mgmt.processes.views.shared import EDIT, VIEW, compare_page, context_of, process_at
from change_mgmt.processes.words import CODES, handovers_shown, lead_shown, lines, monthly_shown, sentence
from core.edit import edit_record, new_record
from core.text import MARKS
from implementation.programme.pages import one_of, programme_page


def warnings_shown(plan: Blueprint) -> list[dict]:
    return [
        {
            "code": warning.code,
            "subject": warning.subject,
            "words": sentence(warning, plan),
            "answer": plan.answers.get((warning.code, warning.subject)),
            "lane": plan.lane_by_key.get(warning.subject) if warning.code == "lane_without_owner" else None,
            "step": plan.step_by_key.get(warning.subject) if warning.code != "lane_without_owner" else None,
        }
        for warning in plan.warnings
    ]


def sums(plan: Blueprint) -> list[tuple[str, str, str]]:
    """The longer formulas with their numbers: what it is, as it is, as it shall be."""
    found = [(_("Lead time"), lead_shown), (_("Work a month"), monthly_shown), (_("Handovers"), handovers_shown)]
    return [(title, words(plan, AS_IS), words(plan, TO_BE)) for title, words in found]


@programme_page(VIEW)
def process_compare(request, programme, pk):
    found = process_at(request, programme, pk)
    plan = blueprint(found)
    context = context_of(
        found,
        "compare",
        plan=plan,
        lines=list(lines(plan)),
        sums=sums(plan),
        warnings=warnings_shown(plan),
        open_warnings=len(plan.open_warnings),
        fates=step_lines(plan, AS_IS),
        new_steps=_new_steps(plan),
        without_fate=plan.without_fate,
        both=[
            (pgettext("side of a process", "As it is"), drawings(plan, AS_IS)),
            (_("As it shall be"), drawings(plan, TO_BE)),
        ],
    )
    return render(request, "processes/compare.html", context)


def _new_steps(plan: Blueprint) -> list:
    """Steps of the new process that follow from none of the present one."""
    followed = {key for keys in plan.becomes.values() for key in keys}
    return [line for line in step_lines(plan, TO_BE) if line.step.pk not in followed]


@programme_page(VIEW)
def judge_step(request, programme, pk):
    """What becomes of one step; then on to the next that nobody has judged."""
    steps = Step.objects.select_related("process__programme__organisation", "process__owner")
    found = one_of(programme, steps, pk, request.user, EDIT)
    if found.side != AS_IS:
        raise Http404
    plan = blueprint(found.process)
    step = plan.step_by_key[found.pk]
    fate = plan.fates.get(step.pk) or Fate(step=step)
    form = forms.FateForm(request.POST or None, instance=fate, after=plan.steps[TO_BE], numbers=plan.numbers)
    rest = [each for each in plan.without_fate if each.pk != step.pk]
    later = [each for each in rest if plan.numbers[each.pk] > plan.numbers[step.pk]] or rest
    goes_to = reverse("judge_step", args=[programme.pk, later[0].pk]) if later else compare_page(found.process)
    shared = {
        "title": f"{plan.numbers[step.pk]}{MARKS['.']}{step.what}",
        "template": "processes/judge.html",
        "step": step,
        "left": len(rest),
        "nothing_drawn": not plan.steps[TO_BE],
        "crumb": found.process,
        "section": "processes",
    }

    if fate.pk:

        def save(_fate, **values):
            return actions.set_fate(step, **values)

        return edit_record(request, form, back=goes_to, save=save, **shared)

    def make(_fate):
        return actions.set_fate(step, by=request.user, **form.values)

    return new_record(request, form, back=goes_to, save=make, **shared)


@programme_page(VIEW)
def answer_process_warning(request, programme, pk, code, subject):
    """Say why a warning is right as it is."""
    found = process_at(request, programme, pk, EDIT)
    plan = blueprint(found)
    warning = next((each for each in plan.warnings if (each.code, each.subject) == (code, subject)), None)
    if code not in CODES or (warning is None and request.method == "GET"):
        raise Http404
    form = forms.AnswerForm(request.POST or None, instance=WarningAnswer(process=found))

    def save(_instance):
        reason = form.cleaned_data["reason"]
        if not reason.strip():
            raise ValidationError(_("Say why: the reason is kept with the step."))
        return actions.answer_warning(found, code=code, subject=subject, reason=reason, by=request.user)

    return new_record(
        request,
        form,
        title=_("Answer a warning"),
        lead=sentence(warning, plan) if warning else "",
        save=save,
        back=compare_page(found),
        template="processes/answer.html",
        crumb=found,
        section="processes",
    )


@require_POST
@programme_page(VIEW)
def take_back_process_answer(request, programme, pk):
    answers = WarningAnswer.objects.select_related("process__programme__organisation")
    found = one_of(programme, answers, pk, request.user, EDIT)
    actions.take_back_answer(found, by=request.user)
    messages.success(request, _("The warning is open again."))
    return redirect(compare_page(found.process))
