from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ExperienceConfig(AppConfig):
    name = "implementation.experience"
    verbose_name = "Experience"

    def ready(self):
        """What a template holds comes from the apps (template_parts.py); what follows a decision is listened for here."""
        autodiscover_modules("template_parts")
        from implementation.experience import listeners, outlook, path_source  # noqa: F401
