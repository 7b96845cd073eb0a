from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("data_readiness", "0003_rules_and_profiles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="profile",
            name="columns",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name="profile",
            name="samples",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
