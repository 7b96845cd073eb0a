from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "implementation.budget"
    verbose_name = "Budget"
