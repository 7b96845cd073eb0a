"""Stakeholders over time. How those from before stood is read from the audit trail, a reading for each day of change."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

STANDING = ("influence", "interest", "attitude_now")


def tell_from_the_trail(apps, schema_editor):
    AuditEntry, Reading = apps.get_model("core", "AuditEntry"), apps.get_model("change_mgmt", "Reading")
    for stakeholder in apps.get_model("change_mgmt", "Stakeholder").objects.all():
        days = {}
        now = {}
        entries = AuditEntry.objects.filter(label="change_mgmt.stakeholder", object_id=stakeholder.pk)
        for entry in entries.order_by("number"):
            said = {name: entry.after[name] for name in STANDING if name in entry.after}
            now |= said
            if said and len(now) == len(STANDING):
                days[timezone.localdate(entry.at)] = dict(now), entry.actor_id, entry.note[:300]
        present = {name: getattr(stakeholder, name) for name in STANDING}
        if not days or now != present:
            days[timezone.localdate()] = present, None, ""
        for on, (standing, by, why) in days.items():
            Reading.objects.create(stakeholder=stakeholder, on=on, by_id=by, why=why, **standing)


class Migration(migrations.Migration):
    dependencies = [
        ("change_mgmt", "0002_initial"),
        ("core", "__first__"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="stakeholder",
            options={"ordering": ["-influence", "-interest", "name", "pk"], "verbose_name": "Stakeholder"},
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="kept",
            field=models.BooleanField(
                default=False,
                help_text="Only sponsors, managers, whoever looks after them and the people named here learn of them.",
                verbose_name="Kept to those named",
            ),
        ),
        migrations.AddField(
            model_name="stakeholder",
            name="readers",
            field=models.ManyToManyField(
                blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="May read it as well"
            ),
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="On")),
                (
                    "way",
                    models.CharField(
                        choices=[("talk", "Talk"), ("meeting", "Meeting"), ("call", "Call"), ("mail", "Mail")],
                        default="talk",
                        max_length=8,
                        verbose_name="How",
                    ),
                ),
                ("said", models.TextField(max_length=4000, verbose_name="What was said")),
                (
                    "promised",
                    models.CharField(
                        blank=True,
                        help_text="By us to them. Empty where nothing was.",
                        max_length=300,
                        verbose_name="What was promised",
                    ),
                ),
                ("promised_by", models.DateField(blank=True, null=True, verbose_name="Promised for")),
                ("kept_on", models.DateField(blank=True, editable=False, null=True, verbose_name="Promise kept on")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Who of us",
                    ),
                ),
                (
                    "stakeholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="change_mgmt.stakeholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "Talk with a stakeholder",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="Since")),
                (
                    "influence",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1, very low"),
                            (2, "2, low"),
                            (3, "3, medium"),
                            (4, "4, high"),
                            (5, "5, very high"),
                        ],
                        verbose_name="Influence",
                    ),
                ),
                (
                    "interest",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "1, very low"),
                            (2, "2, low"),
                            (3, "3, medium"),
                            (4, "4, high"),
                            (5, "5, very high"),
                        ],
                        verbose_name="Interest",
                    ),
                ),
                (
                    "attitude_now",
                    models.SmallIntegerField(
                        choices=[(-2, "Opposes"), (-1, "Doubts"), (0, "Neutral"), (1, "Supports"), (2, "Champions")],
                        verbose_name="Attitude now",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="Why")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stakeholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="change_mgmt.stakeholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "Reading of a stakeholder",
                "ordering": ["on", "pk"],
                "constraints": [models.UniqueConstraint(fields=("stakeholder", "on"), name="reading_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "strength",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "1, sometimes"), (2, "2, often"), (3, "3, does as they say")],
                        default=2,
                        verbose_name="How much",
                    ),
                ),
                (
                    "listener",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listens_to",
                        to="change_mgmt.stakeholder",
                        verbose_name="Who listens",
                    ),
                ),
                (
                    "stakeholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heard_by",
                        to="change_mgmt.stakeholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "Influence on a stakeholder",
                "ordering": ["-strength", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("stakeholder", "listener"), name="tie_once"),
                    models.CheckConstraint(
                        condition=models.Q(("stakeholder", models.F("listener")), _negated=True), name="tie_of_two"
                    ),
                    models.CheckConstraint(condition=models.Q(("strength__range", (1, 3))), name="tie_strength_range"),
                ],
            },
        ),
        migrations.RunPython(tell_from_the_trail, migrations.RunPython.noop),
    ]
