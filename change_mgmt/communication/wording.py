"""Which of a message's texts a reader gets: their own language, else that of the organisation, else the first there is."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = {"en": "English", "zh-hans": "简体中文", "zh-hant": "繁體中文"}
TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
MOST_TITLE, MOST_BODY = 150, 10_000

Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Wording:
    """One text. ``language`` is the one that it is in, ``wanted`` the one that it was looked for in."""

    language: str
    wanted: str
    title: str
    body: str

    @property
    def is_stand_in(self) -> bool:
        return self.language != self.wanted

    @property
    def tag(self) -> str:
        """The language as pages name it."""
        return TAGS[self.language]

    @property
    def language_name(self) -> str:
        return LANGUAGES[self.language]


def worded(texts: Texts, wanted: str, *, otherwise: str) -> Wording | None:
    """None where nothing is written.

    Who reads one Chinese script gets the other one before a text in another language.
    """
    chinese = [code for code in ("zh-hans", "zh-hant") if wanted.startswith("zh")]
    for code in (wanted, *chinese, otherwise, *LANGUAGES):
        if code in texts:
            return Wording(code, wanted, texts[code]["title"], texts[code]["body"])
    return None


def written(given: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Texts as they are kept: languages in the order of the product, those without a word left out."""
    return {
        code: {"title": title.strip(), "body": body.strip()}
        for code in LANGUAGES
        for title, body in [given.get(code, ("", ""))]
        if title.strip() or body.strip()
    }
