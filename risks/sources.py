"""The record that a risk was raised from, if it is still there."""

from django.apps import apps

from risks.models import Risk


def source_of(risk: Risk):
    """Found by its label alone: this app knows none of the apps above it."""
    if not risk.source_label:
        return None
    return apps.get_model(risk.source_label)._default_manager.filter(pk=risk.source_id).first()
