"""The parts of a template that the path itself is made of, and lessons. Other apps bring theirs in files of this name."""

from implementation.experience.parts import gates, lessons, names, plan, stages  # noqa: F401
