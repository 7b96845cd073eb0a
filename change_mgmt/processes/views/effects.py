"""Whom a process affects, who was told, and who has read it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt.processes import actions, forms
from change_mgmt.processes.models import Effect, EffectNotice
from change_mgmt.processes.telling import summed, tellings
from change_mgmt.processes.views.shared import EDIT, VIEW, context_of, process_at
from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page

TELL = "processes.tell_people"


def effect_at(request, programme, pk, permission="processes.view_effect") -> Effect:
    found = Effect.objects.select_related("process__programme__organisation", "process__owner", "department")
    return one_of(programme, found, pk, request.user, permission)


@programme_page(VIEW)
def process_effects(request, programme, pk):
    found = process_at(request, programme, pk)
    effects = Effect.objects.filter(process=found).select_related("process", "department")
    told = tellings(effects)
    context = context_of(found, "people", tellings=told, total=summed(told), today=timezone.localdate())
    return render(request, "processes/effects.html", context)


@programme_page(VIEW)
def new_effect(request, programme, pk):
    found = process_at(request, programme, pk, EDIT)
    form = forms.EffectForm(request.POST or None, programme=programme, instance=Effect(process=found))

    def save(instance):
        return actions.create_effect(instance, by=request.user)

    return new_record(
        request,
        form,
        title=_("New effect on people"),
        save=save,
        back=lambda made: reverse("effect", args=[programme.pk, made.pk]),
        cancel=reverse("process_effects", args=[programme.pk, found.pk]),
        crumb=found,
        section="processes",
    )


@programme_page(VIEW)
def edit_effect(request, programme, pk):
    found = effect_at(request, programme, pk, EDIT)
    form = forms.EffectForm(request.POST or None, programme=programme, instance=found)
    return edit_record(
        request,
        form,
        title=_("Edit the effect"),
        lead=_("When its words or its day change, people must be told again."),
        back=found,
        save=actions.change_effect,
        crumb=found.process,
        section="processes",
    )


@programme_page(VIEW)
def effect(request, programme, pk):
    """What changes for whom; the names are for those who tell them."""
    found = effect_at(request, programme, pk)
    told = tellings([found])[0]
    may_tell = request.user.has_perm(TELL, found)
    context = context_of(found.process, "people", effect=found, telling=told, page_title=str(found))
    if may_tell:
        notices = EffectNotice.objects.filter(effect=found).select_related("employee__department", "mail", "effect")
        context["notices"] = list(notices)
        context["untold"] = _untold(found, told)
        context["without_mail"] = [person for person in context["untold"] if not person.email]
        context["with_mail"] = len(context["untold"]) - len(context["without_mail"])
    return render(request, "processes/effect.html", context)


def _untold(found: Effect, told) -> list:
    return list(found.affected().filter(pk__in=told.affected - told.told).select_related("department"))


@require_POST
@programme_page(VIEW)
def remove_effect(request, programme, pk):
    found = effect_at(request, programme, pk, EDIT)
    process = found.process
    actions.remove_effect(found, by=request.user)
    messages.success(request, _("The effect is removed."))
    return redirect("process_effects", programme.pk, process.pk)


@require_POST
@programme_page(VIEW)
def tell_effect(request, programme, pk):
    """A mail with a link of their own to everybody who was not told yet."""
    found = effect_at(request, programme, pk, TELL)
    sent = actions.tell_by_mail(found, by=request.user)
    messages.success(request, _("%(n)d mails are on their way.") % {"n": len(sent)})
    return redirect(found)


@programme_page(VIEW)
def tell_in_person(request, programme, pk):
    found = effect_at(request, programme, pk, TELL)
    told = tellings([found])[0]
    untold = found.affected().filter(pk__in=told.affected - told.told)
    form = forms.TellForm(request.POST or None, untold=untold, initial={"told_by": request.user.name})

    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.tell_in_person(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(n)d people are marked as told.") % {"n": len(kept)})
            return redirect(found)
    context = {
        "form": form,
        "title": _("Told in person"),
        "lead": found.what,
        "back": found.get_absolute_url(),
        "submit": _("Mark as told"),
        "crumb": found.process,
        "section": "processes",
    }
    return render(request, "core/form.html", context)
