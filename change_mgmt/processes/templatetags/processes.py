"""Times of a process in a template."""

from django import template

from change_mgmt.processes import words

register = template.Library()


@register.filter
def takes(minutes):
    """Minutes as people read them; a dash for none."""
    return words.time(minutes) if minutes else "–"


@register.filter
def in_hours(minutes):
    return words.hours(minutes or 0)
