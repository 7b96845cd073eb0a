"""Who is listened to by whom as SVG: one row each, whose word travels farthest on top, and an arc to each who listens."""

from collections.abc import Sequence
from dataclasses import dataclass

from change_mgmt.stakeholders.marks import linked, mark
from core.charts.labels import wrap
from core.charts.pen import element, escape

ROW, TOP = 40, 8


@dataclass(frozen=True)
class Voice:
    """Somebody in the picture; ``said`` stands under the name (how many they reach)."""

    pk: int
    name: str
    url: str
    attitude: int
    words: str
    said: str


def network(voices: Sequence[Voice], ties: Sequence[tuple[int, int, int]], *, title: str, width: int = 720) -> str:
    """Ties are (who is listened to, who listens, strength 1 to 3); arcs to the right, their width the strength."""
    names = min(260, width * 0.48)
    rows = {voice.pk: TOP + ROW * place + ROW / 2 for place, voice in enumerate(voices)}
    height = TOP * 2 + ROW * len(voices)
    arcs = "".join(
        _arc(rows[speaker], rows[listener], strength, names + 14, width - names - 30, height)
        for speaker, listener, strength in ties
        if speaker in rows and listener in rows
    )
    people = "".join(_row(voice, rows[voice.pk], names) for voice in voices)
    return element(
        "svg", arcs + people, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", width=width,
        height=height, role="group", aria_label=title, class_="stake-map",
    )  # fmt: skip


def _row(voice: Voice, y: float, names: float) -> str:
    name = wrap(voice.name, names - 30, lines=1)[0]
    drawn = (
        element("text", escape(name), x=names - 8, y=y, text_anchor="end", class_="map-name")
        + element("text", escape(voice.said), x=names - 8, y=y + 14, text_anchor="end", class_="map-said")
        + mark(voice.attitude, names + 4, y)
    )
    return linked(drawn, url=voice.url, hint=f"{voice.name}: {voice.words}")


def _arc(start: float, end: float, strength: int, x: float, room: float, height: float) -> str:
    """Downwards it leaves to the right of the mark; upwards it is dashed, so that the two are told apart."""
    bulge = min(room, 26 + abs(end - start) / max(height, 1) * room * 1.15)
    way = f"M {x:.1f} {start:.1f} C {x + bulge:.1f} {start:.1f} {x + bulge:.1f} {end:.1f} {x + 8:.1f} {end:.1f}"
    css = "net-way" if end > start else "net-way net-up"
    head = f"{x:.1f},{end:.1f} {x + 9:.1f},{end - 4.5:.1f} {x + 9:.1f},{end + 4.5:.1f}"
    return element("path", d=way, class_=f"{css} net-{strength}") + element("polygon", points=head, class_="net-head")
