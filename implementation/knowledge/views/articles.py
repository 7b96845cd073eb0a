from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.markdown import as_html
from core.text import whole
from implementation.knowledge import actions
from implementation.knowledge.forms import ArticleForm
from implementation.knowledge.models import Article
from implementation.knowledge.views.pages import article_on, seen
from implementation.programme.pages import programme_page

#: Records named on the page of an article that helps with them.
MOST_LINKS = 8


@programme_page("programme.enter")
def article(request, programme, pk):
    """The article as its readers see it; for those who keep it, also what waits to be published."""
    found, user = article_on(programme, pk, request.user), request.user
    if _first_time(request, "read", found):
        actions.count_reading(found)
    may_publish = user.has_perm("knowledge.publish_article", found)
    keeps = may_publish or found.author_id == user.pk
    context = {
        "section": "knowledge",
        "title": found.title,
        "article": found,
        "html": as_html(found.text, top=2, deepest=4),
        "above": [*reversed(found.shelf.above), found.shelf] if found.shelf else [],
        "may_edit": user.has_perm("knowledge.edit_article", found),
        "may_publish": may_publish,
        "keeps": keeps,
        "closed": actions.why_not_published(found, user) if may_publish and found.has_news else None,
        "source": _source(found, user),
        "helps": _helps(found, user),
        "rated": str(found.pk) in request.session.get("knowledge_useful", []),
    }
    return render(request, "knowledge/article.html", context)


def _first_time(request, what: str, article: Article) -> bool:
    """Whether this browser does it for the first time since it signed in. Who it was is kept nowhere else."""
    name = f"knowledge_{what}"
    done = request.session.get(name, [])
    if str(article.pk) in done:
        return False
    request.session[name] = [*done[-199:], str(article.pk)]
    return True


def _source(article: Article, user):
    """The record that the article was raised from, for those who may see it."""
    if not article.source_label:
        return None
    return seen(article.source_label, article.source_pk, user)


def _helps(article: Article, user) -> list:
    links = article.links.filter(helps=True).select_related("content_type").order_by("-pk")[:MOST_LINKS]
    found = [seen(f"{link.content_type.app_label}.{link.content_type.model}", link.object_id, user) for link in links]
    return [record for record in found if record is not None]


@programme_page("knowledge.write_article")
def new_article(request, programme):
    draft = Article(programme=programme, organisation=programme.organisation, language=programme.organisation.language)
    draft.shelf = programme.organisation.shelves.filter(pk=whole(request.GET.get("shelf", ""))).first()
    return new_record(
        request,
        ArticleForm(request.POST or None, instance=draft),
        title=_("New article"),
        lead=_("It begins as a draft; somebody else publishes it."),
        save=lambda article: actions.write(article, by=request.user),
        back=lambda article: article,
        cancel=reverse("knowledge", args=[programme.pk]),
        submit=_("Save the draft"),
        section="knowledge",
    )


@programme_page("knowledge.write_article")
def edit_article(request, programme, pk):
    found = article_on(programme, pk, request.user, "knowledge.edit_article")
    newest = found.versions.select_related("shelf").first()
    form = ArticleForm(request.POST or None, instance=found, content=newest)

    def save(article, *, by, seen_revision, **content):
        return actions.save_version(article, by=by, seen_revision=seen_revision, note=form.said, **content)

    return edit_record(
        request,
        form,
        title=newest.title,
        lead=_("Readers go on seeing the published version until somebody else publishes yours.")
        if found.shown
        else _("It is a draft: somebody else publishes it."),
        save=save,
        back=found,
        section="knowledge",
    )


@require_POST
@programme_page("programme.enter")
def publish_article(request, programme, pk):
    found = article_on(programme, pk, request.user, "knowledge.publish_article")
    actions.publish(found, by=request.user, seen=whole(request.POST.get("seen", "")))
    messages.success(request, _("Published. Its readers find it from now on."))
    return redirect("article", programme.pk, found.pk)


@require_POST
@programme_page("programme.enter")
def rate_article(request, programme, pk):
    """Useful or not, counted once for each browser session."""
    found = article_on(programme, pk, request.user)
    if request.POST.get("useful") in ("yes", "no") and _first_time(request, "useful", found):
        actions.say_whether_useful(found, useful=request.POST["useful"] == "yes")
        messages.success(request, _("Thank you. Only the number is kept."))
    return redirect("article", programme.pk, found.pk)
