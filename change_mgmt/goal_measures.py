"""What training tells the goals."""

from django.utils.translation import gettext_lazy as _

from change_mgmt.coverage import coverage
from implementation.goals.measures import goal_measure


@goal_measure("change_mgmt.training_coverage", label=_("People trained, of those who must be"), unit="%")
def training_coverage(programme, day):
    """As it is now, of 100; None where nobody must be trained."""
    return coverage(programme).total.share
