"""The translation catalogues, kept without any system tool.

    messages.py update                    bring every catalogue up to date with the source
    messages.py check                     name what is missing, untranslated, fuzzy, obsolete or misformatted
    messages.py compile                   write the .mo files that are out of date
    messages.py missing APP LANGUAGE      what is to be translated, as JSON
    messages.py fill FILE APP LANGUAGE    put such a JSON object {source: translation} into the catalogue

A message belongs to the lowest app of the ladder that uses it, so no text is translated twice. In JSON the
context of a message stands before it: "context\\u0004source".
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("zh_Hans", "zh_Hant")
# From the lowest app of the ladder to the highest, with the packages that hold its Python.
APPS = {
    "core": ("core", "config"),
    "programme": ("implementation/programme",),
    "gates": ("implementation/gates",),
    "experience": ("implementation/experience",),
    "knowledge": ("implementation/knowledge",),
    "staff": ("implementation/staff",),
    "goals": ("implementation/goals",),
    "readiness": ("implementation/readiness",),
    "data_readiness": ("implementation/data_readiness",),
    "business_case": ("implementation/business_case",),
    "budget": ("implementation/budget",),
    "rollout": ("implementation/rollout",),
    "reports": ("implementation/reports",),
    "risks": ("risks",),
    "vendors": ("vendors",),
    "sla": ("sla",),
    "change_mgmt": ("change_mgmt",),
    "voice": ("change_mgmt/voice",),
    "survey": ("change_mgmt/survey",),
    "processes": ("change_mgmt/processes",),
    "communication": ("change_mgmt/communication",),
    "resistance": ("change_mgmt/resistance",),
    "contribution": ("change_mgmt/contribution",),
}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|%%|%[sd]|\{\w*\}")
CONTEXT_END = "\x04"


@dataclass
class Message:
    """A text of the source: where it is used, and its plural if it has one."""

    context: str | None
    text: str
    plural: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        return key(self.context, self.text)


def key(context: str | None, text: str) -> str:
    return text if context is None else f"{context}{CONTEXT_END}{text}"


def sources(root: Path) -> dict[str, list[Path]]:
    """The files of each app. A template belongs to the app its folder is named after, otherwise to core."""
    found = {app: [path for package in packages for path in python_of(root, package)] for app, packages in APPS.items()}
    templates = root / "templates"
    for path in sorted(path for pattern in ("*.html", "*.txt") for path in templates.rglob(pattern)):
        folders = path.relative_to(templates).parts[:-1]
        found[next((name for name in folders if name in APPS), "core")].append(path)
    return found


def python_of(root: Path, package: str) -> list[Path]:
    """The Python of an app, without that of the apps inside it."""
    inner = [root / other for others in APPS.values() for other in others if other.startswith(f"{package}/")]
    return [
        path
        for path in sorted((root / package).rglob("*.py"))
        if "migrations" not in path.parts and not any(path.is_relative_to(app) for app in inner)
    ]


def python_of_template(text: str, origin: str) -> str:
    """The gettext calls of a template. Lines lose their indent, which tokenizing would take for Python's."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    return "\n".join(line.strip() for line in templatize(text, origin=origin).splitlines())


def extract(path: Path) -> Iterator[tuple[str | None, str, str]]:
    """(context, text, plural) of every message in a file."""
    from babel.messages.extract import extract as babel_extract

    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = python_of_template(text, str(path))
    for _line, found, _comments, context in babel_extract("python", io.BytesIO(text.encode()), KEYWORDS):
        singular, plural = (found, "") if isinstance(found, str) else found[:2]
        yield context, singular, plural


def messages(root: Path) -> dict[str, dict[str, Message]]:
    """What each app has to have translated, by key."""
    wanted: dict[str, dict[str, Message]] = {app: {} for app in APPS}
    owner: dict[str, str] = {}
    for app, paths in sources(root).items():
        for path in paths:
            for context, text, plural in extract(path):
                name = key(context, text)
                message = wanted[owner.setdefault(name, app)].setdefault(name, Message(context, text))
                message.plural = message.plural or plural
                message.files.add(path.relative_to(root).as_posix())
    return wanted


def po_path(root: Path, app: str, language: str) -> Path:
    return root / "locale" / app / language / "LC_MESSAGES" / "django.po"


def open_catalogue(root: Path, app: str, language: str) -> polib.POFile:
    path = po_path(root, app, language)
    catalogue = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return catalogue


def entries(catalogue: polib.POFile) -> dict[str, polib.POEntry]:
    return {key(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}


def translation(entry: polib.POEntry) -> str:
    """Chinese has one form for every number, so a plural has one translation too."""
    return entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr


def translate(entry: polib.POEntry, text: str) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = {0: text}
    else:
        entry.msgstr = text


def update(root: Path) -> None:
    wanted = messages(root)
    for language in LANGUAGES:
        catalogues = {app: open_catalogue(root, app, language) for app in APPS}
        known: dict[str, polib.POEntry] = {}
        for catalogue in catalogues.values():
            for name, entry in entries(catalogue).items():
                if name not in known or not translation(known[name]):
                    known[name] = entry
        for app, catalogue in catalogues.items():
            catalogue.clear()
            for message in sorted(wanted[app].values(), key=lambda m: (min(m.files), m.text, m.context or "")):
                catalogue.append(new_entry(message, known.get(message.key)))
            write(catalogue, po_path(root, app, language))


def new_entry(message: Message, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgctxt=message.context, msgid=message.text, msgid_plural=message.plural)
    entry.occurrences = [(file, "") for file in sorted(message.files)]
    translate(entry, translation(known) if known else "")
    entry.flags = ["fuzzy"] if known and known.fuzzy else []
    return entry


def write(catalogue: polib.POFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path), newline="\n")


def misformatted(entry: polib.POEntry) -> bool:
    """A placeholder lost or invented breaks the page; a bare % beside %(name)s does too."""
    source, text = entry.msgid_plural or entry.msgid, translation(entry)
    if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(text)):
        return True
    return "%(" in source and "%" in PLACEHOLDER.sub("", text)


def complaint(message: Message, entry: polib.POEntry | None) -> str | None:
    if entry is None or entry.msgid_plural != message.plural:
        return "missing (run update)"
    if not translation(entry):
        return "untranslated"
    if entry.fuzzy:
        return "fuzzy"
    return "placeholders differ" if misformatted(entry) else None


def check(root: Path) -> list[str]:
    found = []
    for app, wanted in messages(root).items():
        for language in LANGUAGES:
            present = entries(open_catalogue(root, app, language))
            complaints = {name: complaint(message, present.get(name)) for name, message in wanted.items()}
            complaints |= dict.fromkeys(present.keys() - wanted.keys(), "obsolete (run update)")
            found += [f"{app} {language}: {what}: {name!r}" for name, what in sorted(complaints.items()) if what]
    return found


def compile_catalogues(root: Path) -> list[Path]:
    written = []
    for path in sorted(root.glob("locale/*/*/LC_MESSAGES/django.po")):
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(target))
            written.append(target)
    return written


def missing(root: Path, app: str, language: str) -> dict[str, str | dict[str, str]]:
    """A plural shows its English plural, which the one translation stands for."""
    present = entries(open_catalogue(root, app, language))
    return {
        name: {"plural": entry.msgid_plural} if entry.msgid_plural else ""
        for name, entry in present.items()
        if not translation(entry) or entry.fuzzy
    }


def fill(root: Path, app: str, language: str, translations: dict[str, str | list[str]]) -> list[str]:
    """Store the translations and return what could not be: unknown or misformatted ones."""
    catalogue = open_catalogue(root, app, language)
    present, refused = entries(catalogue), []
    for name, value in translations.items():
        text = value[0] if isinstance(value, list) and value else value
        entry = present.get(name)
        if entry is None or not isinstance(text, str):
            refused.append(f"{'no such message' if entry is None else 'no translation'}: {name!r}")
            continue
        before, flags = translation(entry), entry.flags
        translate(entry, text)
        entry.flags = []
        if text and misformatted(entry):
            refused.append(f"placeholders differ: {name!r} -> {text!r}")
            translate(entry, before)
            entry.flags = flags
    write(catalogue, po_path(root, app, language))
    return refused


def report(complaints: list[str]) -> None:
    if complaints:
        sys.exit("\n".join([*complaints, f"{len(complaints)} to mend."]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("update", "check", "compile"):
        commands.add_parser(name)
    missing_parser, fill_parser = commands.add_parser("missing"), commands.add_parser("fill")
    fill_parser.add_argument("file", type=Path)
    for command in (missing_parser, fill_parser):
        command.add_argument("app", choices=APPS)
        command.add_argument("language", choices=LANGUAGES)
    given = parser.parse_args()
    if given.command == "update":
        update(ROOT)
    elif given.command == "check":
        report(check(ROOT))
    elif given.command == "compile":
        compile_catalogues(ROOT)
    elif given.command == "missing":
        print(json.dumps(missing(ROOT, given.app, given.language), ensure_ascii=False, indent=2))
    else:
        report(fill(ROOT, given.app, given.language, json.loads(given.file.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
