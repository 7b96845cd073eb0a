from django.apps import AppConfig


class DataReadinessConfig(AppConfig):
    name = "implementation.data_readiness"
    verbose_name = "Customer data"
