"""Text cut into the words that the search keeps: the same for what is kept and for what is asked, on every database.

Latin words are kept in lower case without their plural s. Chinese, Japanese and Korean writing has no spaces, so each run
of it is kept as its overlapping pairs of characters, with the last character alone: 客户关系 becomes 客户 户关 关系 系. A word
of two characters is then found as itself, and one character as the beginning of a pair.
"""

import re
import unicodedata
from collections.abc import Iterator

_CJK = "぀-ヿ㐀-䶿一-鿿豈-﫿가-힣\U00020000-\U0003134f"
_RUN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")
LONGEST = 40
#: Words that say nothing of what a text is about.
EMPTY = frozenset(
    re.findall(
        r"\w+",
        "the and for with from that this are not all its any our your who what how has have had was were be been by to of "
        "in on at is as an or it no do does too",
    )
)


def runs(text: str) -> Iterator[str]:
    """The words and runs of characters, as they are compared."""
    for match in _RUN.finditer(unicodedata.normalize("NFKC", text).casefold()):
        yield match.group()[:LONGEST] if not _IS_CJK.match(match.group()) else match.group()


def is_cjk(run: str) -> bool:
    return bool(_IS_CJK.match(run))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def tokens(text: str) -> list[str]:
    """What is kept of a text."""
    found: list[str] = []
    for run in runs(text):
        found += [*_pairs(run), run[-1]] if is_cjk(run) else [_singular(run)]
    return found


def asked(text: str, *, most: int = 16) -> list[str]:
    """What a query asks for: each must begin a word that is kept. Nothing where nothing but signs was typed."""
    found: list[str] = []
    for run in runs(text[:200]):
        found += (_pairs(run) or [run]) if is_cjk(run) else [_singular(run)]
    return list(dict.fromkeys(found))[:most]


def topics(text: str, *, most: int = 16) -> list[str]:
    """The words of a title that say what it is about."""
    words = [word for word in asked(text, most=100) if is_cjk(word) or (len(word) > 2 and word not in EMPTY)]
    return [word for word in words if not is_cjk(word) or len(word) > 1][:most]


def shared(topic: list[str], line: str) -> int:
    """How many of the topic's words a kept line has."""
    return len(set(topic) & set(line.split()))
