"""The words of the register: scales, categories, strategies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Likelihood(models.IntegerChoices):
    RARE = 1, _("Rare")
    UNLIKELY = 2, _("Unlikely")
    POSSIBLE = 3, _("Possible")
    LIKELY = 4, _("Likely")
    ALMOST_CERTAIN = 5, _("Almost certain")


class Impact(models.IntegerChoices):
    MINOR = 1, _("Minor")
    SIGNIFICANT = 2, _("Significant")
    SERIOUS = 3, _("Serious")
    CRITICAL = 4, _("Critical")
    CATASTROPHIC = 5, _("Catastrophic")


class Level(models.IntegerChoices):
    VERY_LOW = 0, _("Very low")
    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")
    VERY_HIGH = 4, _("Very high")


class Category(models.TextChoices):
    VENDOR_CONTROL = "vendor_control", _("Control over the vendor")
    UNCERTAINTY = "uncertainty", _("Uncertainty")
    LOCK_IN = "lock_in", _("Cost and lock-in")
    INTEGRATION = "integration", _("Integration")
    LEADERSHIP = "leadership", _("Leadership")
    CULTURE = "culture", _("Culture")
    SCOPE = "scope", _("Scope")
    AUTOMATION = "automation", _("Automation")
    SCALABILITY = "scalability", _("Scalability")
    MOBILE = "mobile", _("Mobile work")
    INFRASTRUCTURE = "infrastructure", _("Network and hardware")
    PEOPLE = "people", _("People")
    DATA = "data", _("Data")
    CHANNEL = "channel", _("Partners and channels")
    OTHER = "other", _("Other")


class Nature(models.TextChoices):
    THREAT = "threat", _("Threat")
    OPPORTUNITY = "opportunity", _("Opportunity")


class Confidence(models.TextChoices):
    LOW = "low", _("Low confidence")
    MEDIUM = "medium", _("Medium confidence")
    HIGH = "high", _("High confidence")


class Proximity(models.TextChoices):
    MONTH = "month", _("Within a month")
    QUARTER = "quarter", _("Within three months")
    LATER = "later", _("Later")


class Strategy(models.TextChoices):
    AVOID = "avoid", _("Avoid")
    REDUCE = "reduce", _("Reduce")
    TRANSFER = "transfer", _("Transfer")
    EXPLOIT = "exploit", _("Exploit")
    ENHANCE = "enhance", _("Enhance")
    SHARE = "share", _("Share")
    ACCEPT = "accept", _("Accept")


#: What may be done about each nature.
STRATEGIES = {
    Nature.THREAT: [Strategy.AVOID, Strategy.REDUCE, Strategy.TRANSFER, Strategy.ACCEPT],
    Nature.OPPORTUNITY: [Strategy.EXPLOIT, Strategy.ENHANCE, Strategy.SHARE, Strategy.ACCEPT],
}
