"""Words of the service levels' own templates."""

from django import template

from sla import credit_words, telling
from sla.models import Objective

register = template.Library()


@register.simple_tag
def credit_lines(credit, currency):
    """Every step of a credit: ``{% credit_lines credit currency as lines %}``."""
    return credit_words.lines(credit.steps, credit.fee, currency)


@register.filter
def level(value, unit):
    """A service level with its unit."""
    return credit_words.level(value, unit) if value is not None else "–"


@register.filter
def bare(value):
    """A number with the decimals that it has."""
    return credit_words.plain_number(value) if value is not None else "–"


@register.filter
def promised(record):
    """The target of an objective, or of a breach of it, with its unit."""
    if isinstance(record, Objective):
        return telling.target_level(record)
    return telling.target_level(record.objective, record.target)


@register.filter
def attained(breach):
    """What was measured, on its own side of the target, with its unit."""
    return telling.level(breach.measured, breach.objective, breach.target)
