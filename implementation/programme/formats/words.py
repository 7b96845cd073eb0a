"""Whether a heading is the one that is asked for, however it is numbered and spelt."""

import re
import unicodedata

#: “1.2 ”, “A) ”, “一、”, “第二章 ”, “(3) ” before a heading.
NUMBERING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[章节節部分]?|[(]?(?:\d+(?:[.\-]\d+)*|[a-z]|[ivx]+|[一二三四五六七八九十]+)[).:、])[\s.、:]*"
    r"|^\s*\d+(?:\.\d+)*\s+"
)


def plain(heading: str) -> str:
    """Lower case, one width, without numbering and without marks at the ends."""
    text = unicodedata.normalize("NFKC", heading[:500]).casefold()
    text = NUMBERING.sub("", text)
    return " ".join(re.sub(r"[*_`]+", "", text).split()).strip(" .:;,、。")


def says(heading: str, wanted: str) -> bool:
    """“2. Hypothesis of the pilot” says “Hypothesis”; “Database” does not say “Data”."""
    text, word = plain(heading), plain(wanted)
    if not word or word not in text:
        return False
    start = r"\b" if word[0].isascii() and word[0].isalnum() else ""
    end = r"\b" if word[-1].isascii() and word[-1].isalnum() else ""
    return bool(re.search(start + re.escape(word) + end, text, re.ASCII))
