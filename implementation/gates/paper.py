"""A decision as it is told on paper: the facts of that day, who voted, what came of it, and what is no longer so."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import pdf as engine
from core.pdf import Pdf
from implementation.gates.changes import changed_since, gate_changes
from implementation.gates.checklist import look_at
from implementation.gates.models import Decision
from implementation.programme.models import Programme

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def told(decision: Decision, programme: Programme) -> dict[str, Any]:
    """What the page and the PDF show."""
    gate = decision.request.gate
    gate.programme = programme
    checklist = look_at(gate)
    redo = set(decision.facts.get("redo") or [])
    return {
        "decision": decision,
        "gate": gate,
        "facts": decision.facts,
        "redo": [item for item in decision.facts["criteria"] if item["id"] in redo],
        "changes": list(changed_since(decision.facts, checklist).values()),
        "gate_changes": gate_changes(decision.facts, checklist),
        "conditions": decision.conditions.select_related("owner", "verifier", "programme"),
        "votes": decision.request.votes.defer("facts"),
    }


def pdf(decision: Decision, programme: Programme, language: str) -> Pdf:
    """The same in one file, in the language of the screen."""
    organisation = programme.organisation
    with translation.override(language):
        title = _("Decision: %(gate)s") % {"gate": decision.request.gate.name}
        before, rest = _("Page {page} of {total}").split("{page}")
        between, after = rest.split("{total}")
        context = told(decision, programme) | {
            "programme": programme,
            "title": title,
            "tag": TAGS[language],
            "page_words": (before, between, after),
            "printed_at": timezone.now(),
        }
        html = render_to_string("gates/decision_pdf.html", context)
    return engine.render(html, language=TAGS[language], title=title, author=organisation.name)
