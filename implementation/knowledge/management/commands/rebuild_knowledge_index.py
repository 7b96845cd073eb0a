from django.core.management.base import BaseCommand
from django.db import connection, transaction

from implementation.knowledge import fulltext
from implementation.knowledge.index import rebuild


class Command(BaseCommand):
    help = "Makes the index of the knowledge base anew from the articles and the files beside them."

    @transaction.atomic
    def handle(self, *args, **options):
        fulltext.lay(connection)
        self.stdout.write(f"{rebuild()} articles indexed")
