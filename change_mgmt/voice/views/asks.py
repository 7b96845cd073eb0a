"""What was asked for: the list with what is not told back, one ask, what becomes of it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.voice import actions
from change_mgmt.voice.asked import Asked
from change_mgmt.voice.charts import columns, rows, theme_bars
from change_mgmt.voice.exports import workbook
from change_mgmt.voice.forms import AnswerForm, AskForm, ToldForm
from change_mgmt.voice.models import Ask, Hearing, Theme
from change_mgmt.voice.themes import ranked
from core.charts import Chart
from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.models import Task
from implementation.programme.pages import one_of, programme_page
from implementation.rollout.models import Module

VIEW = "voice.view_ask"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page(VIEW)
def voice(request, programme):
    """What customers asked for and what became of it; who has not been told back stands on top."""
    everything = Ask.objects.filter(programme=programme)
    asked = Asked.of(request.GET)
    found = asked.apply(everything).select_related("hearing__by", "module")
    heard = Hearing.objects.filter(programme=programme)
    weights = ranked(everything.order_by().values_list("theme", "state", "customers"))
    context = {
        "asked": asked,
        "page": Paginator(found, 30).get_page(request.GET.get("page")),
        "total": sum(weight.asks for weight in weights),
        "untold": everything.not_told().select_related("hearing__by").order_by("tell_by", "pk"),
        "unanswered": everything.open().count(),
        "chart": _chart(weights),
        "themes": Theme.choices,
        "states": Ask.State.choices,
        "modules": Module.objects.filter(programme=programme),
        "hearings": heard.count(),
        "latest": heard.order_by("-on", "-pk")[:5],
        "may_hear": request.user.has_perm("voice.hear", programme),
    }
    return render(request, "voice/ask_list.html", context)


def _chart(weights) -> Chart | None:
    if not weights:
        return None
    top = Theme(weights[0].theme).label
    words = _("Most customers speak of “%(theme)s”: %(n)s.") % {"theme": top, "n": weights[0].customers}
    return Chart(theme_bars(weights), _("What customers speak of"), words, columns(), rows(weights))


@programme_page(VIEW)
def asks_xlsx(request, programme):
    """The list as the address filters it."""
    found = Asked.of(request.GET).apply(Ask.objects.filter(programme=programme))
    response = HttpResponse(workbook(found.select_related("hearing__by", "hearing__panel", "module", "change")))
    response["Content-Type"] = XLSX
    name = f"customers-voice-{timezone.localdate().isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@programme_page(VIEW)
def ask(request, programme, pk):
    queryset = Ask.objects.select_related("hearing__by", "hearing__panel", "module", "change__requested_by")
    found = one_of(programme, queryset, pk, request.user, VIEW)
    tasks = Task.objects.filter(programme=programme, about_type__model="ask", about_type__app_label="voice")
    context = {
        "ask": found,
        "tasks": tasks.filter(about_id=found.pk).select_related("owner"),
        "told_form": ToldForm() if found.waits_to_be_told else None,
    }
    return render(request, "voice/ask.html", context)


@programme_page("voice.hear")
def new_ask(request, programme, pk):
    """Something that was asked for in a talk."""
    hearing = one_of(programme, Hearing.objects, pk, request.user, "voice.hear")
    blank = Ask(programme=programme, hearing=hearing, module=hearing.module)
    form = AskForm(request.POST or None, programme=programme, instance=blank)
    save = partial(actions.add_ask, by=request.user)
    return new_record(request, form, title=_("What was asked for"), lead=str(hearing), save=save, back=hearing)


@programme_page("voice.hear")
def edit_ask(request, programme, pk):
    found = one_of(programme, Ask.objects, pk, request.user, "voice.hear")
    form = AskForm(request.POST or None, programme=programme, instance=found)
    return edit_record(request, form, title=str(found), save=actions.change_ask, back=found)


def _answered(request, programme, pk, step):
    """One form for each thing that can become of an ask."""
    found = one_of(programme, Ask.objects, pk, request.user, "voice.edit_ask")
    initial = {"reason": found.reason, "change": found.change_id}
    form = AnswerForm(request.POST or None, programme=programme, step=step, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(found, step, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    titles = {"take_up": _("Take it up"), "finish": _("It is done"), "decline": _("Decline it")}
    context = {"form": form, "title": titles[step], "lead": found.words, "back": found.get_absolute_url()}
    return render(request, "core/form.html", context)


@programme_page("voice.edit_ask")
def take_up_ask(request, programme, pk):
    return _answered(request, programme, pk, "take_up")


@programme_page("voice.edit_ask")
def finish_ask(request, programme, pk):
    return _answered(request, programme, pk, "finish")


@programme_page("voice.edit_ask")
def decline_ask(request, programme, pk):
    return _answered(request, programme, pk, "decline")


@programme_page("voice.hear")
def tell_back(request, programme, pk):
    """Write down that the customers know."""
    found = one_of(programme, Ask.objects, pk, request.user, "voice.hear")
    form = ToldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_back(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    context = {"form": form, "title": _("Told the customers"), "lead": found.reason, "back": found.get_absolute_url()}
    return render(request, "core/form.html", context)
