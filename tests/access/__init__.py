"""The one access table: which roles open which page and take which step, put together from a module for each app.

Each module has ``PAGES``: URL name -> (roles, kwargs) or (roles, kwargs, "post"), where ``kwargs(programme)`` makes what the
page is about and returns what its address is reversed with; ``STEPS``: ``label.model.step`` -> roles; and, where sending a
page's form is for fewer people than reading it, ``FORMS``: URL name -> (roles, kwargs).
"""

import importlib
import pkgutil


def table(kind: str) -> dict:
    """All rows of a kind; a row in two modules is a mistake."""
    found: dict = {}
    for module in pkgutil.iter_modules(__path__):
        rows = getattr(importlib.import_module(f"{__name__}.{module.name}"), kind, {})
        if twice := set(found) & set(rows):
            raise ValueError(f"In the access table twice: {sorted(twice)}")
        found |= rows
    return found
