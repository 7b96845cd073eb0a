from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.edit import edit_record, new_record
from core.markdown import as_html
from core.refusal import Refused
from implementation.goals import actions, charts
from implementation.goals.forms import GoalForm, MeasurementForm, OpenForm, VisionForm
from implementation.goals.models import Goal, Measurement, VisionVersion
from implementation.programme.pages import one_of, programme_page

#: What the list can be sorted by: the word in the address -> the order.
SORTS = {"due": [F("due").asc(nulls_last=True), "pk"], "title": ["title", "pk"], "owner": ["owner__name", "pk"]}
PER_PAGE = 30


@programme_page("goals.view_goal")
def goals(request, programme):
    """The vision that counts, and the goals that measure it."""
    found = programme.goals.with_latest().select_related("owner")
    filters = {name: request.GET.get(name, "").strip() for name in ("q", "layer")}
    if filters["q"]:
        found = found.filter(title__icontains=filters["q"])
    if filters["layer"] in Goal.Layer.values:
        found = found.filter(layer=filters["layer"])
    sort = request.GET.get("sort") if request.GET.get("sort") in SORTS else "due"
    page = Paginator(found.order_by("-state", *SORTS[sort]), PER_PAGE).get_page(request.GET.get("page"))
    vision = actions.current_vision(programme)
    context = {
        "section": "goals",
        "title": _("Vision and goals"),
        "page": page,
        "sort": sort,
        "filters": filters,
        "layers": Goal.Layer,
        "vision": vision,
        "vision_html": as_html(vision.text) if vision else "",
        "unfinished": actions.unfinished_vision(programme),
        "signatories": _signatories(vision),
    }
    return render(request, "goals/goals.html", context)


def _signatories(vision) -> list:
    return list(vision.signatories.select_related("person", "signature")) if vision else []


@programme_page("goals.view_visionversion")
def vision(request, programme, pk):
    found = one_of(programme, VisionVersion.objects, pk, request.user, "goals.view_visionversion")
    signatories = _signatories(found)
    mine = next((item for item in signatories if item.person_id == request.user.pk), None)
    context = {
        "section": "goals",
        "title": str(found),
        "vision": found,
        "vision_html": as_html(found.text),
        "signatories": signatories,
        "may_sign": found.state == "open" and mine is not None and not hasattr(mine, "signature"),
        "versions": programme.visionversions.all(),
    }
    return render(request, "goals/vision.html", context)


@programme_page("goals.edit_vision")
def new_vision(request, programme):
    """The first version, or one that starts from the last."""
    unfinished = actions.unfinished_vision(programme)
    if unfinished and request.method == "GET":
        return redirect(unfinished)
    last = programme.visionversions.first()
    form = VisionForm(
        request.POST or None,
        instance=VisionVersion(programme=programme, number=0),
        initial={"text": last.text if last else ""},
    )
    return new_record(
        request,
        form,
        title=_("New version of the vision") if last else _("Write the vision"),
        save=lambda vision: actions.write_vision(vision, by=request.user),
        back=lambda vision: vision.get_absolute_url(),
        cancel=reverse("goals", args=[programme.pk]),
        section="goals",
    )


@programme_page("goals.edit_vision")
def edit_vision(request, programme, pk):
    found = one_of(programme, VisionVersion.objects, pk, request.user, "goals.edit_vision")
    if found.state != VisionVersion.State.DRAFT:
        raise Refused(_("This text does not change any more: write a new version."))
    form = VisionForm(request.POST or None, instance=found)
    return edit_record(
        request,
        form,
        title=str(found),
        permission="goals.edit_vision",
        back=found,
        section="goals",
    )


@programme_page("goals.edit_vision")
def open_vision(request, programme, pk):
    """Choose who must sign; then the text stands."""
    found = one_of(programme, VisionVersion.objects, pk, request.user, "goals.edit_vision")
    if found.state != VisionVersion.State.DRAFT:
        raise Refused(_("This version is no draft any more."))
    form = OpenForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        actions.open_vision(found, signatories=list(form.cleaned_data["signatories"]), by=request.user)
        messages.success(request, _("Open for signature. Those who sign have been told."))
        return redirect(found)
    return render(
        request,
        "goals/open_vision.html",
        {
            "section": "goals",
            "title": _("Open for signature"),
            "vision": found,
            "form": form,
            "vision_html": as_html(found.text),
        },
    )


@require_http_methods(["GET", "POST"])
@programme_page("goals.sign_vision")
def sign_vision(request, programme, pk):
    """GET shows what would be signed, POST signs."""
    found = one_of(programme, VisionVersion.objects, pk, request.user, "goals.sign_vision")
    if request.method == "POST":
        actions.sign_vision(found, by=request.user)
        messages.success(request, _("You have signed the vision."))
        return redirect(found)
    return render(
        request,
        "goals/sign_vision.html",
        {"section": "goals", "title": _("Sign the vision"), "vision": found, "vision_html": as_html(found.text)},
    )


@programme_page("goals.view_goal")
def goal(request, programme, pk):
    found = one_of(programme, Goal.objects.select_related("owner"), pk, request.user, "goals.view_goal")
    page = Paginator(found.measurements.select_related("by", "goal"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"section": "goals", "title": found.title, "goal": found, "page": page, "chart": charts.of_goal(found)}
    return render(request, "goals/goal.html", context)


@programme_page("goals.edit_goal")
def new_goal(request, programme):
    form = GoalForm(request.POST or None, instance=Goal(programme=programme), programme=programme)
    return new_record(
        request,
        form,
        title=_("New goal"),
        lead=_("A goal is a yardstick once it has an owner, a baseline, a target and a due day."),
        permission="goals.edit_goal",
        back=lambda goal: goal.get_absolute_url(),
        cancel=reverse("goals", args=[programme.pk]),
        section="goals",
    )


@programme_page("goals.edit_goal")
def edit_goal(request, programme, pk):
    found = one_of(programme, Goal.objects, pk, request.user, "goals.edit_goal")
    form = GoalForm(request.POST or None, instance=found, programme=programme)
    return edit_record(request, form, title=found.title, permission="goals.edit_goal", back=found, section="goals")


@programme_page("goals.view_goal")
def new_measurement(request, programme, pk):
    found = one_of(programme, Goal.objects, pk, request.user, "goals.measure_goal")
    form = MeasurementForm(request.POST or None, instance=Measurement(goal=found, by=request.user))
    return new_record(
        request,
        form,
        title=_("Record a measurement"),
        lead=found.title,
        save=lambda measurement: actions.measure(measurement, by=request.user),
        back=found,
        crumb=found,
        section="goals",
    )
