from django.apps import AppConfig


class ResistanceConfig(AppConfig):
    name = "change_mgmt.resistance"
    verbose_name = "Resistance and adoption"
