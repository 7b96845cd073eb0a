import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("programme", "0005_task_reminders"),
        ("vendors", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SourcingLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("acquisition", "Acquisition or development"),
                            ("staff", "Staff"),
                            ("running", "Running and coordination"),
                            ("maintenance", "Maintenance and administration"),
                            ("switching", "Switching"),
                        ],
                        max_length=12,
                        verbose_name="Category",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="What is paid for")),
                ("per_user", models.BooleanField(default=False, verbose_name="Per user")),
                ("rises", models.BooleanField(default=False, verbose_name="Price may rise")),
            ],
            options={
                "verbose_name": "cost of a way",
                "ordering": ["option", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SourcingMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("upfront", "Lower up-front cost and total risk"),
                            ("faster", "Faster"),
                            ("total_cost", "Lower total cost"),
                            ("service", "Better service"),
                            ("focus", "Focus on the core business"),
                            ("funds", "Funds are short"),
                            ("weak_it", "The IT base is weak"),
                            ("distraction", "Running it distracts from the core business"),
                        ],
                        max_length=12,
                        verbose_name="Topic",
                    ),
                ),
                (
                    "points",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="Score",
                    ),
                ),
                ("why", models.CharField(max_length=500, verbose_name="Why")),
            ],
            options={
                "verbose_name": "score of a way",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SourcingOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("request", models.PositiveSmallIntegerField(editable=False)),
                ("why", models.TextField(max_length=2000, verbose_name="Why")),
            ],
            options={
                "verbose_name": "opinion on the way",
                "ordering": ["pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="sourcing",
            options={"verbose_name": "build, buy or outsource"},
        ),
        migrations.AlterModelOptions(
            name="sourcingdecision",
            options={"ordering": ["-at", "-pk"], "verbose_name": "decision on the way"},
        ),
        migrations.AlterModelOptions(
            name="sourcingoption",
            options={"ordering": ["pk"], "verbose_name": "way to get the CRM"},
        ),
        migrations.AddField(
            model_name="sourcing",
            name="requests",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="sourcing",
            name="users",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="How many people the amounts “per user” are reckoned for.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(1000000),
                ],
                verbose_name="Users planned",
            ),
        ),
        migrations.AddField(
            model_name="sourcingdecision",
            name="dissent",
            field=models.TextField(blank=True, verbose_name="Who saw it differently, and why"),
        ),
        migrations.AddField(
            model_name="sourcingoption",
            name="exit_cost",
            field=models.DecimalField(
                decimal_places=2,
                default=0,
                help_text="To leave at the end: data hand-back, two systems side by side, learning anew. Counted once.",
                max_digits=14,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="Exit cost",
            ),
        ),
        migrations.AddField(
            model_name="sourcingoption",
            name="months_high",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(120)],
                verbose_name="Months to first use, if much goes wrong",
            ),
        ),
        migrations.AddField(
            model_name="sourcingoption",
            name="months_low",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(120)],
                verbose_name="Months to first use, if all goes well",
            ),
        ),
        migrations.AddField(
            model_name="sourcingoption",
            name="specialists_kept",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="People of our own who know the system well enough to judge the provider and to change it.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(999)],
                verbose_name="Specialists kept in the house",
            ),
        ),
        migrations.AddField(
            model_name="sourcingoption",
            name="specialists_named",
            field=models.CharField(
                blank=True, help_text="Names, and what each looks after.", max_length=300, verbose_name="Who they are"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingoption",
            constraint=models.CheckConstraint(
                condition=models.Q(("exit_cost__gte", 0)), name="sourcing_exit_not_negative"
            ),
        ),
        migrations.AddField(
            model_name="sourcingline",
            name="option",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="vendors.sourcingoption"
            ),
        ),
        migrations.AlterField(
            model_name="sourcingcost",
            name="option",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="costs",
                to="vendors.sourcingoption",
            ),
        ),
        migrations.AlterField(
            model_name="sourcingcost",
            name="category",
            field=models.CharField(max_length=12, null=True),
        ),
        migrations.AddField(
            model_name="sourcingcost",
            name="line",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="vendors.sourcingline"
            ),
        ),
        migrations.AddField(
            model_name="sourcingmark",
            name="option",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="marks",
                to="vendors.sourcingoption",
            ),
        ),
        migrations.AddField(
            model_name="sourcingmark",
            name="sourcing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="vendors.sourcing"
            ),
        ),
        migrations.AddField(
            model_name="sourcingopinion",
            name="option",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="vendors.sourcingoption",
                verbose_name="Way",
            ),
        ),
        migrations.AddField(
            model_name="sourcingopinion",
            name="person",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sourcingopinion",
            name="sourcing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="opinions", to="vendors.sourcing"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingline",
            constraint=models.UniqueConstraint(
                fields=("option", "category", "title"),
                name="sourcing_line_once",
                violation_error_message="Give two lines of one category different names.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingmark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("option", None)), fields=("sourcing", "topic"), name="sourcing_mark_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingmark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("option__isnull", False)),
                fields=("sourcing", "topic", "option"),
                name="sourcing_mark_once_an_option",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__gte", 1), ("points__lte", 5)), name="sourcing_mark_from_1_to_5"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingopinion",
            constraint=models.UniqueConstraint(fields=("sourcing", "request", "person"), name="sourcing_opinion_once"),
        ),
    ]
