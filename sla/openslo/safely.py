"""YAML that strangers bring: every scalar as text, small, flat, and without aliases."""

from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from core.refusal import Refused
from core.text import say

MOST_CHARACTERS, MOST_EVENTS, MOST_DEPTH, MOST_DOCUMENTS = 128 * 1024, 40_000, 30, 200


def documents(text: str) -> list[Any]:
    """The documents of a file. Raises Refused with what is wrong and where."""
    if len(text) > MOST_CHARACTERS:
        raise Refused(_("The text is longer than 128 KiB. Bring the objectives in parts."))
    try:
        _check(text)
        return [document for document in yaml.load_all(text, Loader=yaml.BaseLoader) if document]
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1
        raise Refused(say(_("Line {n} is no YAML that can be read."), n=line)) from error
    except yaml.YAMLError as error:
        raise Refused(_("This is no YAML that can be read.")) from error


def _check(text: str) -> None:
    depth = found = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.BaseLoader)):
        if count > MOST_EVENTS:
            raise Refused(_("The text holds too much. Bring the objectives in parts."))
        if getattr(event, "anchor", None):
            raise Refused(_("Anchors and aliases are not read. Write the values out."))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise Refused(_("The text is nested too deeply."))
        found += isinstance(event, yaml.DocumentStartEvent)
        if found > MOST_DOCUMENTS:
            raise Refused(_("The text holds more than 200 documents. Bring them in parts."))
