from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.text import whole
from implementation.knowledge import catalogue
from implementation.knowledge.forms import FilterForm
from implementation.knowledge.models import Article
from implementation.knowledge.models.article import KEEPERS
from implementation.knowledge.search import Hit, offered, search
from implementation.knowledge.views.pages import seen
from implementation.programme.pages import programme_page

PER_PAGE = 15


@programme_page("knowledge.browse")
def knowledge(request, programme):
    """Search, catalogue, keywords and the latest; every number counts only what this person may read."""
    organisation, user = programme.organisation, request.user
    chosen = FilterForm(request.GET, organisation=organisation).chosen
    narrowed = {name: chosen[name] for name in ("shelf", "keyword", "language")}
    narrowed |= {"organisation": organisation, "state": chosen["state"] or Article.State.PUBLISHED}
    words = (chosen["q"] or "").strip()
    everything = offered(user, organisation=organisation)
    found = search(user, words, **narrowed) if words else _latest(offered(user, **narrowed))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "knowledge",
        "title": _("Knowledge"),
        "chosen": chosen,
        "words": words,
        "narrowed": bool(words) or any(chosen[name] for name in ("shelf", "keyword", "language", "state")),
        "page": page,
        "hits": list(page) if words else [Hit(article, article.title, article.summary) for article in page],
        "tree": catalogue.tree(organisation.shelves.all(), everything),
        "keywords": catalogue.keywords(everything),
        "drafts": _drafts(user, organisation),
        "states": Article.State,
        "languages": Article._meta.get_field("language").choices,
        "may_write": user.has_perm("knowledge.write_article", programme),
        "may_edit_shelves": bool(programme.roles_of(user) & KEEPERS),
        "helped": _helped(request),
        "total": everything.count(),
    }
    return render(request, "knowledge/knowledge.html", context)


def _latest(articles):
    return articles.select_related("shelf", "author", "programme").order_by("-published_at", "-pk")


def _drafts(user, organisation):
    """What waits to be published: drafts, and newer versions of what is published. Only its author and keepers see it."""
    rows = Article.objects.kept_by(user).filter(organisation=organisation, newest__gt=F("shown"))
    return rows.exclude(state=Article.State.RETIRED).select_related("author").order_by("-pk")[:8]


def _helped(request):
    """The record for which knowledge is looked for (``?for=risks.risk:12``), if this person may see it."""
    label, _colon, number = request.GET.get("for", "").partition(":")
    return seen(label, whole(number), request.user) if whole(number) else None
