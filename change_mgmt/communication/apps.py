from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    name = "change_mgmt.communication"
    verbose_name = "Communication"
