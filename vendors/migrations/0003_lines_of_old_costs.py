from django.db import migrations

#: Categories whose prices somebody else sets from year to year.
PRICED = ("running", "maintenance")


def give_lines(apps, schema_editor):
    """A line for each option and category that had costs: the same for any number of users, its price rising where usual."""
    cost, line = (apps.get_model("vendors", name) for name in ("SourcingCost", "SourcingLine"))
    for option, category in cost.objects.order_by("option", "pk").values_list("option", "category"):
        made, _new = line.objects.get_or_create(
            option_id=option, category=category, title="", defaults={"rises": category in PRICED}
        )
        cost.objects.filter(option_id=option, category=category).update(line=made)


def take_lines_back(apps, schema_editor):
    """Every cost stands under its option and category again; lines of one category are added up."""
    first = {}
    for cost in apps.get_model("vendors", "SourcingCost").objects.select_related("line").order_by("pk"):
        kept = first.setdefault((cost.line.option_id, cost.line.category, cost.year), cost)
        if kept is not cost:
            kept.amount += cost.amount
            cost.delete()
    for (option, category, _year), cost in first.items():
        cost.option_id, cost.category, cost.line = option, category, None
        cost.save()


class Migration(migrations.Migration):
    dependencies = [("vendors", "0002_sourcing_lines")]

    operations = [migrations.RunPython(give_lines, take_lines_back)]
