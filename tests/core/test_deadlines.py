"""No date is forgotten."""

import datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from core import deadlines
from implementation.programme import waiting
from tests.factories import user_as

OURS = set(settings.CATALOGUES)


def test_every_date_is_a_deadline_or_said_to_be_none():
    dates = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateField)
    }

    assert dates - deadlines.registered() == set()


def test_every_registered_date_is_there():
    for label, field in deadlines.registered():
        assert apps.get_model(label)._meta.get_field(field)


@pytest.mark.django_db
def test_a_milestone_waits_for_its_owner(programme):
    manager = user_as("manager", programme)
    milestone = programme.milestones.order_by("due").first()
    milestone.owner = manager
    milestone.due = datetime.date.today()
    milestone.save()

    found = waiting.for_person(programme, manager)

    assert [str(item.what) for item in found] == [f"Reach the milestone: {milestone.name}"]
    assert waiting.for_person(programme, user_as("executive", programme)) == []
