from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("data_readiness", "0004_profiles_without_faults"),
    ]

    operations = [
        migrations.RenameField("duplicatepair", "by", "reviewer"),
    ]
