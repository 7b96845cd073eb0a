"""Putting modules on a programme."""

from django.utils import translation

from core import actions
from core.models import User
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Programme
from implementation.rollout.models import Module


def add_module(programme: Programme, key: str, *, by: User | None) -> Module:
    """Put a module of the catalogue on the programme, named in the organisation's language."""
    spec = MODULES[key]
    with translation.override(programme.organisation.language):
        name = str(spec.name)
    module = Module(programme=programme, key=key, name=name, layer=spec.layer, order=list(MODULES).index(key))
    return actions.create(module, permission="rollout.edit_module", by=by)
