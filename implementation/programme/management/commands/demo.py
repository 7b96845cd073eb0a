import importlib

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.module_loading import module_has_submodule

from implementation.programme.demo import CHINESE, ENGLISH, PASSWORD, tell_both
from implementation.programme.models import Programme


class Command(BaseCommand):
    help = "Rebuild the demonstration: two fictitious organisations half way along their path. Deletes all data."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is a programme already")
        parser.add_argument("--logins", action="store_true", help="only print one login per role")

    def handle(self, *args, if_empty, logins, **options):
        if logins:
            return self.print_logins()
        if if_empty and Programme.objects.exists():
            return None
        for config in apps.get_app_configs():
            if module_has_submodule(config.module, "demo"):
                importlib.import_module(f"{config.name}.demo")
        call_command("flush", interactive=False, verbosity=0)
        for story in tell_both():
            self.stdout.write(f"{story.programme.organisation}: {story.programme}")
        return None

    def print_logins(self):
        self.stdout.write(f"Password for all: {PASSWORD}")
        for role, (email, _name) in ENGLISH.items():
            other = CHINESE[role][0]
            self.stdout.write(f"  {role:15} {email:30} {other if other != email else ''}".rstrip())
