from django.db import migrations


def need_master_data(apps, schema_editor):
    """Modules that have not been piloted need the customer master data, as new ones do. Pilots already under way go on:
    a charter is asked for at the start only."""
    Module = apps.get_model("rollout", "Module")
    for foundation in Module.objects.filter(key="master_data"):
        waiting = Module.objects.filter(programme_id=foundation.programme_id, state="not_started")
        for module in waiting.exclude(pk=foundation.pk):
            module.needs.add(foundation)


class Migration(migrations.Migration):
    dependencies = [("rollout", "0005_charters_feedback_and_issues")]

    operations = [migrations.RunPython(need_master_data, migrations.RunPython.noop)]
