"""Give rows from before a value: what risks were raised from becomes a link, what occurred becomes an issue."""

from django.db import migrations
from django.utils import timezone


def carry_over(apps, schema_editor):
    Risk = apps.get_model("risks", "Risk")
    Link = apps.get_model("risks", "RiskLink")
    for risk in Risk.objects.exclude(source_label="").exclude(source_id=None):
        Link.objects.get_or_create(
            risk=risk, source_label=risk.source_label, source_id=risk.source_id, defaults={"title": risk.title}
        )
    Risk.objects.exclude(catalogue_key="").filter(catalogue_version=None).update(catalogue_version=1)
    apps.get_model("risks", "TreatmentAction").objects.filter(state="done").update(progress=100)
    for risk in Risk.objects.filter(state="occurred", issues=None):
        make_issue(apps, risk)


def make_issue(apps, risk):
    """From the step that said so; with an owner of its own or else a manager of the programme."""
    entry = (
        apps.get_model("core", "AuditEntry")
        .objects.filter(label="risks.risk", object_id=risk.pk, verb="occur")
        .order_by("-number")
        .first()
    )
    members = apps.get_model("programme", "Membership").objects.filter(programme=risk.programme_id)
    member = members.filter(role="manager").order_by("pk").first() or members.order_by("pk").first()
    owner = risk.owner_id or (entry and entry.actor_id) or (member and member.user_id)
    if owner is None:
        return
    apps.get_model("risks", "RiskIssue").objects.create(
        risk=risk,
        what_happened=((entry and entry.note) or risk.event or risk.title)[:2000],
        happened_on=entry.at.date() if entry else timezone.localdate(),
        owner_id=owner,
        next_step=risk.title,
        due=timezone.localdate(),
        state="open",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("risks", "0007_scales_links_issues_catalogues"),
        ("core", "__first__"),
        ("programme", "0001_initial"),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
