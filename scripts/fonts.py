"""Re-create static/fonts/: the fonts of the reports, cut from Debian's fonts-noto-cjk.

One collection (OTC) per weight with two faces, "Noto Sans CJK SC" and "Noto Sans CJK TC". The faces
share one table of outlines, so the second costs 0.2 MB and not 7, and a page gets the right shape of a
character from its font-family even where the language is not marked.

The characters are those of GBK, so that no name of a person is printed as a box: GB2312 alone lacks
common ones such as U+9555 (Rong) and U+794E (Yi). 7 MB a weight; GB2312 and Big5 level 1 would be 3 MB.
Left out: hinting, vertical layout, variation sequences, the shapes of Japan, Korea and Hong Kong.

    apt-get install fonts-noto-cjk && python scripts/fonts.py      about two minutes
"""

from __future__ import annotations

import io
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto")
TARGET = Path(__file__).resolve().parent.parent / "static" / "fonts"
WEIGHTS = ("Regular", "Bold")
FAMILIES = ("Noto Sans CJK SC", "Noto Sans CJK TC")
BLOCKS = [
    (0x0020, 0x017F),  # Basic Latin, Latin-1, Latin Extended-A
    (0x02C6, 0x02DD),  # spacing accents
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x22FF),  # letterlike, numbers, arrows, mathematics
    (0x2460, 0x27BF),  # enclosed, boxes, shapes, symbols, dingbats
    (0x3000, 0x33FF),  # CJK symbols, kana, bopomofo, enclosed CJK
    (0x4E00, 0x9FFF),  # CJK unified ideographs
    (0xFE10, 0xFE4F),  # vertical and compatibility forms
    (0xFF00, 0xFFEF),  # full-width forms
]
FEATURES = ["ccmp", "fwid", "hwid", "kern", "locl", "palt", "pwid"]
LANGUAGES = ("dflt", "ZHS", "ZHT")
COPYRIGHT_NAMES = [0, 7, 13, 14]
FACE_NAMES = [1, 2, 3, 4, 5, 6, 16, 17]


def characters() -> set[int]:
    chosen = {code for first, last in BLOCKS for code in range(first, last + 1)}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            chosen.update(ord(letter) for letter in bytes([lead, trail]).decode("gbk", "ignore"))
    return chosen


def options(*, closure: bool) -> subset.Options:
    wanted = subset.Options()
    wanted.hinting = False
    wanted.layout_closure = closure
    wanted.layout_features = FEATURES
    wanted.layout_scripts = [f"{script}.{name}" for script in ("DFLT", "latn", "hani") for name in LANGUAGES]
    wanted.name_IDs = COPYRIGHT_NAMES + FACE_NAMES
    wanted.name_languages = [0x0409]
    wanted.notdef_outline = True
    wanted.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    return wanted


def open_face(path: Path, family: str) -> TTFont:
    count = len(TTCollection(str(path), lazy=True).fonts)
    faces = (TTFont(str(path), fontNumber=number, recalcTimestamp=False) for number in range(count))
    face = next(face for face in faces if face["name"].getDebugName(1) == family)
    face["cmap"].tables = [table for table in face["cmap"].tables if table.format != 14]
    return face


def glyphs_needed(path: Path, family: str) -> set[str]:
    """Every shape that the characters can take in this face."""
    face = open_face(path, family)
    cutter = subset.Subsetter(options(closure=True))
    cutter.populate(unicodes=characters())
    cutter.subset(face)
    return set(face.getGlyphOrder())


def cut(path: Path, family: str, glyphs: set[str]) -> TTFont:
    face = open_face(path, family)
    cutter = subset.Subsetter(options(closure=False))
    cutter.populate(unicodes=characters(), glyphs=glyphs)
    cutter.subset(face)
    content = io.BytesIO()
    face.save(content)
    content.seek(0)
    return TTFont(content, recalcTimestamp=False)


def make(weight: str) -> str:
    """Both faces are cut to the same glyphs: then their outlines are equal, and are stored once."""
    name = f"NotoSansCJK-{weight}.ttc"
    glyphs = set().union(*(glyphs_needed(SOURCE / name, family) for family in FAMILIES))
    collection = TTCollection()
    collection.fonts = [cut(SOURCE / name, family, glyphs) for family in FAMILIES]
    collection.save(str(TARGET / name), shareTables=True)
    return f"{name}: {len(glyphs)} glyphs, {(TARGET / name).stat().st_size / 1e6:.1f} MB"


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        for line in pool.map(make, WEIGHTS):
            print(line)


if __name__ == "__main__":
    main()
