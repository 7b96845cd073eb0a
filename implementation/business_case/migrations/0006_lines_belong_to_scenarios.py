import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("business_case", "0005_lines_into_scenarios")]

    operations = [
        migrations.AlterField(
            model_name="line",
            name="scenario",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="business_case.scenario",
                verbose_name="Scenario",
            ),
        ),
        migrations.RemoveField(model_name="line", name="case"),
    ]
