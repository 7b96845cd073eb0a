"""Whether a file has the format that a deliverable asks for: its kind and size, its sections, its columns. No Django here."""

from implementation.programme.formats.check import check
from implementation.programme.formats.kinds import KINDS, kind_of
from implementation.programme.formats.texts import text_lines
from implementation.programme.formats.what import Finding, Format, Unreadable, Upload, lines_of

__all__ = ["KINDS", "Finding", "Format", "Unreadable", "Upload", "check", "kind_of", "lines_of", "text_lines"]
