from django.db import migrations
from django.utils import translation
from django.utils.translation import gettext


def fill(apps, schema_editor):
    """Each version gets its lines as one scenario, the chosen one, and "Doing nothing" beside it."""
    cases = apps.get_model("business_case", "BusinessCase").objects
    scenarios = apps.get_model("business_case", "Scenario").objects
    lines = apps.get_model("business_case", "Line").objects
    latest = {}
    for case in cases.select_related("programme__organisation").order_by("programme_id", "number"):
        before = latest.get(case.programme_id, (None, None))
        with translation.override(case.programme.organisation.language):
            planned, nothing = gettext("As planned"), gettext("Doing nothing")
        chosen = scenarios.create(case=case, mode="other", title=planned, is_chosen=True, previous=before[0])
        beside = scenarios.create(case=case, mode="nothing", title=nothing, previous=before[1])
        lines.filter(case=case).update(scenario=chosen)
        latest[case.programme_id] = (chosen, beside)


class Migration(migrations.Migration):
    dependencies = [("business_case", "0004_scenarios")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
