from django.apps import AppConfig


class ChangeMgmtConfig(AppConfig):
    name = "change_mgmt"
    verbose_name = "Change management"
