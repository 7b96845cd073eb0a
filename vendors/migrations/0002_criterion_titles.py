from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("vendors", "0001_initial")]

    operations = [migrations.RemoveConstraint(model_name="vendorcriterion", name="vendor_criterion_once")]
