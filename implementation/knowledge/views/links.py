from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from implementation.knowledge import actions
from implementation.knowledge.views.pages import article_on
from implementation.programme.pages import programme_page


@require_POST
@programme_page("knowledge.write_article")
def link_article(request, programme, pk, label, record):
    """“It helps here”, or with ``helps=no`` “do not offer it here”; each takes the other back."""
    article = article_on(programme, pk, request.user, "knowledge.link_article")
    found = access.find_record(label, record, request.user)
    if found.scope_key != programme.scope_key:
        raise Http404
    helps = request.POST.get("helps") != "no"
    actions.set_link(article, found, helps=helps, by=request.user)
    said = _("“%(article)s” is linked to “%(record)s”.") if helps else _("“%(article)s” is not offered there any more.")
    messages.success(request, said % {"article": article, "record": found})
    return redirect(f"{found.get_absolute_url()}#knowledge")
