"""One pilot under way with one measure short, the next one planned, and what their people say."""

from implementation.rollout.demo import going_live, people, pilot

__all__ = ["going_live", "people", "pilot"]
