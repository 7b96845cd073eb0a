import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("sla", "0005_objectives_of_every_kind"),
    ]

    operations = [
        migrations.CreateModel(
            name="Remedy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("what", models.CharField(max_length=300, verbose_name="What will be done")),
                (
                    "owner",
                    models.CharField(help_text="A name at the provider.", max_length=120, verbose_name="Who does it"),
                ),
                ("due", models.DateField(verbose_name="By when")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
                        default="open",
                        max_length=50,
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "Measure after a breach",
                "ordering": ["due", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("month", models.DateField(verbose_name="Month")),
                ("drafted_at", models.DateTimeField(auto_now_add=True, verbose_name="Drafted")),
                ("checked_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "open_words",
                    models.TextField(
                        blank=True, editable=False, max_length=2000, verbose_name="Why it is issued with gaps"
                    ),
                ),
                ("issued_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="Issued")),
                (
                    "acknowledge_by",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="Acknowledge by"),
                ),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="Acknowledged"),
                ),
                ("objection", models.TextField(blank=True, editable=False, max_length=4000, verbose_name="Objection")),
                ("objected_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="Objected")),
                (
                    "reply",
                    models.TextField(
                        blank=True, editable=False, max_length=4000, verbose_name="Answer to the objection"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("checked", "Checked"),
                            ("issued", "Issued, not acknowledged"),
                            ("objected", "Objected to"),
                            ("answered", "Objection answered"),
                            ("acknowledged", "Acknowledged"),
                        ],
                        default="draft",
                        max_length=50,
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "Monthly statement",
                "ordering": ["-month", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StatementFacts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facts", models.JSONField(editable=False)),
                ("facts_sha256", models.CharField(editable=False, max_length=64)),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "Statement as it was sent",
            },
        ),
        migrations.AlterModelOptions(
            name="breach",
            options={"ordering": ["-month", "-pk"], "verbose_name": "Breach", "verbose_name_plural": "breaches"},
        ),
        migrations.AlterModelOptions(
            name="exclusion",
            options={"ordering": ["-start", "-pk"], "verbose_name": "Exclusion"},
        ),
        migrations.AddField(
            model_name="agreement",
            name="acknowledge_days",
            field=models.PositiveSmallIntegerField(
                default=10,
                help_text="Counted from the day on which the monthly statement is sent.",
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)],
                verbose_name="Days to acknowledge a statement",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="answer_days",
            field=models.PositiveSmallIntegerField(
                default=10,
                help_text="Counted from the day on which the breach is raised or a better answer is asked for.",
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)],
                verbose_name="Days to answer a breach",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="notice_hours",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="How long before planned maintenance you must be told. Leave it empty where the contract says nothing.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(8760)],
                verbose_name="Notice of maintenance, hours",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="acknowledged_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Acknowledged by",
            ),
        ),
        migrations.AddField(
            model_name="breach",
            name="answer_by",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="Answer due"),
        ),
        migrations.AddField(
            model_name="breach",
            name="escalated_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="Escalated"),
        ),
        migrations.AddField(
            model_name="breach",
            name="prevention",
            field=models.TextField(blank=True, max_length=4000, verbose_name="What keeps it from happening again"),
        ),
        migrations.AddField(
            model_name="breach",
            name="remedy",
            field=models.TextField(blank=True, max_length=4000, verbose_name="What was done about it"),
        ),
        migrations.AddField(
            model_name="breach",
            name="risk_words",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="answer",
            field=models.TextField(blank=True, editable=False, max_length=2000, verbose_name="Answer"),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="answered_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="Answered on"),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="answered_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Answered by",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="closes",
            field=models.TimeField(
                blank=True,
                help_text="An end before the beginning lies on the next day.",
                null=True,
                verbose_name="Window ends at",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="evidence",
            field=models.CharField(
                blank=True,
                help_text="A link, a ticket number, or where the proof is kept. Files are added on the page of the exclusion.",
                max_length=500,
                verbose_name="Evidence",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="monitors",
            field=models.JSONField(blank=True, default=list, verbose_name="Only these monitors"),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="notice_at",
            field=models.DateTimeField(
                blank=True,
                help_text="For planned maintenance: when you were told of it.",
                null=True,
                verbose_name="Notice given",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="on_behalf",
            field=models.BooleanField(default=False, editable=False, verbose_name="Recorded for the provider"),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="opens",
            field=models.TimeField(blank=True, null=True, verbose_name="Window begins at"),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="proposed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="Proposed"),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="proposed_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Proposed by",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="proposed_side",
            field=models.CharField(
                choices=[("customer", "Customer"), ("provider", "Provider")],
                default="customer",
                editable=False,
                max_length=8,
                verbose_name="Proposed by",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("agreed", "Agreed"),
                    ("refused", "Refused"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="proposed",
                max_length=50,
                verbose_name="State",
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="weekday",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (0, "Monday"),
                    (1, "Tuesday"),
                    (2, "Wednesday"),
                    (3, "Thursday"),
                    (4, "Friday"),
                    (5, "Saturday"),
                    (6, "Sunday"),
                ],
                null=True,
                verbose_name="Every week on",
            ),
        ),
        migrations.AlterField(
            model_name="breach",
            name="explanation",
            field=models.TextField(blank=True, max_length=4000, verbose_name="What happened, and why"),
        ),
        migrations.AlterField(
            model_name="breach",
            name="state",
            field=models.CharField(
                choices=[
                    ("raised", "Unanswered"),
                    ("acknowledged", "Acknowledged"),
                    ("explained", "Explained"),
                    ("closed", "Closed"),
                ],
                default="raised",
                max_length=50,
                verbose_name="State",
            ),
        ),
        migrations.AlterField(
            model_name="exclusion",
            name="agreed_by",
            field=models.CharField(blank=True, editable=False, max_length=160, verbose_name="Agreed by"),
        ),
        migrations.AlterField(
            model_name="exclusion",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exclusions",
                to="sla.agreement",
                verbose_name="Agreement",
            ),
        ),
        migrations.AddField(
            model_name="remedy",
            name="breach",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="remedies",
                to="sla.breach",
                verbose_name="Breach",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="acknowledged_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Acknowledged by",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="sla.agreement",
                verbose_name="Agreement",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Checked by",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="issued_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="Issued by",
            ),
        ),
        migrations.AddField(
            model_name="statementfacts",
            name="statement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="kept",
                to="sla.statement",
                verbose_name="Monthly statement",
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(fields=("agreement", "month"), name="statement_once"),
        ),
    ]
