from django.apps import AppConfig


class BusinessCaseConfig(AppConfig):
    name = "implementation.business_case"
    verbose_name = "Business case"
