from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalBasis(models.TextChoices):
    """What allows the organisation to hold data about people, in the words that data-protection laws share."""

    UNKNOWN = "", _("Not settled yet")
    CONSENT = "consent", _("Consent of the person")
    CONTRACT = "contract", _("A contract with the person")
    DUTY = "duty", _("A legal duty")
    INTEREST = "interest", _("Legitimate interest")
    VITAL = "vital", _("Life and health in an emergency")
    PUBLIC = "public", _("Made public by the person or by law")
    NOT_PERSONAL = "not_personal", _("No personal data")


#: What each basis asks for.
BASIS_HELP = {
    LegalBasis.CONSENT: _("Given freely, for a named purpose, on record, and as easy to take back as to give."),
    LegalBasis.CONTRACT: _("Needed to conclude or fulfil a contract that the person is party to: orders, deliveries."),
    LegalBasis.DUTY: _("A law asks for it: invoices, tax, product safety. Note which one."),
    LegalBasis.INTEREST: _("Known under GDPR, not under PIPL: weigh your interest against the person's, in writing."),
    LegalBasis.VITAL: _("Only for emergencies; rarely fits a CRM."),
    LegalBasis.PUBLIC: _("Only within reason, and not against what the person made it public for."),
    LegalBasis.NOT_PERSONAL: _("Products, stock, figures without people. A name, phone or e-mail makes it personal."),
}


class Format(models.TextChoices):
    UNKNOWN = "", _("Not known yet")
    DATABASE = "database", _("Database")
    XLSX = "xlsx", _("Excel workbooks")
    CSV = "csv", _("Text tables (CSV, TSV)")
    CLOUD = "cloud", _("Cloud service")
    API = "api", _("Interface (API)")
    PAPER = "paper", _("Paper")
    HEADS = "heads", _("In people's heads and phones")
    OTHER = "other", _("Something else")
