"""Opening a zipped document safely: nothing that unfolds to gigabytes, no macros, no password, no entities."""

import io
import lzma
import struct
import zipfile
import zlib
from typing import IO

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from implementation.programme.formats.what import Unreadable

MB = 1024 * 1024
MOST_MEMBERS = 3000
MOST_UNFOLDED = 80 * MB
MOST_OF_ONE = 40 * MB
#: Below this size a high ratio is harmless: an empty sheet shrinks a hundredfold.
FREE, MOST_RATIO = 5 * MB, 150


def open_archive(content: bytes, *, needs: str) -> zipfile.ZipFile:
    """The archive, once it is safe to read. ``needs`` is the member without which it is not of its kind.

    Raises ``Unreadable``: ``bomb``, ``locked``, ``macros``, ``unreadable``.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable("unreadable") from None
    members = archive.infolist()
    unfolded = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unfolded > MOST_UNFOLDED:
        raise Unreadable("bomb")
    if any(member.file_size > MOST_OF_ONE for member in members):
        raise Unreadable("bomb")
    if unfolded > FREE and unfolded > MOST_RATIO * len(content):
        raise Unreadable("bomb")
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("locked")
    names = [member.filename for member in members]
    if any(name.lower().rpartition("/")[2].startswith("vbaproject") for name in names):
        raise Unreadable("macros")
    if needs not in names or len(set(names)) != len(names):
        raise Unreadable("unreadable")
    for name in names:
        if name.lower().endswith((".xml", ".rels")):
            _ask_prolog(archive, name)
    return archive


def open_member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    return archive.open(name)


def _ask_prolog(archive: zipfile.ZipFile, name: str) -> None:
    """A document type, which entities need, stands before the first element: read no further than that."""
    try:
        with archive.open(name) as member:
            next(iter(iterparse(member, events=("start",), forbid_dtd=True)), None)
    except DefusedXmlException:
        raise Unreadable("entities") from None
    except BROKEN:
        raise Unreadable("unreadable") from None


#: What parsers raise over a document that is not well made.
BROKEN = (
    zipfile.BadZipFile,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
