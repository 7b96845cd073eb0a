"""What the pages of a pilot have in common."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from core.refusal import Refused, Stale
from implementation.programme.pages import one_of
from implementation.rollout.models import Pilot
from implementation.rollout.progress import with_progress


def board_address(programme):
    return reverse("rollout", args=[programme.pk])


def form_page(request, form, *, title, back, template="core/form.html", **context):
    address = back if isinstance(back, str) else back.get_absolute_url()
    context |= {"form": form, "title": title, "back": address, "section": "rollout"}
    return render(request, template, context)


def pilot_of(request, programme, pk, permission):
    return one_of(programme, with_progress(Pilot.objects), pk, request.user, permission)


def save_onto(form, save) -> bool:
    """Save, or put what was refused onto the form so that nothing written is lost."""
    try:
        save()
    except Stale as error:
        form.refuse_stale(error)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        return True
    return False


def small_form(request, form, *, title, back, save, said, template="core/form.html", **context):
    """A page with one form whose entries go to an action."""
    if request.method == "POST" and form.is_valid() and save_onto(form, lambda: save(form.cleaned_data)):
        messages.success(request, said)
        return redirect(back)
    return form_page(request, form, title=title, back=back, template=template, **context)
