from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class GoalsConfig(AppConfig):
    name = "implementation.goals"
    verbose_name = "Goals"

    def ready(self):
        """What the records of other apps know of goals (goal_measures.py)."""
        autodiscover_modules("goal_measures")
