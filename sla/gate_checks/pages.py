"""Where what is missing is mended."""

from django.urls import reverse


def page(programme, agreements) -> str:
    """The agreement where there is one, else the list."""
    if len(agreements) == 1:
        return agreements[0].get_absolute_url()
    return reverse("agreements", args=[programme.pk])


def page_of_programme(programme) -> str:
    return page(programme, list(programme.agreements.order_by("pk")[:2]))
