import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vendors", "0003_lines_of_old_costs"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="sourcingcost",
            options={"ordering": ["line", "year", "pk"], "verbose_name": "cost of a way in one year"},
        ),
        migrations.RemoveConstraint(
            model_name="sourcingcost",
            name="sourcing_cost_once",
        ),
        migrations.RemoveField(
            model_name="sourcingcost",
            name="category",
        ),
        migrations.RemoveField(
            model_name="sourcingcost",
            name="option",
        ),
        migrations.AlterField(
            model_name="sourcingcost",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="vendors.sourcingline"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcingcost",
            constraint=models.UniqueConstraint(fields=("line", "year"), name="sourcing_cost_once_a_year"),
        ),
    ]
