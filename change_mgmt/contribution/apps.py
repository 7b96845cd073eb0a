from django.apps import AppConfig


class ContributionConfig(AppConfig):
    name = "change_mgmt.contribution"
    verbose_name = "Contribution"
