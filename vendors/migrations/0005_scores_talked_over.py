import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ON_SCALE = [django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)]


class Migration(migrations.Migration):
    dependencies = [
        ("vendors", "0004_costs_stand_in_lines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dissent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("text", models.TextField(max_length=2000, verbose_name="What you hold against it")),
                ("after_choice", models.BooleanField(default=False, editable=False)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "evaluator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dissents", to="vendors.evaluator"
                    ),
                ),
            ],
            options={"verbose_name": "dissent", "ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="ScoreChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("before", models.PositiveSmallIntegerField(validators=ON_SCALE, verbose_name="Before")),
                ("evidence_before", models.CharField(blank=True, max_length=500, verbose_name="What showed it")),
                ("after", models.PositiveSmallIntegerField(validators=ON_SCALE, verbose_name="After")),
                ("reason", models.CharField(max_length=500, verbose_name="Why")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "score",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="vendors.score"
                    ),
                ),
            ],
            options={"verbose_name": "change of a score", "ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("note", models.TextField(max_length=2000, verbose_name="What came of it")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="vendors.vendorcriterion"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="talks", to="vendors.selectionround"
                    ),
                ),
                (
                    "vendor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="talks", to="vendors.vendor"
                    ),
                ),
            ],
            options={"verbose_name": "talk about scores", "ordering": ["pk"]},
        ),
        migrations.AlterModelOptions(
            name="evaluator",
            options={"ordering": ["user__name", "pk"], "verbose_name": "scoring sheet"},
        ),
        migrations.AlterModelOptions(
            name="score",
            options={"ordering": ["vendor", "criterion", "pk"], "verbose_name": "score of a vendor"},
        ),
        migrations.AlterModelOptions(
            name="vendorselection",
            options={"ordering": ["-at", "-pk"], "verbose_name": "choice of a vendor"},
        ),
        migrations.AddField(
            model_name="evaluator",
            name="sheet_salt",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="selectionround",
            name="reminded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="vendorselection",
            name="conditions",
            field=models.TextField(blank=True, verbose_name="Conditions"),
        ),
        migrations.AddConstraint(
            model_name="dissent",
            constraint=models.UniqueConstraint(fields=("evaluator", "after_choice"), name="dissent_once"),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.UniqueConstraint(fields=("round", "vendor", "criterion"), name="score_talked_over_once"),
        ),
    ]
