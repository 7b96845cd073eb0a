from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core import access
from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.experience import actions
from implementation.experience.forms import LessonForm
from implementation.experience.models import Lesson, LookBack
from implementation.programme.pages import one_of, programme_page

#: What the list can be sorted by: the word in the address -> the order.
SORTS = {
    "weight": ["-weight", "-written_on", "-pk"],
    "title": ["title", "pk"],
    "stage": ["stage__number", "-weight", "pk"],
    "written": ["-written_on", "-pk"],
}
PER_PAGE = 30


@programme_page("experience.view_lesson")
def lessons(request, programme):
    """What the programme has taught so far, and what is still due."""
    chosen = {name: request.GET.get(name, "").strip() for name in ("q", "category", "state", "advice", "sort")}
    found = _filtered(programme.lessons.select_related("stage", "written_by"), chosen)
    sort = chosen["sort"] if chosen["sort"] in SORTS else "weight"
    page = Paginator(found.order_by(*SORTS[sort]), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "lessons",
        "title": _("Lessons"),
        "page": page,
        "chosen": chosen,
        "sort": sort,
        "narrows": any(chosen[name] for name in ("q", "category", "state", "advice")),
        "categories": Lesson.Category,
        "states": Lesson.State,
        "advices": Lesson.Advice,
        "look_backs": programme.lookbacks.filter(state=LookBack.State.DUE).select_related("programme"),
        "done": programme.lookbacks.filter(state=LookBack.State.DONE).select_related("programme"),
    }
    return render(request, "experience/lessons.html", context)


def _filtered(found, chosen):
    if chosen["q"]:
        words = chosen["q"]
        texts = ("title", "what_happened", "why", "next_time")
        anywhere = Q()
        for name in texts:
            anywhere |= Q(**{f"{name}__icontains": words})
        found = found.filter(anywhere)
    if chosen["category"] in Lesson.Category.values:
        found = found.filter(category=chosen["category"])
    if chosen["state"] in Lesson.State.values:
        found = found.filter(state=chosen["state"])
    elif chosen["state"] != "all":
        found = found.exclude(state=Lesson.State.SET_ASIDE)
    if chosen["advice"] in Lesson.Advice.values:
        found = found.filter(advice=chosen["advice"])
    return found


@programme_page("experience.write_lesson")
def new_lesson(request, programme):
    form = LessonForm(request.POST or None, instance=Lesson(programme=programme))
    return new_record(
        request,
        form,
        title=_("New lesson"),
        lead=_("Somebody else agrees to it; then it counts at the benefits review and goes into templates."),
        save=lambda lesson: actions.write_lesson(lesson, by=request.user),
        back=lambda lesson: lesson.get_absolute_url(),
        cancel=reverse("lessons", args=[programme.pk]),
        section="lessons",
    )


@programme_page("experience.view_lesson")
def lesson(request, programme, pk):
    found = one_of(
        programme, Lesson.objects.select_related("stage", "written_by"), pk, request.user, "experience.view_lesson"
    )
    may_edit = found.state == Lesson.State.DRAFT and request.user.has_perm("experience.edit_lesson", found)
    context = {"section": "lessons", "title": found.title, "lesson": found, "may_edit": may_edit}
    return render(request, "experience/lesson.html", context)


@programme_page("experience.view_lesson")
def edit_lesson(request, programme, pk):
    found = one_of(programme, Lesson.objects, pk, request.user, "experience.view_lesson")
    access.require(request.user, "experience.edit_lesson", found)
    if found.state != Lesson.State.DRAFT:
        raise Refused(_("Only a draft can be changed: put the lesson back to draft first."))
    form = LessonForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.title, save=actions.edit_lesson, back=found, section="lessons")
