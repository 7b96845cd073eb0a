from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class NoMigrations:
    """What Django takes for “this app has none”, whatever the app."""

    def __contains__(self, label):
        return True

    def __getitem__(self, label):
        return None


class Command(BaseCommand):
    help = "Bring the database up to date: an empty one gets its tables at once, any other is migrated."

    def handle(self, *args, verbosity, **options):
        recorder = MigrationRecorder(connection)
        if recorder.applied_migrations():
            call_command("migrate", verbosity=verbosity)
            return
        # Killed in the middle, it begins again: only missing tables are made, and nothing is recorded before all are there.
        kept, settings.MIGRATION_MODULES = settings.MIGRATION_MODULES, NoMigrations()
        try:
            call_command("migrate", run_syncdb=True, verbosity=0)
        finally:
            settings.MIGRATION_MODULES = kept
        recorder.ensure_schema()
        recorder.migration_qs.bulk_create(
            recorder.Migration(app=app, name=name) for app, name in sorted(MigrationLoader(connection).disk_migrations)
        )
        if verbosity:
            self.stdout.write("The tables are laid.")
