from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rollout", "0006_everything_needs_master_data")]

    operations = [migrations.RenameField("readinessanswer", "note", "remark")]
