"""The two pages that every small record needs: make it, change it. One template, ``core/form.html``."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import actions
from core.refusal import Refused, Stale


def new_record(
    request, form, *, title, back, permission="", save=None, template="core/form.html", cancel="", **context
):
    """Show the form, or save and go to ``back`` (a record, an address, or a function of the new record).

    ``cancel`` is where “Cancel” leads when ``back`` is a function.
    """
    if request.method == "POST" and form.is_valid():
        try:
            if save:
                record = save(form.instance)
            else:
                record = actions.create(form.instance, permission=permission, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": record})
            return redirect(back(record) if callable(back) and not hasattr(back, "pk") else back)
    return render(request, template, {"form": form, "title": title, "back": address(back) or cancel, **context})


def edit_record(request, form, *, title, back, permission="", save=None, template="core/form.html", **context):
    """Show the form, or save what changed and go to ``back``. A stale form keeps its entries and says who was first.

    ``save`` is the action where there is more to it than ``core.actions.change``.
    """
    if request.method == "POST" and form.is_valid():
        try:
            change = save or partial(actions.change, permission=permission)
            record = change(form.instance, by=request.user, seen_revision=form.seen_revision, **form.values)
        except Stale as error:
            form.refuse_stale(error)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": record})
            return redirect(back)
    return render(request, template, {"form": form, "title": title, "back": address(back), **context})


def address(back) -> str:
    """A record's page, or the address itself."""
    if hasattr(back, "get_absolute_url"):
        return back.get_absolute_url()
    return back if isinstance(back, str) else ""
