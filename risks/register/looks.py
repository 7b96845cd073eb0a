"""How the table looks to one person: columns, density, and the views that are kept under a name."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.models import User
from core.text import whole
from implementation.programme.models import Programme
from risks.models import Density, RegisterTaste, RegisterView
from risks.register.columns import Column, chosen
from risks.register.filters import Filter

#: Names in the address that a view keeps.
KEPT = tuple(Filter.__dataclass_fields__)
MOST_VIEWS = 50


@dataclass(frozen=True)
class Look:
    """``view`` is the one that the address names, None without."""

    columns: list[Column]
    density: str
    view: RegisterView | None = None

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def views_for(programme: Programme, user: User) -> QuerySet[RegisterView]:
    """One's own and the shared ones."""
    return RegisterView.objects.filter(Q(person=user) | Q(shared=True), programme=programme).select_related("person")


def view_named(params, programme: Programme, user: User) -> RegisterView | None:
    number = whole(params.get("view", ""))
    return views_for(programme, user).filter(pk=number).first() if number else None


def taste_of(programme: Programme, user: User) -> RegisterTaste:
    found = RegisterTaste.objects.select_related("opens_with__person").filter(programme=programme, person=user).first()
    return found or RegisterTaste(programme=programme, person=user)


def look(params, programme: Programme, user: User) -> Look:
    kept = view_named(params, programme, user) or taste_of(programme, user)
    density = kept.density if kept.density in Density.values else Density.NORMAL
    return Look(chosen(kept.columns), density, kept if isinstance(kept, RegisterView) else None)


def opening(params, programme: Programme, user: User) -> RegisterView | None:
    """The view that the bare address opens with: this person's choice, as long as they may see it."""
    if params:
        return None
    view = taste_of(programme, user).opens_with
    return view if view is not None and (view.shared or view.person_id == user.pk) else None


def query_of(params) -> str:
    """What a view keeps of an address."""
    return urlencode([(name, params[name]) for name in KEPT if params.get(name)])[:1000]


def address_of(view: RegisterView) -> str:
    return f"?{view.query}&view={view.pk}" if view.query else f"?view={view.pk}"


@transaction.atomic
def set_look(params, programme: Programme, user: User, *, columns: list[str], density: str) -> None:
    """Remembered in the open view where it is this person's own, otherwise as their taste."""
    view = view_named(params, programme, user)
    kept = view if view is not None and view.person_id == user.pk else taste_of(programme, user)
    kept.columns = [column.name for column in chosen(columns)]
    kept.density = density
    kept.save()


def keep_view(view: RegisterView) -> RegisterView:
    """Raises ValidationError where the name is taken, or there are too many."""
    if RegisterView.objects.filter(programme=view.programme, person=view.person).count() >= MOST_VIEWS and not view.pk:
        raise ValidationError(_("You have as many views as one can keep: delete one first."))
    view.full_clean()
    view.save()
    return view


def open_with(programme: Programme, user: User, view: RegisterView | None) -> None:
    taste = taste_of(programme, user)
    taste.opens_with = view
    taste.save()


def own_view(programme: Programme, user: User, pk: int) -> RegisterView | None:
    """Only who made a view renames, shares or deletes it."""
    found = views_for(programme, user).filter(pk=pk).first()
    if found is not None and found.person_id != user.pk:
        raise PermissionDenied
    return found
