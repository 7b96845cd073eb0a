"""Links that are only drawn for who may follow them."""

from django import template
from django.urls import Resolver404, resolve

from core.access import table

register = template.Library()


@register.simple_tag(takes_context=True)
def may_open(context, address):
    """``{% may_open line.result.url as open %}``: whether the page's own permission is one of the reader's roles'.

    Permissions that a role holds for some records only count as no: the link would often lead to a refusal.
    """
    try:
        view = resolve(str(address).partition("?")[0].partition("#")[0]).func
    except Resolver404:
        return False
    permission = getattr(view, "permission", None)
    return permission is None or bool(context["my_roles"] & table()[permission].roles)
