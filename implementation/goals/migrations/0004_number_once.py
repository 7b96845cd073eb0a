from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goals", "0003_numbers_and_modules")]

    operations = [
        migrations.RemoveField(model_name="goal", name="module"),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("programme", "number"), name="goal_number_once"),
        ),
    ]
