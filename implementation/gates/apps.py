from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class GatesConfig(AppConfig):
    name = "implementation.gates"
    verbose_name = "Gates"

    def ready(self):
        autodiscover_modules("gate_checks")
