from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "change_mgmt.survey"
    verbose_name = "Readiness survey"
