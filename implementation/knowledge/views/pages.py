"""Which article a page is about, framed by a programme of its organisation that the reader is on."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from core import access
from implementation.knowledge.models import Article
from implementation.programme.models import Programme


def article_on(programme: Programme, pk: int, user, permission: str = "knowledge.view_article") -> Article:
    """The article of the programme's organisation, if the person has the permission for it."""
    rows = Article.objects.select_related("organisation", "programme", "shelf", "author", "published_by")
    article = rows.filter(pk=pk, organisation=programme.organisation_id).first()
    if article is None:
        raise Http404
    access.require(user, permission, article)
    return article


def seen(label: str, pk: int, user):
    """The record, if it is there and this person may see it."""
    try:
        return access.find_record(label, pk, user)
    except (Http404, PermissionDenied):
        return None


@login_required
def open_article(request, pk):
    """The link of an article, whichever of the organisation's programmes its reader is on: its own if possible."""
    article = get_object_or_404(Article, pk=pk)
    access.require(request.user, "knowledge.view_article", article)
    mine = list(Programme.objects.visible_to(request.user).filter(organisation=article.organisation_id))
    home = next((programme for programme in mine if programme.pk == article.programme_id), mine[0])
    return redirect("article", home.pk, article.pk)
