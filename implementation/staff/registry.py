"""What the apps above hold about one person: shown on their page, and made nameless when they are forgotten."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from implementation.staff.models import Employee


@dataclass(frozen=True)
class Held:
    """One line: what it is, what it says (a number or a sentence), and the page that shows it.

    ``permission`` is asked for the programme before the line is shown; without one everybody who sees the person sees it.
    """

    what: Any
    says: Any
    url: str = ""
    permission: str = ""


_lines: list[Callable[[Employee], Iterable[Held]]] = []
_forgetters: list[Callable[[Employee], None]] = []


def about_employee(function: Callable[[Employee], Iterable[Held]]):
    """Register ``function(employee) -> Iterable[Held]``; put it into the app's ``panels.py``, which is found by itself."""
    _lines.append(function)
    return function


def held_about(employee: Employee) -> list[Held]:
    return [line for function in _lines for line in function(employee)]


def forgets(function: Callable[[Employee], None]):
    """Register ``function(employee)``: takes the person's name and address out of what an app keeps beside the record.

    It runs in the transaction that forgets the person, before name and address are replaced.
    """
    _forgetters.append(function)
    return function


def forget_everywhere(employee: Employee) -> None:
    for function in _forgetters:
        function(employee)
