from django.core.management.base import BaseCommand, CommandError

from core.audit import broken_links
from core.models import AuditChain


class Command(BaseCommand):
    help = "Prove that the audit trail and the frozen facts are whole, or name what was altered."

    def handle(self, *args, **options):
        breaks = list(broken_links())
        for line in breaks:
            self.stderr.write(line)
        if breaks:
            raise CommandError(f"Not whole: {len(breaks)} found.")
        for chain in AuditChain.objects.order_by("scope_key"):
            self.stdout.write(f"{chain.scope_key}: {chain.length} entries, head {chain.head[:16]}")
        self.stdout.write("Whole.")
