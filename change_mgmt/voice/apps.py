from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "change_mgmt.voice"
    verbose_name = "Customers’ voice"
