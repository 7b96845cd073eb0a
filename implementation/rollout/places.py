"""Where a pilot runs."""

from implementation.rollout.models import Pilot


def places_of(pilot: Pilot):
    """Its departments: those chosen, or all of the organisation's."""
    if pilot.way == Pilot.Way.PART:
        return pilot.programme.organisation.departments.all()
    return pilot.departments.all()
