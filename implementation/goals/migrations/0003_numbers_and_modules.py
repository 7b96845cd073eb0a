"""Goals that are there already get their numbers and keep their module; open versions know since when they wait."""

from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    Goal = apps.get_model("goals", "Goal")
    last = {}
    for goal in Goal.objects.order_by("pk").only("programme_id", "module"):
        last[goal.programme_id] = last.get(goal.programme_id, 0) + 1
        modules = [goal.module] if goal.module else []
        Goal.objects.filter(pk=goal.pk).update(number=last[goal.programme_id], modules=modules)
    AuditEntry = apps.get_model("core", "AuditEntry")
    VisionVersion = apps.get_model("goals", "VisionVersion")
    opened = AuditEntry.objects.filter(label="goals.visionversion", verb="open").order_by("at")
    for pk, at in opened.values_list("object_id", "at"):
        VisionVersion.objects.filter(pk=pk).update(opened_on=timezone.localtime(at).date())


def back(apps, schema_editor):
    Goal = apps.get_model("goals", "Goal")
    for goal in Goal.objects.only("modules"):
        Goal.objects.filter(pk=goal.pk).update(module=goal.modules[0] if goal.modules else "")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_comments_told_and_withdrawn"),
        ("goals", "0002_goals_deepened"),
    ]

    operations = [migrations.RunPython(fill, back)]
