from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RolloutConfig(AppConfig):
    name = "implementation.rollout"
    verbose_name = "Rollout"

    def ready(self):
        """What the apps above know about the people of a pilot (pilot_readiness.py)."""
        autodiscover_modules("pilot_readiness")
