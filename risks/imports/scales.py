"""Other people's scales on this register's: numbers up to anything, words, Roman numerals, probabilities, points.

Every found value gets 1 to 5 or None, and the rule that gave it is named. For a level 1 stands for very low and 5 for very
high.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from risks.imports.value_words import IMPACT, LEVEL, LIKELIHOOD
from risks.imports.words import meaning, normal

LIKELIHOODS, IMPACTS, LEVELS = "likelihood", "impact", "level"
VOCABULARIES = {LIKELIHOODS: LIKELIHOOD, IMPACTS: IMPACT, LEVELS: LEVEL}
#: The highest numbers that scales above five have; scores are products of two or three of them.
TOPS = (10, 100)
SCORE_TOPS = (9, 10, 16, 25, 100, 125)
#: A probability up to this share is 1, 2, 3, 4; above is 5.
SHARES = (0.1, 0.3, 0.5, 0.8)
FIBONACCI = (1, 2, 3, 5, 8, 13, 21)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}

_NUMBER = re.compile(r"(?<![\w.,])[-+]?\d+(?:[.,]\d+)?(?![\w.])")
_HINT = re.compile(r"(?:[01]\s*(?:-|–|—|to|至|до|a|~|\.\.)\s*|/\s*|of\s+)(\d{1,3})(?!\d)")


class Rule(StrEnum):
    SAME = "same"
    STRETCHED = "stretched"
    POINTS = "points"
    SHARE = "share"
    FIBONACCI = "fibonacci"
    ROMAN = "roman"
    WORDS = "words"
    NONE = "none"


@dataclass(frozen=True)
class Reading:
    """What each found value becomes (None: unknown), by which rule, and the top of the scale that the rule assumes."""

    ratings: dict[str, int | None]
    rule: Rule
    top: int | None = None


def top_named(heading: str) -> int | None:
    """The top of the scale that a heading names: “Likelihood (1-5)”, “Impact_1to10”, “Score /25”."""
    found = _HINT.search(unicodedata.normalize("NFKC", heading).casefold().replace("_", " "))
    return int(found[1]) if found and 3 <= int(found[1]) <= 1000 else None


def number_in(value: str) -> float | None:
    """The number that a value is or holds beside words: “4”, “4 - Likely”, “Likely (4)”, “3,5”."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", value).replace("%", " "))
    return float(found[0].replace(",", ".")) if len(found) == 1 else None


def usual_top(values: Iterable[str], kind: str = LIKELIHOODS) -> int | None:
    """The smallest usual scale that reaches the highest number; None without numbers.

    A scale of three or four is taken only where each of its numbers occurs: two risks rated 3 and 4 say nothing of the top.
    """
    numbers = {number for value in values if "%" not in value and (number := number_in(value)) is not None}
    if not numbers:
        return None
    highest = max(numbers)
    if highest <= 5:
        full = highest in (3, 4) and {float(n) for n in range(1, int(highest) + 1)} <= numbers
        return int(highest) if full else 5
    tops = SCORE_TOPS if kind == LEVELS else TOPS
    return next((top for top in tops if highest <= top), math.ceil(highest))


def rescaled(number: float, *, low: int, top: int) -> int | None:
    """Ends to ends, half up: 1 to 3 becomes 1, 3, 5. None for what lies outside the scale."""
    if not low <= number <= top:
        return None
    return math.floor(1 + (number - low) * 4 / (top - low) + 0.5)


def in_parts(number: float, *, top: int) -> int | None:
    """Points in five equal parts: of 25, up to 5 is 1, up to 10 is 2 and so on."""
    return max(1, math.ceil(5 * number / top)) if 0 <= number <= top else None


def by_share(share: float) -> int | None:
    """A probability from 0 to 1 as a likelihood."""
    if not 0 <= share <= 1:
        return None
    return 1 + sum(share > bound for bound in SHARES)


def read_scale(kind: str, values: Iterable[str], *, top: int | None = None) -> Reading:
    """Rate every found value of a kind (likelihood, impact, level).

    ``top`` is what headings or the other columns say of the scale; without it the values themselves decide.
    """
    found = list(dict.fromkeys(values))
    if found and all(normal(value) in ROMAN for value in found):
        numbers = {value: float(ROMAN[normal(value)]) for value in found}
        highest = top or usual_top(str(number) for number in numbers.values()) or 5
        return Reading({value: rescaled(n, low=1, top=highest) for value, n in numbers.items()}, Rule.ROMAN, highest)
    numbered = {value: number for value in found if (number := number_in(value)) is not None}
    worded = by_words(kind, [value for value in found if value not in numbered])
    if not numbered:
        return Reading(worded, Rule.WORDS if any(worded.values()) else Rule.NONE)
    ratings, rule, assumed = _by_number(kind, numbered, top)
    return Reading({value: {**ratings, **worded}[value] for value in found}, rule, assumed)


def _by_number(
    kind: str, numbered: Mapping[str, float], top: int | None
) -> tuple[dict[str, int | None], Rule, int | None]:
    if any("%" in value for value in numbered):
        shares = {v: n / 100 if "%" in v or n > 1 else n for v, n in numbered.items()}
        return {value: by_share(share) for value, share in shares.items()}, Rule.SHARE, None
    if top is None and max(numbered.values()) <= 1 and any(not n.is_integer() for n in numbered.values()):
        return {value: by_share(number) for value, number in numbered.items()}, Rule.SHARE, None
    if top is None and _is_fibonacci(numbered.values()):
        last = 13 if max(numbered.values()) > 8 else 8
        last = 21 if max(numbered.values()) > 13 else last
        place = {float(n): order for order, n in enumerate(n for n in FIBONACCI if n <= last)}
        ratings = {v: rescaled(place[n], low=0, top=len(place) - 1) for v, n in numbered.items()}
        return ratings, Rule.FIBONACCI, last
    assumed = top or usual_top(numbered, kind) or 5
    if kind == LEVELS and assumed > 10:
        return {value: in_parts(number, top=assumed) for value, number in numbered.items()}, Rule.POINTS, assumed
    low = 0 if min(numbered.values()) == 0 else 1
    ratings = {value: rescaled(number, low=low, top=assumed) for value, number in numbered.items()}
    return ratings, Rule.SAME if (low, assumed) == (1, 5) else Rule.STRETCHED, assumed


def only_sequence(values: Iterable[str]) -> bool:
    """Whether the values are Fibonacci numbers and nothing else."""
    numbers = [number_in(value) for value in values]
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) > 0 and _is_fibonacci(known)


def _is_fibonacci(numbers: Iterable[float]) -> bool:
    """Only numbers of the sequence, one of them at least 8, and few enough to be chosen from it on purpose."""
    found = set(numbers)
    return found <= {float(n) for n in FIBONACCI} and max(found) >= 8 and len(found) >= 3


def by_words(kind: str, values: Iterable[str]) -> dict[str, int | None]:
    """Words by their meaning; one that stands at the end of a scale in one register and inside it in another goes by its company."""
    found = list(values)
    said = {normal(value) for value in found}
    ratings: dict[str, int | None] = {}
    for value in found:
        entry = meaning(value, VOCABULARIES[kind])
        ratings[value] = int(entry) if entry else None
    if kind == IMPACTS and said & {"significant", "serious"} and not said & {"insignificant", "negligible", "moderate"}:
        ours = {"minor": 1, "significant": 2, "serious": 3, "critical": 4, "catastrophic": 5}
        ratings |= {value: ours[normal(value)] for value in found if normal(value) in ours}
    worst = "critical" in said and not said & {"catastrophic", "extreme", "very high"}
    if kind == IMPACTS and worst and said & {"high", "major", "severe"}:
        ratings |= {value: 5 for value in found if normal(value) == "critical"}
    if kind == LEVELS and {"orange", "red"} <= said:
        ratings |= {value: 5 for value in found if normal(value) == "red"}
    return ratings
