"""Whether a word names a country: its code, or its name in a language that the directory of phone regions knows."""

from functools import cache

LANGUAGES = ("en", "zh", "zh_Hant", "de", "fr", "es")
#: Ways of writing that no directory lists.
ALSO = {
    "usa": "US",
    "u.s.a.": "US",
    "uk": "GB",
    "england": "GB",
    "prc": "CN",
    "p.r. china": "CN",
    "pr china": "CN",
    "中华人民共和国": "CN",
    "中國": "CN",
    "香港": "HK",
    "hong kong": "HK",
    "台湾": "TW",
    "台灣": "TW",
    "臺灣": "TW",
    "澳门": "MO",
    "澳門": "MO",
    "macau": "MO",
    "macao": "MO",
    "美國": "US",
    "英國": "GB",
    "德國": "DE",
    "法國": "FR",
    "韓國": "KR",
    "korea": "KR",
    "south korea": "KR",
    "韩国": "KR",
    "russia": "RU",
    "viet nam": "VN",
}


@cache
def _directory() -> tuple[dict[str, str], dict[str, str]]:
    """Codes and names. Read when first asked for: the directory brings 100 MB along, which no page needs."""
    from phonenumbers.geodata.locale import LOCALE_DATA

    codes = {code.lower(): code for code in LOCALE_DATA}
    names = {
        # A star refers to another language of the same country.
        (names[name[1:]] if name.startswith("*") else name).casefold(): code
        for code, names in LOCALE_DATA.items()
        for language, name in names.items()
        if language in LANGUAGES
    }
    return codes, names


def country(text: str) -> str:
    """The two letters of the country; empty where the word names none."""
    codes, names = _directory()
    word = text.casefold()
    return codes.get(word) or ALSO.get(word) or names.get(word, "")
