"""Who stands where, who was trained before the pilot, and changes in every state; one of them is late."""

from change_mgmt.demo import changes, stakeholders, training

__all__ = ["changes", "stakeholders", "training"]
