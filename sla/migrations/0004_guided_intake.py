import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def count_bad_rows(apps, schema_editor):
    """Files from before kept every row that could not be used; since then they are counted."""
    batches = apps.get_model("sla", "EventImport").objects.using(schema_editor.connection.alias)
    for batch in batches.exclude(problems=[]).only("pk", "problems").iterator():
        batches.filter(pk=batch.pk).update(bad=len(batch.problems))


class Migration(migrations.Migration):

    dependencies = [
        ("sla", "0003_api_and_alarms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MeasurementSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=120, verbose_name="Name of the source")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("delimited", "Table as text (CSV, TSV)"),
                            ("log", "Plain text, a record on each line"),
                            ("workbook", "Excel workbook"),
                            ("prometheus", "Prometheus range query (JSON)"),
                            ("kuma", "Uptime Kuma export (JSON)"),
                            ("upptime", "Upptime history"),
                        ],
                        default="delimited",
                        max_length=12,
                        verbose_name="Kind of file",
                    ),
                ),
                ("mapping", models.JSONField(blank=True, default=dict)),
                ("zone", models.CharField(blank=True, max_length=60, verbose_name="Time zone")),
                ("monitor", models.CharField(blank=True, max_length=200, verbose_name="Monitor")),
                (
                    "note",
                    models.TextField(blank=True, max_length=1000, verbose_name="Where the measurements come from"),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sources", to="sla.agreement"
                    ),
                ),
            ],
            options={
                "verbose_name": "source of measurements",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="measurementsource",
            constraint=models.UniqueConstraint(
                fields=("agreement", "name"),
                name="source_name_once",
                violation_error_message="There is a source of that name already.",
            ),
        ),
        migrations.AddField(
            model_name="eventimport",
            name="origin",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="sla.measurementsource",
                verbose_name="Source",
            ),
        ),
        migrations.AddField(
            model_name="eventimport", name="mapping", field=models.JSONField(blank=True, default=dict)
        ),
        migrations.AddField(
            model_name="eventimport", name="size", field=models.BigIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            model_name="eventimport",
            name="bad",
            field=models.PositiveIntegerField(default=0, verbose_name="Rows that cannot be used"),
        ),
        migrations.AddField(
            model_name="eventimport",
            name="left_out",
            field=models.PositiveIntegerField(default=0, verbose_name="Rows left out"),
        ),
        migrations.AddField(
            model_name="eventimport", name="findings", field=models.JSONField(blank=True, default=dict)
        ),
        migrations.AddField(
            model_name="eventimport", name="changes", field=models.JSONField(blank=True, default=list)
        ),
        migrations.AlterField(
            model_name="eventimport",
            name="state",
            field=models.CharField(
                choices=[
                    ("uploaded", "Columns to be named"),
                    ("reading", "Being read"),
                    ("dry_run", "Not imported yet"),
                    ("failed", "Could not be read"),
                    ("imported", "Imported"),
                    ("discarded", "Discarded"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="dry_run",
                max_length=50,
                verbose_name="State",
            ),
        ),
        migrations.CreateModel(
            name="IntakeRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "job",
                    models.CharField(
                        choices=[
                            ("read", "Reading the file"),
                            ("import", "Importing"),
                            ("withdraw", "Withdrawing"),
                            ("clear", "Clearing away"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "Waits for its turn"), ("running", "Under way"), ("over", "Done")],
                        default="queued",
                        max_length=10,
                    ),
                ),
                (
                    "phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clearing", "Clearing away what an earlier attempt left"),
                            ("rows", "Reading rows"),
                            ("gaps", "Looking for gaps"),
                            ("results", "Working out the months"),
                            ("switching", "Switching the rows in"),
                        ],
                        max_length=10,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("options", models.JSONField(blank=True, default=dict)),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("cancelled", models.BooleanField(default=False)),
                ("error", models.JSONField(blank=True, default=dict)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("beat_at", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sla.agreement"
                    ),
                ),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="run", to="sla.eventimport"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "work on a file",
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="intakerun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")), fields=("agreement",), name="one_intake_at_a_time"
            ),
        ),
        migrations.RunPython(count_bad_rows, migrations.RunPython.noop),
    ]
