"""Searches for duplicates: the list, a new one, one with its figures, and the review pair by pair."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from core.text import whole
from implementation.data_readiness import duplicate_work
from implementation.data_readiness.actions import duplicates as actions
from implementation.data_readiness.duplicate_words import bands, percent_of, reasons
from implementation.data_readiness.forms.duplicates import OtherFileForm, RolesForm, ThresholdForm
from implementation.data_readiness.models import DataFile, DuplicatePair, DuplicateRun
from implementation.data_readiness.rows import columns_of
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "data_inventory"}
PER_PAGE = 30
VIEW, FIND, SEE = (
    "data_readiness.view_duplicaterun",
    "data_readiness.find_duplicates",
    "data_readiness.see_samples",
)
RUNS = DuplicateRun.objects.select_related(
    "data_file__source__domain__programme", "other_file__source__domain__programme", "by"
)


def find_run(programme, pk, user, permission=VIEW) -> DuplicateRun:
    return one_of(programme, RUNS, pk, user, permission)


@programme_page(VIEW)
def duplicate_runs(request, programme):
    found = (
        RUNS.filter(data_file__source__domain__programme=programme)
        .annotate(reviewed=Count("pairs", filter=Q(pairs__verdict__in=("same", "different"))))
        .order_by("-at", "-pk")
    )
    files = DataFile.objects.filter(source__domain__programme=programme, state__in=DataFile.WITH_ROWS).exclude(file="")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("Duplicates"), "page": page, "files": files.select_related("source")[:PER_PAGE]}
    return render(request, "data_readiness/duplicate_runs.html", SECTION | context)


@programme_page(FIND)
def find_duplicates(request, programme, pk):
    """Choose what each column holds, and with what to compare."""
    files = DataFile.objects.select_related("source__domain__programme")
    data_file = one_of(programme, files, pk, request.user, FIND)
    if not data_file.has_rows:
        messages.error(request, _("The rows of this file are deleted. Upload it again."))
        return redirect("duplicate_runs", programme.pk)
    others = files.filter(source__domain__programme=programme, state__in=DataFile.WITH_ROWS).exclude(file="")
    choice = OtherFileForm(request.POST or request.GET or None, files=others.exclude(pk=data_file.pk))
    other = choice.cleaned_data["other"] if choice.is_bound and choice.is_valid() else None
    sent = request.POST if request.method == "POST" else None
    forms = [_roles_form(sent, found, prefix) for found, prefix in ((data_file, "a"), (other, "b")) if found]
    trouble = [] if choice.is_valid() or not choice.is_bound else [_("Choose a file from the list.")]
    if sent is not None and not trouble and all(form.is_valid() for form in forms):
        try:
            run = actions.start_search(
                data_file,
                roles=forms[0].roles,
                other_file=other,
                other_roles=forms[1].roles if other else (),
                by=request.user,
            )
        except (Refused, ValidationError) as error:
            trouble = getattr(error, "messages", None) or [str(error)]
        else:
            return redirect(run)
    context = {
        "title": _("Find duplicates"), "file": data_file, "choice": choice, "other": other, "trouble": trouble,
        "columns": list(zip(forms, [found for found in (data_file, other) if found], strict=True)),
    }  # fmt: skip
    return render(request, "data_readiness/find_duplicates.html", SECTION | context)


def _roles_form(sent, data_file, prefix) -> RolesForm:
    return RolesForm(sent, columns=columns_of(data_file), guessed=actions.guessed_roles(data_file), prefix=prefix)


@programme_page(VIEW)
def duplicate_run(request, programme, pk):
    run = find_run(programme, pk, request.user)
    done = run.state == DuplicateRun.State.DONE
    context = {
        "title": str(run),
        "run": run,
        "standing": duplicate_work.standing(run) if done else None,
        "levels": duplicate_work.levels(run) if done else [],
        "used": duplicate_work.roles_used(run),
    }
    return render(request, "data_readiness/duplicate_run.html", SECTION | context)


@programme_page(FIND)
@require_POST
def duplicate_threshold(request, programme, pk):
    run = find_run(programme, pk, request.user, FIND)
    form = ThresholdForm(request.POST)
    if form.is_valid():
        actions.set_threshold(run, form.cleaned_data["threshold"], by=request.user)
        messages.success(request, _("The threshold is set. Clusters and merge plan follow it."))
    else:
        messages.error(request, _("Choose a threshold from the list."))
    return redirect(run)


def _asked(params) -> dict:
    """What the address asks for; what makes no sense in it is left out."""
    band = whole(params.get("band", ""))
    verdict = params.get("show", "")
    return {
        "band": band if band in dict(bands()) else None,
        "show": verdict if verdict in ("same", "different", "later", "all") else "",
    }


def _filtered(run, asked):
    found = run.pairs.all()
    if asked["band"] is not None:
        found = found.filter(band=asked["band"])
    if asked["show"] != "all":
        found = found.filter(verdict=asked["show"])
    return found


def _address(run, asked, **more) -> str:
    kept = {name: value for name, value in (asked | more).items() if value not in ("", None)}
    return reverse("duplicate_review", args=[run.scope_number, run.pk]) + (f"?{urlencode(kept)}" if kept else "")


@programme_page(SEE)
def duplicate_review(request, programme, pk):
    """One pair, side by side; a verdict leads to the next."""
    run = find_run(programme, pk, request.user, SEE)
    if run.state != DuplicateRun.State.DONE:
        return redirect(run)
    asked = _asked(request.GET)
    if request.method == "POST":
        return _judged(request, run, asked)
    found = _filtered(run, asked)
    pair = _chosen(run, found, request.GET.get("pair", ""))
    context = {"title": _("Review of duplicates"), "run": run, "bands": bands(), "asked": asked, "pair": pair}
    context |= {"standing": duplicate_work.standing(run)}
    if pair is not None:
        before = found.filter(turn__lt=pair.turn).order_by("-turn").first()
        after = found.filter(turn__gt=pair.turn).order_by("turn").first()
        context |= {
            "sides": duplicate_work.side_by_side(run, pair, by=request.user),
            "reasons": reasons(pair.evidence),
            "chance": percent_of(pair.score),
            "before": before and _address(run, asked, pair=before.pk),
            "after": after and _address(run, asked, pair=after.pk),
            "here": _address(run, asked),
        }
    return render(request, "data_readiness/duplicate_review.html", SECTION | context)


def _chosen(run, found, wanted) -> DuplicatePair | None:
    number = whole(wanted)
    if number is not None:
        pair = run.pairs.select_related("reviewer").filter(pk=number).first()
        if pair is None:
            raise Http404
        return pair
    return found.select_related("reviewer").order_by("turn").first()


def _judged(request, run, asked):
    number = whole(request.POST.get("pair", ""))
    pair = run.pairs.select_related("run__data_file__source__domain__programme").filter(pk=number).first()
    if pair is None:
        raise Http404
    try:
        actions.judge(pair, request.POST.get("verdict", ""), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_address(run, asked, pair=pair.pk))
    following = _filtered(run, asked).filter(turn__gt=pair.turn).order_by("turn").first()
    return redirect(_address(run, asked, pair=following.pk) if following else _address(run, asked))


@programme_page(FIND)
@require_POST
def undo_verdict(request, programme, pk):
    run = find_run(programme, pk, request.user, FIND)
    try:
        pair = actions.undo(run, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("duplicate_review", programme.pk, run.pk)
    messages.success(request, _("Your last verdict is taken back."))
    return redirect(pair)
