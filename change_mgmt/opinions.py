"""What those who attended a session thought of it: shown from five answers up, hidden below."""

from dataclasses import dataclass
from decimal import Decimal

from change_mgmt.models import Session, SessionOpinion

LEAST = 5


@dataclass(frozen=True)
class Opinions:
    answers: int
    average: Decimal
    words: list[str]


def opinions_of(session: Session) -> Opinions | None:
    """None below five answers. The words stand in an order that tells nothing."""
    rows = list(SessionOpinion.objects.filter(session=session).values_list("rating", "words"))
    if len(rows) < LEAST:
        return None
    average = Decimal(sum(rating for rating, _words in rows)) / len(rows)
    return Opinions(len(rows), average, sorted(words for _rating, words in rows if words))
