"""Every risk gets its own mark for export and import; those that are there already, too."""

import uuid

from django.db import migrations, models


def mark(apps, schema_editor):
    Risk = apps.get_model("risks", "Risk")
    found = []
    for risk in Risk.objects.filter(uuid=None).only("pk").iterator():
        risk.uuid = uuid.uuid4()
        found.append(risk)
    Risk.objects.bulk_update(found, ["uuid"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("risks", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="risk", name="uuid", field=models.UUIDField(default=None, editable=False, null=True)
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
