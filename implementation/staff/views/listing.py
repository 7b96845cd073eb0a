"""The list: searched, filtered, sorted, taken away as a file."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.text import whole
from implementation.programme.pages import programme_page
from implementation.staff.models import Employee, Level
from implementation.staff.table.export import as_csv, as_xlsx

VIEW = "staff.view_employee"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SORTS = {
    "name": ("name", "pk"),
    "department": ("department__name", "name", "pk"),
    "level": ("level_order", "name", "pk"),
    "post": ("post", "name", "pk"),
}
ONLY = ("without_address", "without_department", "with_account", "left")


@programme_page(VIEW)
def staff(request, programme):
    listed = Employee.objects.filter(programme=programme, forgotten_at=None)
    found, chosen = narrowed(listed, request.GET)
    counts = listed.aggregate(
        here=Count("pk", filter=Q(has_left=False)),
        left=Count("pk", filter=Q(has_left=True)),
        silent=Count("pk", filter=Q(has_left=False, email="")),
    )
    context = {
        "page_title": _("People of the organisation"),
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "departments": programme.organisation.departments.all(),
        "levels": Level.choices,
        "chosen": chosen,
        "narrows": any(chosen[name] for name in ("q", "department", "level", "only")),
        "counts": counts,
        "total": counts["here"] + counts["left"],
        "sort": chosen["sort"],
    }
    return render(request, "staff/staff.html", context)


@programme_page(VIEW)
def export_staff(request, programme):
    """The list as the address filters it, as a workbook or as CSV."""
    found = narrowed(Employee.objects.filter(programme=programme, forgotten_at=None), request.GET)[0]
    is_csv = request.GET.get("format") == "csv"
    content = as_csv(found) if is_csv else as_xlsx(found)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8" if is_csv else XLSX)
    name = f"staff-{timezone.localdate().isoformat()}.{'csv' if is_csv else 'xlsx'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def narrowed(listed: QuerySet, asked) -> tuple[QuerySet, dict]:
    """The people whom the address asks for, in its order; and what it asks for, as far as it makes sense."""
    chosen = {
        "q": asked.get("q", "").replace("\x00", "").strip()[:200],
        "department": whole(asked.get("department", "")) or "",
        "level": asked.get("level", "") if asked.get("level") in Level.values else "",
        "only": asked.get("only", "") if asked.get("only") in ONLY else "",
        "sort": asked.get("sort", "") if asked.get("sort") in SORTS else "name",
    }
    found = listed.filter(has_left=chosen["only"] == "left").select_related("department", "user")
    if words := chosen["q"]:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words) | Q(post__icontains=words))
    if chosen["department"]:
        found = found.filter(department=chosen["department"])
    if chosen["level"]:
        found = found.filter(level=chosen["level"])
    narrow = {
        "without_address": Q(email=""),
        "without_department": Q(department=None),
        "with_account": ~Q(user=None),
    }.get(chosen["only"])
    found = found.filter(narrow) if narrow else found
    return found.with_level_order().order_by(*SORTS[chosen["sort"]]), chosen
