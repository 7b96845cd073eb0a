"""What a file says it is, by its name, and whether its first bytes agree."""

from pathlib import PurePosixPath

from implementation.programme.formats.what import Unreadable

TEXTS = frozenset({"md", "txt"})
SHEETS = frozenset({"csv", "tsv"})
ZIPPED = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "zip"})
#: Every kind that may be handed in. None of them can hold macros.
KINDS = TEXTS | SHEETS | ZIPPED | {"pdf", "png", "jpg", "jpeg", "eml", "yaml", "json"}

BEGINS = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    **dict.fromkeys(ZIPPED, (b"PK\x03\x04", b"PK\x05\x06")),
}
#: How a password-protected Office file begins, and one of before 2007.
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(name: str) -> str:
    return PurePosixPath(name.lower()).suffix.lstrip(".")


def ask_first_bytes(kind: str, content: bytes) -> None:
    """Raises ``Unreadable`` where the content is not what the name says."""
    begins = BEGINS.get(kind)
    if begins is None:
        return
    if kind in ZIPPED and content.startswith(OLD_OFFICE):
        raise Unreadable("locked")
    if not content.startswith(begins):
        raise Unreadable("unreadable")
