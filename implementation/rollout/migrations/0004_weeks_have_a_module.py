import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("rollout", "0003_place_old_weeks")]

    operations = [
        migrations.AlterField(
            model_name="adoptionfigure",
            name="module",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adoption",
                to="rollout.module",
                verbose_name="Module",
            ),
        ),
    ]
