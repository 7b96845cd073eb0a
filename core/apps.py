from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self):
        """Find each app's tables, as the admin finds admin.py."""
        autodiscover_modules("permissions", "notifications", "deadlines", "beside")
