from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RisksConfig(AppConfig):
    name = "risks"
    verbose_name = "Risks"

    def ready(self):
        """What suggests starter risks, and what a risk may be linked to, come from the apps above too."""
        autodiscover_modules("risk_suggestions")
