from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "change_mgmt.processes"
    verbose_name = "Processes"
