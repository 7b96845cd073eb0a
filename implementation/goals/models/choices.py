from django.db import models
from django.utils.translation import gettext_lazy as _


class Layer(models.TextChoices):
    PHILOSOPHY = "philosophy", _("Philosophy")
    PROCESS = "process", _("Institution and process")
    TECHNOLOGY = "technology", _("Technology")


class Activity(models.TextChoices):
    MARKETING = "marketing", _("Marketing")
    SALES = "sales", _("Sales")
    SERVICE = "service", _("Service")
    LOGISTICS = "logistics", _("Logistics")
    OPERATIONS = "operations", _("Operations")
    PROCUREMENT = "procurement", _("Procurement")
    TECHNOLOGY = "technology", _("Technology")
    PEOPLE = "people", _("People")
    INFRASTRUCTURE = "infrastructure", _("Infrastructure")


class ValueFor(models.TextChoices):
    COMPANY = "company", _("The company")
    CUSTOMER = "customer", _("The customer")
    BOTH = "both", _("Both")


class Direction(models.TextChoices):
    MORE = "more", _("More is better")
    LESS = "less", _("Less is better")
