"""The register from the first workshop to today: in every state, with treatments, ratings over time and one acceptance."""

from risks.demo import appetite, course, lately, register, workshop

__all__ = ["appetite", "course", "lately", "register", "workshop"]
