from django.db import migrations, models


def say_how_each_contract_renews(apps, schema_editor):
    """Until now the months alone said it: some months rolled on, none ended by itself."""
    contracts = apps.get_model("vendors", "Contract").objects.filter(renewal="")
    contracts.filter(renewal_months=0).update(renewal="ends")
    contracts.exclude(renewal_months=0).update(renewal="tacit")


class Migration(migrations.Migration):
    dependencies = [("vendors", "0008_contract_life")]

    operations = [
        migrations.RunPython(say_how_each_contract_renews, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('renewal__in', ['tacit', 'option']), ('renewal_months__gte', 1)), models.Q(('renewal__in', ['ends', 'open']), ('renewal_months', 0)), _connector='OR'), name='contract_renewal_fits'),
        ),
    ]
