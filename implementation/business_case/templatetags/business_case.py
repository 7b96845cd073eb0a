"""How a business case writes its numbers in tables."""

from django import template

from implementation.business_case.words import per_cent

register = template.Library()


@register.filter
def rate(value):
    """8 %, 7.25 %: no more decimals than it has."""
    return per_cent(value)
