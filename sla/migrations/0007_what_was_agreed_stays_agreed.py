import datetime

from django.db import migrations

#: Days to answer a breach, as an agreement has them that says nothing else.
DAYS = 10


def settle(apps, schema_editor):
    """Exclusions on record were agreed by both sides; breaches that nobody answered get a day."""
    apps.get_model("sla", "Exclusion").objects.update(state="agreed")
    Breach = apps.get_model("sla", "Breach")
    for breach in Breach.objects.filter(state="raised", answer_by=None):
        Breach.objects.filter(pk=breach.pk).update(answer_by=breach.raised_at.date() + datetime.timedelta(days=DAYS))


class Migration(migrations.Migration):
    dependencies = [("sla", "0006_consent_and_statements")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
