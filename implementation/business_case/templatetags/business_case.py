"""How a business case writes its numbers in tables."""

from django import template

from core.text import amount
from implementation.business_case.words import kept_words, named_words, per_cent

register = template.Library()


@register.filter
def rate(value):
    """8 %, 7.25 %: no more decimals than it has."""
    return per_cent(value)


@register.filter
def named(name):
    """A field, setting or figure of kept facts as people call it."""
    return named_words(name)


@register.filter
def kept(name, value):
    """``"npv"|kept:"24828.53"``: a kept value as people write what bears this name."""
    return kept_words(name, value)


@register.filter
def money_or_dash(value, currency):
    """An amount of kept facts; “–” where there is none."""
    return amount(value, currency) if value not in (None, "") else "–"
