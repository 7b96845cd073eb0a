"""Drawing a side: the table of steps, one step, lanes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.processes import actions, forms
from change_mgmt.processes.actions import Row
from change_mgmt.processes.blueprint import AS_IS, TO_BE, blueprint
from change_mgmt.processes.flow import MOST_EXITS
from change_mgmt.processes.models import Lane, Step
from change_mgmt.processes.models.step import MOST_STEPS
from change_mgmt.processes.views.shared import EDIT, VIEW, context_of, process_at, side_named, steps_page
from core.edit import edit_record
from core.refusal import Refused, Stale
from core.text import whole
from implementation.programme.pages import one_of, programme_page

#: Where a browser keeps what its person removed last.
REMOVED = "removed_step"


@programme_page(VIEW)
def process_steps(request, programme, pk, side):
    """The table of a side: every cell can be written, Enter in the last line adds a step."""
    found, side = process_at(request, programme, pk, EDIT), side_named(side)
    plan = blueprint(found)
    sent = request.POST if request.method == "POST" else None
    rows = [_row_form(sent, step) for step in plan.steps[side]]
    last = plan.steps[side][-1].lane.name if plan.steps[side] else ""
    new = forms.RowForm(
        sent if sent and "new-what" in sent else None,
        prefix="new",
        instance=Step(process=found, side=side),
        initial={"lane_name": last},
        empty_permitted=True,
        use_required_attribute=False,
    )
    if sent is not None and (done := _saved(request, found, side, rows, new)):
        return done
    kept = request.session.get(REMOVED, {})
    context = context_of(
        found,
        side,
        side=side,
        rows=rows,
        new=new,
        lanes=plan.lanes,
        full=len(rows) >= MOST_STEPS,
        most=MOST_STEPS,
        can_copy=side == TO_BE and not rows and plan.steps[AS_IS],
        removed=kept.get("what") if kept.get("process") == found.pk and kept.get("side") == side else "",
        failed=sent is not None,
    )
    if "added" in request.GET:
        new.fields["what"].widget.attrs["autofocus"] = True
    return render(request, "processes/steps.html", context)


def _row_form(sent, step: Step) -> forms.RowForm:
    prefix = f"s{step.pk}"
    return forms.RowForm(sent if sent and f"{prefix}-what" in sent else None, prefix=prefix, instance=step)


def _saved(request, process, side, rows, new):
    """Save what differs and do what the button said; None when something has to be mended first."""
    changed = [form for form in rows if form.is_bound and form.has_changed()]
    added = [new] if new.is_bound and set(new.changed_data) - {"lane_name"} else []
    if any(form.errors for form in [*changed, *added]):
        return None
    given = [Row(form.instance, form.lane, form.values, form.seen_revision) for form in changed]
    given += [Row(None, form.lane, form.values) for form in added]
    try:
        if given:
            actions.save_rows(process, side, given, by=request.user)
    except Stale as stale:
        for form in changed:
            if Step.objects.filter(pk=form.instance.pk).exclude(revision=form.seen_revision).exists():
                form.refuse_stale(stale)
        return None
    except (ValidationError, Refused) as error:
        words = error.messages if isinstance(error, ValidationError) else [str(error)]
        (added or changed)[0].add_error(None, words)
        return None
    row = _pressed(request, process, side)
    if given and not row:
        messages.success(request, _("The steps are saved."))
    return redirect(f"{steps_page(process, side)}{'?added=1#new' if added else f'#{row}' if row else ''}")


def _pressed(request, process, side) -> str:
    """Move or remove the step that a button named; the place on the page to go on from."""
    verb, _sep, number = request.POST.get("do", "").partition(":")
    step = process.steps.filter(side=side, pk=whole(number) or 0).first()
    if step is None or verb not in ("up", "down", "remove"):
        return ""
    if verb == "remove":
        kept = actions.remove_step(step, by=request.user)
        request.session[REMOVED] = kept | {"process": process.pk}
        messages.success(request, _("“%(step)s” is removed.") % {"step": step.what})
        return "steps"
    actions.move_step(step, up=verb == "up", by=request.user)
    return f"row-{step.pk}"


@require_POST
@programme_page(VIEW)
def put_back_step(request, programme, pk):
    """Undo the last removal of this browser."""
    found = process_at(request, programme, pk, EDIT)
    kept = dict(request.session.get(REMOVED, {}))
    if kept.pop("process", None) != found.pk:
        raise Refused(_("There is nothing to put back."))
    actions.put_back(found, kept, by=request.user)
    del request.session[REMOVED]
    messages.success(
        request, _("“%(step)s” is back. Say again where it leads and what becomes of it.") % {"step": kept["what"]}
    )
    return redirect(steps_page(found, kept["side"]))


@require_POST
@programme_page(VIEW)
def copy_process(request, programme, pk):
    """Begin the new process with the steps of the present one."""
    found = process_at(request, programme, pk, EDIT)
    made = actions.copy_to_be(found, by=request.user)
    messages.success(request, _("%(n)d steps are copied. Now change what shall be different.") % {"n": len(made)})
    return redirect(steps_page(found, TO_BE))


@programme_page(VIEW)
def edit_process_step(request, programme, pk):
    """One step with its exits and where its pain comes from."""
    steps = Step.objects.select_related("process__programme__organisation", "process__owner", "lane")
    found = one_of(programme, steps, pk, request.user, EDIT)
    plan = blueprint(found.process)
    others = [step for step in plan.steps[found.side] if step.pk != found.pk]
    form = forms.StepForm(request.POST or None, instance=found, others=others)
    kept = list(found.flows.all())
    exits = [_exit_form(request, plan, others, kept, place) for place in range(MOST_EXITS)]

    def save(step, *, by, seen_revision, **values):
        if any(each.errors for each in exits):
            raise ValidationError(_("Choose where each exit leads from the list."))
        chosen = [each.chosen for each in exits if each.chosen]
        return actions.change_step(
            step, lane_name=form.lane, exits=chosen, by=by, seen_revision=seen_revision, **values
        )

    return edit_record(
        request,
        form,
        title=_("Edit the step"),
        back=steps_page(found.process, found.side),
        save=save,
        template="processes/step.html",
        exits=exits,
        lanes=plan.lanes,
        step=found,
        crumb=found.process,
        section="processes",
    )


def _exit_form(request, plan, others, kept, place) -> forms.ExitForm:
    initial = {}
    if place < len(kept):
        way = kept[place]
        initial = {"to": str(way.target_id) if way.target_id else forms.ExitForm.END, "label": way.label}
    sent = request.POST if request.method == "POST" else None
    return forms.ExitForm(sent, prefix=f"exit{place}", others=others, numbers=plan.numbers, initial=initial)


def _lane(request, programme, pk) -> Lane:
    lanes = Lane.objects.select_related("process__programme__organisation")
    return one_of(programme, lanes, pk, request.user, EDIT)


@programme_page(VIEW)
def edit_lane(request, programme, pk):
    found = _lane(request, programme, pk)
    form = forms.LaneForm(request.POST or None, programme=programme, instance=found)
    return edit_record(
        request,
        form,
        title=_("Edit the lane"),
        back=found.process,
        save=actions.change_lane,
        crumb=found.process,
        section="processes",
    )


@require_POST
@programme_page(VIEW)
def remove_lane(request, programme, pk):
    found = _lane(request, programme, pk)
    actions.remove_lane(found, by=request.user)
    messages.success(request, _("“%(lane)s” is removed.") % {"lane": found.name})
    return redirect(found.process)
