from django.db import migrations


def date_old_requests(apps, schema_editor):
    """Old requests were asked for on the day that the audit trail says."""
    Entry, Change = apps.get_model("core", "AuditEntry"), apps.get_model("change_mgmt", "ChangeRequest")
    entries = Entry.objects.filter(label="change_mgmt.changerequest", verb="submitted")
    days = {pk: at.date() for pk, at in entries.values_list("object_id", "at")}
    for change in Change.objects.filter(pk__in=days):
        change.asked_on = days[change.pk]
        change.save(update_fields=["asked_on"])


class Migration(migrations.Migration):
    dependencies = [("change_mgmt", "0005_deeper_changes"), ("core", "0003_secret_mail")]
    operations = [migrations.RunPython(date_old_requests, migrations.RunPython.noop)]
