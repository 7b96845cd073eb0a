from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "implementation.staff"
    verbose_name = "Staff"
