"""Links and answers, and nothing that leads from one to the other.

These are no records of the trail: an entry of the trail would say when somebody answered. A link knows whether it was used,
not when. An answer knows its survey and its group, has a random number for a key, and is written anew among all others from
time to time (``actions.mixing``), so that neither order nor place says which came first.
"""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from change_mgmt.survey.models.survey import Survey
from core import links
from core.models import OutgoingMail
from implementation.staff.models import Employee


def random_key() -> int:
    return secrets.randbits(63)


class RandomKey(models.BigIntegerField):
    """A key that tells nothing. On SQLite it must be called ``integer`` to be the row's place itself: beside a ``bigint``
    SQLite keeps a place of its own, which counts up with every row."""

    def __init__(self, *args, **kwargs):
        kwargs.update(primary_key=True, default=random_key, editable=False)
        super().__init__(*args, **kwargs)

    def db_type(self, connection):
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class Invitation(links.SignedLink, models.Model):
    """A link that opens the survey once. On paper it is nobody’s: it knows its group only."""

    purpose, page = "survey.answer", "answer_survey"

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("survey", "Asked")
        ANSWERED = "answered", _("Answered")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    employee = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=20)
    seed = models.CharField(max_length=64)
    token_sha256 = models.CharField(max_length=64, unique=True)
    mail = models.ForeignKey(OutgoingMail, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)

    class Meta:
        verbose_name = _("Link of a survey")
        constraints = [models.UniqueConstraint(fields=["survey", "employee"], name="survey_asks_once")]

    def __str__(self):
        return f"{self.survey}: {self.group}"


class Answer(models.Model):
    """What somebody of a group chose: a number of 1 to 5 for each statement of the survey."""

    id = RandomKey()
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    group = models.CharField(max_length=20)
    values = models.JSONField()

    class Meta:
        verbose_name = _("Answer of a survey")

    def __str__(self):
        return str(self.survey)


class Remark(models.Model):
    """What somebody wrote below their answers, kept apart from them and without the group."""

    id = RandomKey()
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField(max_length=1000)

    class Meta:
        verbose_name = _("Comment of a survey")

    def __str__(self):
        return str(self.survey)
