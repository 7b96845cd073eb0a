"""Sorting and searching as the address says."""

from django.db.models import QuerySet


def sorted_by(request, queryset: QuerySet, keys: dict[str, tuple[str, ...]], *, default: str) -> tuple[QuerySet, str]:
    """The rows in the order that the address asks for, if it is one of ``keys``; and the name of that order."""
    wanted = request.GET.get("sort", default)
    name = wanted if wanted in keys else default
    return queryset.order_by(*keys[name]), name
