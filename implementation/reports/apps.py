from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "implementation.reports"
    verbose_name = "Reports"
