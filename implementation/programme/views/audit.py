from django.core.paginator import Paginator
from django.shortcuts import render

from core.audit_words import Line
from core.models import AuditEntry
from implementation.programme.pages import programme_page


@programme_page("programme.view_audit")
def audit_trail(request, programme):
    """Who did what, newest first; what the reader may not see elsewhere is not told here either."""
    entries = AuditEntry.objects.filter(chain__scope_key=programme.scope_key)
    entries = entries.seen_with(programme.roles_of(request.user), request.user)
    words = request.GET.get("q", "").strip()
    if words:
        entries = entries.filter(title__icontains=words) | entries.filter(actor_name__icontains=words)
    page = Paginator(entries.order_by("-number"), 50).get_page(request.GET.get("page"))
    lines = [Line(entry) for entry in page]
    return render(request, "programme/audit.html", {"page": page, "lines": lines, "q": words})
