from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "implementation.readiness"
    verbose_name = "Readiness"
