"""How a business case writes its numbers in tables."""

from django import template

from core.text import amount, rounded
from implementation.business_case.words import per_cent

register = template.Library()


@register.filter
def whole(value, currency):
    """An amount without its cents, for tables that many must fit into."""
    return amount(rounded(value), currency)


@register.filter
def rate(value):
    """8 %, 7.25 %: no more decimals than it has."""
    return per_cent(value)
