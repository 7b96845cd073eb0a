from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProgrammeConfig(AppConfig):
    name = "implementation.programme"
    verbose_name = "Programme"

    def ready(self):
        """Panels, status dimensions (panels.py) and what furnishes a new programme (start.py) come from the apps above."""
        autodiscover_modules("panels", "start", "assignments")
