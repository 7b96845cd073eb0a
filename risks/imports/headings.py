"""Which line holds the headings, and which field each column is: by its words, and by what stands below them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from risks.imports.heading_words import PARTS, QUALIFIERS, WORDS
from risks.imports.value_words import MARKS
from risks.imports.words import has, normal

#: Fields that may be made of several columns.
SEVERAL = {"cause", "event", "effect", "early_sign", "treatment", "actions", "more"}
SURE = 0.55
HEAD_LINES = 40
LONG = 28

NUMBERED = re.compile(r"\b\d+(?:\s*(?:to|-|до|a)\s*\d+)?\b|\b\d+to\d+\b")


@dataclass(frozen=True)
class Guess:
    """A field (empty: none) and how sure it is, 0 to 1."""

    field: str = ""
    score: float = 0.0


@dataclass(frozen=True)
class Profile:
    """What stands in a column: how much of it is text, how long the text is, whether there are only marks."""

    filled: int
    long_texts: int
    dates: int
    marks: int

    @property
    def is_marks(self) -> bool:
        return self.marks == self.filled

    @property
    def is_prose(self) -> bool:
        return self.filled > 0 and self.long_texts * 2 > self.filled


def profile(cells: Sequence[str]) -> Profile:
    """Of the filled cells of a column, as text."""
    found = [cell for cell in cells if cell]
    return Profile(
        filled=len(found),
        long_texts=sum(len(cell) > LONG for cell in found),
        dates=sum(bool(re.match(r"\d{4}-\d{2}-\d{2}", cell)) for cell in found),
        marks=sum(cell.strip().casefold() in MARKS for cell in found),
    )


def match(heading: str, phrases: Sequence[str]) -> float:
    """1 for the very words; for words that stand in the heading the more, the more of it they are."""
    if heading in phrases:
        return 1.0
    parts = [phrase for phrase in phrases if len(phrase) > 1 and has(heading, phrase)]
    return 0.5 + 0.4 * len(max(parts, key=len)) / len(heading) if parts else 0.0


def guesses(heading: str, column: Profile, own: Mapping[str, str]) -> list[Guess]:
    """Every field that the heading may mean, the surest first. ``own`` are this product's own headings."""
    words = normal(heading)
    if not words and "№" not in heading and "#" not in heading:
        return []
    if words in own:
        return [Guess(own[words], 2.0)]
    found = [Guess(field, match(words, phrases)) for field, phrases in WORDS.items()]
    if heading.strip() in ("#", "№"):
        found.append(Guess("key", 1.0))
    found += _ratings(words, column)
    if column.is_prose:
        found = [_as_prose(guess) for guess in found]
    return sorted((guess for guess in found if guess.score >= SURE), key=lambda guess: -guess.score)


def _ratings(words: str, column: Profile) -> list[Guess]:
    bare = NUMBERED.sub(" ", words)
    qualifier, rest = "plain", " ".join(bare.split())
    for name, phrases in QUALIFIERS.items():
        spoken = next((p for p in sorted(phrases, key=len, reverse=True) if has(rest, p)), "")
        if spoken:
            qualifier, rest = name, " ".join(rest.replace(spoken, " ", 1).split())
            break
    if not rest:
        return []
    rest = rest.removeprefix("risk ").removesuffix(" risk") or rest
    return [Guess(f"{qualifier}_{part}", match(rest, phrases) * 0.99) for part, phrases in PARTS.items()]


def _as_prose(guess: Guess) -> Guess:
    """A rating is no sentence: “Impact” over sentences is the effect; a plan over sentences is no strategy."""
    if guess.field.endswith("_impact"):
        return Guess("effect", guess.score * 0.95)
    if guess.field.endswith(("_likelihood", "_level")) or guess.field in ("key", "state", "category"):
        return Guess("", 0.0)
    if guess.field == "strategy":
        return Guess("treatment", guess.score * 0.98)
    return guess


def fields_of(headings: Sequence[str], columns: Sequence[Profile], own: Mapping[str, str]) -> list[Guess]:
    """The field of every column. A field of one column goes to the surest; what is left gets its next guess or none."""
    wishes = [guesses(heading, column, own) for heading, column in zip(headings, columns, strict=True)]
    order = sorted(
        ((guess, place) for place, found in enumerate(wishes) for guess in found),
        key=lambda pair: (-pair[0].score, pair[1]),
    )
    chosen: dict[int, Guess] = {}
    taken: dict[str, int] = {}
    for guess, place in order:
        if place in chosen:
            continue
        if guess.field in taken and guess.field not in SEVERAL:
            marks = columns[place].is_marks and columns[taken[guess.field]].is_marks
            if not marks:
                continue
        chosen[place] = guess
        taken.setdefault(guess.field, place)
    return _settled([chosen.get(place, Guess()) for place in range(len(headings))])


def _settled(found: list[Guess]) -> list[Guess]:
    """Ratings without a qualifier are the inherent ones beside residual ones, else the current ones; a level or score beside
    its likelihood and impact is only their product and is left out.
    """
    fields = {guess.field for guess in found}
    plain = "inherent" if fields & {"current_likelihood", "current_level"} else "current"
    named = [
        Guess(guess.field.replace("plain_", f"{plain}_"), guess.score) if guess.field.startswith("plain_") else guess
        for guess in found
    ]
    fields = {guess.field for guess in named}
    final = []
    for guess in named:
        rating, _, part = guess.field.partition("_")
        doubled = part == "level" and {f"{rating}_likelihood", f"{rating}_impact"} <= fields
        final.append(Guess() if doubled else guess)
    if "title" not in fields and "event" in fields:
        place = next(place for place, guess in enumerate(final) if guess.field == "event")
        final[place] = Guess("title", final[place].score)
    return final


def header_line(rows: Sequence[tuple[int, Sequence[str]]]) -> int:
    """The line among the first that reads most like headings; the first one where none does.

    ``rows`` are (line, headings): what would stand over each column if this line were the one.
    """
    nothing = Profile(0, 0, 0, 0)
    best, best_score = rows[0][0] if rows else 1, 0.0
    for line, headings in rows[:HEAD_LINES]:
        found: dict[str, float] = {}
        for heading in dict.fromkeys(headings):
            if heading and len(heading) <= 80:
                for guess in guesses(heading, nothing, {})[:1]:
                    found[guess.field] = max(found.get(guess.field, 0), min(1.0, guess.score))
        score = sum(found.values()) if len(found) > 1 or len([h for h in headings if h]) == 1 else 0
        if score > best_score + 0.01:
            best, best_score = line, score
    return best
