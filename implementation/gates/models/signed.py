from django.conf import settings
from django.db import models

from core.models import FrozenFacts
from implementation.programme.models import ProgrammeRecord


class SignedFacts(FrozenFacts, ProgrammeRecord):
    """Frozen facts with who put their name to them, in which role, as text that outlives the account."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    by_role = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
