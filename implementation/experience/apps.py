from django.apps import AppConfig


class ExperienceConfig(AppConfig):
    name = "implementation.experience"
    verbose_name = "Experience"
