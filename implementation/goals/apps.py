from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "implementation.goals"
    verbose_name = "Goals"
