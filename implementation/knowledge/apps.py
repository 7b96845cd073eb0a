from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class KnowledgeConfig(AppConfig):
    name = "implementation.knowledge"
    verbose_name = "Knowledge"

    def ready(self):
        from implementation.knowledge import index  # noqa: F401  its receivers keep the search up to date

        post_migrate.connect(lay_index, sender=self)


def lay_index(using, **kwargs):
    """What the search needs of the database and no model can say."""
    from implementation.knowledge import fulltext

    fulltext.lay(connections[using])
