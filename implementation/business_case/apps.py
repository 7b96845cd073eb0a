from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BusinessCaseConfig(AppConfig):
    name = "implementation.business_case"
    verbose_name = "Business case"

    def ready(self):
        autodiscover_modules("cost_offers")
