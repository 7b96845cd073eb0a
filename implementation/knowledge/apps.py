from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "implementation.knowledge"
    verbose_name = "Knowledge"
