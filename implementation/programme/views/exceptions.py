from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme import status
from implementation.programme.actions import status as actions
from implementation.programme.forms import AnswerForm, ExceptionForm
from implementation.programme.models import ExceptionNote
from implementation.programme.pages import one_of, programme_page
from implementation.programme.views.status import named

PER_PAGE = 30


@programme_page("programme.view_exceptionnote")
def exception_notes(request, programme):
    found = programme.exceptionnotes.select_related("by").prefetch_related("answers")
    context = {
        "section": "status",
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "wanted": status.exceptions_wanted(programme, status.on_page(programme)),
    }
    return render(request, "programme/exceptions.html", context)


@programme_page("programme.view_exceptionnote")
def exception_note(request, programme, pk):
    """The note, where its dimension stands now, and the answers; a sponsor answers here."""
    found = one_of(programme, _notes(), pk, request.user, "programme.view_exceptionnote")
    return _show(request, programme, found, AnswerForm(options=found.option_list))


def _notes():
    return ExceptionNote.objects.select_related("by", "submitted_by", "programme")


def _show(request, programme, found, form):
    standing = next((item for item in status.on_page(programme) if item.name == found.dimension), None)
    may_answer = (
        found.state == ExceptionNote.State.SUBMITTED
        and found.submitted_by_id != request.user.pk
        and request.user.has_perm("programme.answer_exception", found)
    )
    context = {
        "section": "status",
        "note": found,
        "standing": standing,
        "answers": found.answers.all(),
        "form": form,
        "may_answer": may_answer,
    }
    return render(request, "programme/exception.html", context)


@programme_page("programme.write_exception")
def new_exception_note(request, programme, name):
    item = named(name)
    note = ExceptionNote(programme=programme, dimension=name, by=request.user)
    title = format_lazy(_("Exception note: {dimension}"), dimension=item.label)
    return new_record(
        request,
        ExceptionForm(request.POST or None, instance=note),
        title=title,
        lead=_("The dimension is beyond its tolerance. Say why and what can be done; a sponsor chooses."),
        save=partial(actions.write_exception, by=request.user),
        back=lambda record: record,
        cancel=reverse("dimension", args=[programme.pk, name]),
        section="status",
    )


@programme_page("programme.write_exception")
def edit_exception_note(request, programme, pk):
    found = one_of(programme, ExceptionNote.objects, pk, request.user, "programme.write_exception")
    if not found.is_editable:
        raise Refused(_("The note has been submitted: take it back before you change it."))
    form = ExceptionForm(request.POST or None, instance=found)
    title = format_lazy(_("Exception note: {dimension}"), dimension=found)
    return edit_record(request, form, title=title, save=actions.edit_exception, back=found, section="status")


@programme_page("programme.write_exception")
def submit_exception(request, programme, pk):
    """What the sponsor will read, once more, and the button."""
    found = one_of(programme, _notes(), pk, request.user, "programme.write_exception")
    if request.method == "POST":
        actions.submit_exception(found, by=request.user)
        messages.success(request, _("The note waits for a sponsor."))
        return redirect(found)
    return render(request, "programme/submit_exception.html", {"section": "status", "note": found})


@require_POST
@programme_page("programme.answer_exception")
def answer_exception(request, programme, pk):
    found = one_of(programme, _notes(), pk, request.user, "programme.answer_exception")
    form = AnswerForm(request.POST, options=found.option_list)
    if form.is_valid():
        try:
            answer = actions.answer_exception(
                found, reason=form.cleaned_data["reason"], by=request.user, **form.outcome
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": answer})
            return redirect(found)
    return _show(request, programme, found, form)
