"""Who stands where, who was trained before the pilot, and changes in every state; one of them is late."""

from change_mgmt.demo import changes, decisions, stakeholders, training, training_by_link

__all__ = ["changes", "decisions", "stakeholders", "training", "training_by_link"]
