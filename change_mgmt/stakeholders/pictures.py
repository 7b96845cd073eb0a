"""The pictures of the register with what is said beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from change_mgmt.models import Attitude, Stakeholder, Tie
from change_mgmt.stakeholders.influence import Reach, by_reach, central, reaches
from change_mgmt.stakeholders.map_picture import Spot, Words, narrow_map, wide_map
from change_mgmt.stakeholders.net_picture import Voice, network
from change_mgmt.stakeholders.standing import Standing
from change_mgmt.stakeholders.table import mark_of
from core.charts import Markup
from core.text import listed
from implementation.programme.models import Programme

#: In one picture; the table has them all.
MOST = 30


@dataclass(frozen=True)
class Map:
    wide: Markup
    narrow: Markup
    spots: list[Spot]
    message: str


def attitude_key() -> list[tuple[Markup, str]]:
    return [(mark_of(value), label) for value, label in Attitude.choices]


def map_of(found: Sequence[Standing]) -> Map:
    """Influence upwards, interest to the right; the corner says how to deal with whoever stands there."""
    spots = [
        Spot(
            number,
            each.stakeholder.name,
            each.stakeholder.get_absolute_url(),
            each.stakeholder.influence,
            each.stakeholder.interest,
            each.stakeholder.attitude_now,
            str(each.words),
            each.came_from,
        )
        for number, each in enumerate(found, start=1)
    ]
    corners = _("Keep satisfied"), _("Manage closely"), pgettext("stakeholder", "Monitor"), _("Keep informed")
    words = Words(_("Influence and interest"), _("Influence"), _("Interest"), corners)
    close = [spot.name for spot in spots if spot.influence > 3 and spot.interest > 3]
    if close:
        message = _("To manage closely: %(names)s.") % {"names": listed(close)}
    else:
        message = _("Nobody has both much influence and much interest.")
    return Map(Markup(wide_map(spots, words)), Markup(narrow_map(spots, words)), spots, message)


@dataclass(frozen=True)
class Net:
    """Who is listened to: ``people`` with their reach, farthest first; ``central`` the few who reach many."""

    wide: Markup
    narrow: Markup
    people: list[tuple[Stakeholder, Reach, list[Tie]]]
    central: list[Stakeholder]
    hidden: int


def net_of(programme: Programme, seen: QuerySet) -> Net | None:
    """None where nobody has said yet who listens to whom. Two queries."""
    people = {each.pk: each for each in seen.filter(programme=programme)}
    ties = [
        tie
        for tie in Tie.objects.filter(stakeholder__programme=programme).order_by("-strength", "pk")
        if tie.stakeholder_id in people and tie.listener_id in people
    ]
    if not ties:
        return None
    lines = [(tie.stakeholder_id, tie.listener_id, tie.strength) for tie in ties]
    in_it = {pk for speaker, listener, _strength in lines for pk in (speaker, listener)}
    reach = reaches(in_it, lines)
    heard: dict[int, list[Tie]] = {pk: [] for pk in in_it}
    for tie in ties:
        tie.listener, tie.stakeholder = people[tie.listener_id], people[tie.stakeholder_id]
        heard[tie.stakeholder_id].append(tie)
    order = by_reach(reach)
    voices = [_voice(people[pk], reach[pk]) for pk in order[:MOST]]
    title = _("Who listens to whom")
    return Net(
        Markup(network(voices, lines, title=title, width=820)),
        Markup(network(voices, lines, title=title, width=350)),
        [(people[pk], reach[pk], heard[pk]) for pk in order],
        [people[pk] for pk in central(reach)],
        max(0, len(order) - MOST),
    )


def _voice(stakeholder: Stakeholder, reach: Reach) -> Voice:
    said = _("reaches %(n)d") % {"n": reach.people} if reach.people else _("listens only")
    url = reverse("stakeholder", args=[stakeholder.programme_id, stakeholder.pk])
    words = stakeholder.get_attitude_now_display()
    return Voice(stakeholder.pk, stakeholder.name, url, stakeholder.attitude_now, words, said)
