from django.db import migrations


def make_rules(apps, schema_editor):
    """Each table of tiers becomes a rule of the shape “steps” for its kind; the amounts stay as they were."""
    CreditRule, CreditTier = apps.get_model("sla", "CreditRule"), apps.get_model("sla", "CreditTier")
    tables = CreditTier.objects.order_by("agreement_id", "kind").values_list("agreement_id", "kind").distinct()
    for agreement, kind in list(tables):
        rule = CreditRule.objects.create(agreement_id=agreement, kind=kind, shape="steps")
        CreditTier.objects.filter(agreement_id=agreement, kind=kind).update(rule=rule)


class Migration(migrations.Migration):
    dependencies = [("sla", "0008_credit_rules")]

    operations = [migrations.RunPython(make_rules)]
