from functools import partial

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.edit import edit_record, new_record
from core.text import whole
from implementation.programme import actions
from implementation.programme.calendar_file import calendar_file
from implementation.programme.forms import QuickTaskForm, TaskForm
from implementation.programme.models import Task
from implementation.programme.pages import one_of, programme_page

PER_PAGE = 40
SECTION = {"section": "plan"}


def _asked(params) -> dict:
    """What the address asks for; what makes no sense in it is left out."""
    state = params.get("state", "")
    return {
        "q": params.get("q", "").replace("\x00", "").strip()[:100],
        "who": "all" if params.get("who") == "all" else "mine",
        "state": state if state in ("done", "all") else "open",
    }


def _found(seen, asked, user):
    """Overdue first, then by day; what is done comes last, the latest first."""
    if asked["who"] == "mine":
        seen = seen.of(user)
    if asked["state"] == "open":
        seen = seen.open()
    elif asked["state"] == "done":
        seen = seen.exclude(state=Task.State.OPEN)
    if asked["q"]:
        seen = seen.filter(
            Q(text__icontains=asked["q"]) | Q(details__icontains=asked["q"]) | Q(owner__name__icontains=asked["q"])
        )
    place = Case(When(state="open", then=Value(0)), default=Value(1), output_field=IntegerField())
    return seen.order_by(place, "due", "pk").select_related("owner").prefetch_related("about")


@programme_page("programme.view_task")
def tasks(request, programme):
    """One's own or everybody's; a line to add one; what was just done can be undone."""
    seen = Task.objects.filter(programme=programme).seen_with(programme.roles_of(request.user))
    asked = _asked(request.GET)
    page = Paginator(_found(seen, asked, request.user), PER_PAGE).get_page(request.GET.get("page"))
    done = whole(request.GET.get("done", ""))
    context = {
        **SECTION,
        **asked,
        "page": page,
        "rows": [(task, request.user.has_perm("programme.do_task", task)) for task in page],
        "form": QuickTaskForm(
            instance=Task(programme=programme), initial={"owner": request.user.pk}, auto_id="quick_%s"
        ),
        "any": seen.exists() if not page.object_list else True,
        "undo": seen.filter(pk=done, state=Task.State.DONE).first() if done else None,
        "overdue": seen.of(request.user).overdue().count(),
    }
    return render(request, "programme/task_list.html", context)


@programme_page("programme.view_task")
def task(request, programme, pk):
    found = one_of(programme, Task.objects.select_related("owner", "by"), pk, request.user, "programme.view_task")
    may_edit = request.user.has_perm("programme.do_task", found) and found.state == Task.State.OPEN
    return render(request, "programme/task.html", {**SECTION, "task": found, "may_edit": may_edit})


@programme_page("programme.add_task")
def new_task(request, programme):
    form = TaskForm(request.POST or None, instance=Task(programme=programme), initial={"owner": request.user.pk})
    return new_record(
        request,
        form,
        title=_("New task"),
        save=partial(actions.save_task, by=request.user),
        back=reverse("tasks", args=[programme.pk]),
        **SECTION,
    )


@programme_page("programme.view_task")
def edit_task(request, programme, pk):
    found = one_of(programme, Task.objects, pk, request.user, "programme.do_task")
    form = TaskForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.text, save=actions.change_task, back=found, **SECTION)


@programme_page("programme.have_calendar")
def calendar(request, programme):
    """One's own dates for a calendar program: make the address, renew it, withdraw it."""
    if request.method == "POST":
        if request.POST.get("withdraw"):
            actions.withdraw_calendar(programme, by=request.user)
        else:
            actions.renew_calendar(programme, by=request.user)
        return redirect("calendar", programme.pk)
    link = actions.calendar_of(programme, request.user)
    address = request.build_absolute_uri(reverse("calendar_feed", args=[link.token])) if link else ""
    return render(request, "programme/calendar.html", {**SECTION, "link": link, "address": address})


@require_safe
def calendar_feed(request, token):
    """For calendar programs, which cannot sign in: the signed address is the key, until it is withdrawn."""
    link = actions.open_calendar(token)
    if link is None:
        raise Http404
    response = HttpResponse(calendar_file(link), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pilotage-{timezone.localdate():%Y-%m-%d}.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
