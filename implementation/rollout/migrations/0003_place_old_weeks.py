from django.db import migrations


def place(apps, schema_editor):
    """Each week goes to the module of its pilot, and to its department where the pilot has one and nobody else has that key."""
    AdoptionFigure = apps.get_model("rollout", "AdoptionFigure")
    taken = set()
    for figure in AdoptionFigure.objects.filter(module=None).select_related("pilot").order_by("-week", "-pk").iterator():
        places = list(figure.pilot.departments.values_list("pk", flat=True)[:2]) if figure.pilot.way == "departments" else []
        figure.module_id = figure.pilot.module_id
        key = (figure.module_id, places[0], figure.week) if len(places) == 1 else None
        if key and key not in taken:
            taken.add(key)
            figure.department_id = places[0]
        figure.save(update_fields=["module", "department"])


class Migration(migrations.Migration):

    dependencies = [("rollout", "0002_adoption_by_department")]

    operations = [migrations.RunPython(place, migrations.RunPython.noop)]
