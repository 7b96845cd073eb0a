"""What a template holds, part by part. Apps offer their parts in ``template_parts.py``.

>>> @template_part("rollout.modules", title=_("Modules"), order=110)
... class Modules(Part):
...     fields = {"order": _("Place in the order")}
...     def take(self, programme): ...
...     def apply(self, programme, items, *, by): ...

A part is a list of items ``{"key", "title", "under", "fields"}`` of plain JSON values. Nothing personal goes in: no people, no
amounts; names in texts are taken out by :mod:`implementation.experience.privacy` before anything is frozen.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.evidence import in_this_language
from core.roles import INSIDERS, Role
from core.text import MARKS, listed
from implementation.experience.compare import ADDED, Change
from implementation.programme.models import Programme

Items = list[dict[str, Any]]
#: Parts below this order are the path itself: laid before the new programme is furnished, the others after it.
PATH = 100

ONLY_AT_THE_START = gettext_lazy("This comes with a new programme only.")


def item(key: str, title: Any, *, under: str = "", **fields: Any) -> dict[str, Any]:
    return {"key": key, "title": title, "under": under, "fields": fields}


class Part:
    """One part of a template. Subclasses say what is taken and what is done with it."""

    name: str
    title: Any
    order: int
    #: Field -> its words, in the order in which they are shown.
    fields: dict[str, Any] = {}
    #: Fields that a running programme can take over from a new version; the others only tell.
    upgraded: tuple[str, ...] = ()
    #: Which roles read this part of a template.
    readers: frozenset[Role] = INSIDERS
    #: What the page says under the title.
    note: Any = ""
    #: Field -> the words of its values.
    choices: dict[str, dict] = {}

    def take(self, programme: Programme) -> Items:
        raise NotImplementedError

    def apply(self, programme: Programme, items: Items, *, by) -> None:
        """Put the items in place on a new programme."""

    def align(self, programme: Programme, mine: Items, *known: Items) -> Items:
        """``mine`` as it is compared with what the programme came from; for values that are worked out from dates."""
        return mine

    def closed(self, programme: Programme, change: Change) -> Any:
        """Why a change cannot come to this running programme now; None when it can."""
        return ONLY_AT_THE_START

    def take_over(self, programme: Programme, change: Change, *, by) -> None:
        """Bring one change to a running programme."""

    def shown(self, field: str, value: Any) -> str:
        """A value in words."""
        if field in self.choices and not isinstance(value, list):
            return str(self.choices[field].get(value, value if value not in (None, "") else "–"))
        return shown(value)


def shown(value: Any) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float):
        return formats.number_format(value)
    if isinstance(value, dict):
        if set(value) >= {"en", "zh-hans"}:
            return in_this_language(value)
        return listed(f"{key}{MARKS[':']}{shown(one)}" for key, one in value.items())
    if isinstance(value, list):
        return listed(shown(one) for one in value)
    return str(value)


_parts: dict[str, Part] = {}
_private: list[Callable[[Programme], dict[str, Any]]] = []


def template_part(name: str, *, title: Any, order: int):
    """Register a part under its name; ``order`` is its place on the page and when it is applied."""

    def register(cls: type[Part]) -> type[Part]:
        if name in _parts:
            raise ValueError(f"Template part {name} is registered twice")
        part = cls()
        part.name, part.title, part.order = name, title, order
        _parts[name] = part
        return cls

    return register


def parts() -> list[Part]:
    return sorted(_parts.values(), key=lambda part: (part.order, part.name))


def parts_read_with(roles: Iterable[Role]) -> list[Part]:
    return [part for part in parts() if part.readers & set(roles)]


def private_names(function):
    """Register ``function(programme) -> {name: what stands in for it}`` for names that leave no programme."""
    _private.append(function)
    return function


def names_of(programme: Programme) -> dict[str, str]:
    return {name: str(word) for function in _private for name, word in function(programme).items()}


__all__ = ["ADDED", "PATH", "Change", "Items", "Part", "item", "names_of", "parts", "private_names", "template_part"]
