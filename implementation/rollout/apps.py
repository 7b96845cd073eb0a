from django.apps import AppConfig


class RolloutConfig(AppConfig):
    name = "implementation.rollout"
    verbose_name = "Rollout"
