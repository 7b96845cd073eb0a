"""What the check of a format found, as sentences that name the place and say how to mend it."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language
from core.text import say
from implementation.programme.formats import Finding

SENTENCES = {
    "kind": _("“{name}” is not the kind of file asked for here. Hand in one of: {kinds}."),
    "empty": _("“{name}” is empty. Choose the file again."),
    "size": _("“{name}” is larger than {mb} MB. Make it smaller, or split it."),
    "unreadable": _(
        "“{name}” cannot be read as what its name says. Open it, save it again in that format, hand that in."
    ),
    "locked": _("“{name}” is protected by a password or in a format of before 2007. Save it without, as a new file."),
    "macros": _("“{name}” holds macros. Save it without macros and hand that in."),
    "bomb": _("“{name}” unfolds to far more than it seems to hold, so it was not opened. Save it again as a new file."),
    "entities": _("“{name}” refers to content outside of itself. Save it again as a new file."),
    "no_text": _("No text to look into: hand in a Markdown or Word file with the section “{first}”."),
    "no_sheet": _("No sheet to look into: hand in an Excel or CSV file with the column “{first}”."),
    "section_missing": _("The section “{section}” is missing in {name}: add it as a heading."),
    "section_missing_after": _("The section “{section}” is missing in {name}: add it as a heading after “{before}”."),
    "section_empty": _("Nothing is written under “{section}” in {name}."),
    "column_missing": _("The column “{column}” is missing in {name}, row {row}."),
    "column_missing_sheet": _("The column “{column}” is missing in {name}, sheet “{sheet}”, row {row}."),
    "column_nowhere": _("The column “{column}” is in none of the first 20 rows of {name}."),
    "no_rows": _("No line stands under the headings of {name}."),
}


def sentence(finding: Finding) -> Any:
    return say(SENTENCES[finding.code], **finding.values)


def as_facts(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """To be kept with the version: the code, and the sentence in every language."""
    return [{"code": finding.code, "text": in_every_language(sentence(finding))} for finding in findings]
