"""Pages that serve every kind of record: steps, comments, files, the inbox, the language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import access, notes
from core.forms import CommentForm, NoteForm
from core.models import Attachment, Comment, Notification, User
from core.refusal import Refused
from core.text import listed, whole
from core.workflow import is_pressed_here, open_steps, perform, permission_of, state_words, steps_of

#: Of a reason that comes without a form of its own; the page's field takes less.
MOST_WORDS = 4000


def back(request, record=None):
    """Where the form says to go next, if that is a page of ours; else the record."""
    target = request.POST.get("next") or ""
    if target and url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return HttpResponseRedirect(target)
    return redirect(record.get_absolute_url() if record else "home")


@login_required
def step(request, label, pk, step):
    """GET asks why or for confirmation, POST takes the step."""
    record = access.find_record(label, pk, request.user)
    if step not in steps_of(record):
        raise Http404
    if request.method == "POST":
        return _take(request, record, step)
    button = next((item for item in open_steps(record, request.user) if item.name == step), None)
    return render(request, "core/step.html", {"record": record, "step": button, "form": NoteForm()})


def _take(request, record, step):
    try:
        if not is_pressed_here(record, step):
            access.require(request.user, permission_of(record, step), record)
            raise Refused(_("This step is taken on a page of its own, with what belongs to it."))
        perform(
            record,
            step,
            by=request.user,
            note=request.POST.get("note", "")[:MOST_WORDS],
            seen=request.POST.get("seen", ""),
        )
    except Refused as refusal:
        return render(request, "core/refused.html", {"reason": refusal, "back": record.get_absolute_url()}, status=409)
    messages.success(
        request, _("%(record)s: %(state)s.") % {"record": record, "state": state_words(record, record.state)}
    )
    return back(request, record)


@login_required
@require_POST
def comment(request, label, pk):
    record = access.find_record(label, pk, request.user)
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was saved: write the comment first."))
        return back(request, record)
    chosen = whole(request.POST.get("tell", ""))
    people = User.objects.filter(pk=chosen) if chosen else ()
    kept = notes.comment(record, text=form.cleaned_data["text"], by=request.user, tell=people)
    told = [name for number, name in kept.told if number != request.user.pk]
    said = _("Comment saved. Told: %(names)s.") % {"names": listed(told)} if told else _("Comment saved.")
    messages.success(request, said)
    return back(request, record)


def _own_comment(request, pk):
    """The remark, if it is this person's own and the record beside it is theirs to see."""
    kept = get_object_or_404(Comment, pk=pk)
    if kept.record is None:
        raise Http404
    access.require(request.user, access.view_permission(kept.record), kept.record)
    access.require(request.user, "core.edit_comment", kept)
    return kept


@login_required
def edit_comment(request, pk):
    kept = _own_comment(request, pk)
    form = CommentForm(request.POST if request.method == "POST" else {"text": kept.text})
    if request.method == "POST" and form.is_valid():
        notes.edit_comment(kept, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Comment saved."))
        return redirect(f"{kept.record.get_absolute_url()}#comment-{kept.pk}")
    return render(request, "core/edit_comment.html", {"form": form, "comment": kept, "record": kept.record})


@login_required
def take_back_comment(request, pk):
    """GET says what happens, POST does it: a young remark is deleted, an older one withdrawn with a trace."""
    kept = _own_comment(request, pk)
    if request.method == "POST":
        record, young = kept.record, kept.can_be_mended()
        notes.take_back_comment(kept, by=request.user)
        messages.success(request, _("Comment deleted.") if young else _("Comment withdrawn."))
        return redirect(f"{record.get_absolute_url()}#beside")
    return render(request, "core/take_back_comment.html", {"comment": kept, "record": kept.record})


@login_required
@require_POST
def attach(request, label, pk):
    record = access.find_record(label, pk, request.user)
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Nothing was saved: choose a file first."))
        return back(request, record)
    try:
        kept = notes.attach(record, upload=upload, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s is kept.") % {"name": kept.name})
    return back(request, record)


@login_required
@require_GET
def download(request, pk):
    kept = get_object_or_404(Attachment, pk=pk)
    if kept.record is None:
        raise Http404
    access.require(request.user, access.view_permission(kept.record), kept.record)
    response = FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_GET
def inbox(request):
    page = Paginator(request.user.notifications.all(), 30).get_page(request.GET.get("page"))
    return render(request, "core/inbox.html", {"page": page})


@login_required
@require_GET
def open_notice(request, pk):
    notice = get_object_or_404(Notification, pk=pk, user=request.user)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    return redirect(notice.url or "inbox")


@login_required
@require_POST
def read_all(request):
    request.user.notifications.filter(read_at=None).update(read_at=timezone.now())
    return redirect("inbox")


@require_POST
def language(request):
    """Switch the language of the screen and remember it, for the person or (not signed in) for the browser."""
    code = request.POST.get("language", "")
    response = back(request)
    if code in dict(settings.LANGUAGES):
        translation.activate(code)
        if request.user.is_authenticated:
            request.user.language = code
            request.user.save(update_fields=["language"])
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=31_536_000, samesite="Lax", httponly=True)
    return response
