from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.models.user import LANGUAGES
from implementation.programme.models import Programme
from implementation.reports.document import document
from implementation.reports.facts import facts
from implementation.reports.forms import next_period


class Command(BaseCommand):
    help = "Write the progress report of a programme as it stands now, as a PDF that says it is not published."

    def add_arguments(self, parser):
        parser.add_argument("programme", type=int, help="the programme's number")
        parser.add_argument(
            "--language", choices=[code for code, _name in LANGUAGES], help="default: the organisation's"
        )
        parser.add_argument("--output", type=Path, required=True, help="the file to write")
        parser.add_argument("--headline", default="", help="the sentence at the top")

    def handle(self, *args, programme, language, output, headline, **options):
        found = Programme.objects.select_related("organisation").filter(pk=programme).first()
        if found is None:
            raise CommandError(f"There is no programme {programme}.")
        with timezone.override(found.organisation.zone):
            drawn = document(
                facts(found, headline=headline, **next_period(found)), language or found.organisation.language
            )
        output.write_bytes(drawn.bytes)
        self.stdout.write(f"{output}: {drawn.pages} pages, {'tagged' if drawn.tagged else 'without tags'}")
