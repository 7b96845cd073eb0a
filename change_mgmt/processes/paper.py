"""A process on paper: both sides beside each other, then what is different, what becomes of each step, and whom it affects."""

import base64
from itertools import zip_longest

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from change_mgmt.processes.blueprint import AS_IS, TO_BE, blueprint
from change_mgmt.processes.models import Effect, Process
from change_mgmt.processes.pictures import ON_PAPER, drawings, step_lines
from change_mgmt.processes.telling import tellings
from change_mgmt.processes.words import lines, sentence
from core import pdf as engine
from core.charts import Markup
from core.pdf import Pdf

TAGS = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def told(process: Process, tag: str) -> dict:
    """What the paper shows."""
    plan = blueprint(process)
    drawn = [drawings(plan, side, columns=ON_PAPER, lang=tag) for side in (AS_IS, TO_BE)]
    effects = Effect.objects.filter(process=process).select_related("process", "department")
    return {
        "process": process,
        "departments": process.departments.all(),
        "bands": [tuple(_picture(each) for each in pair) for pair in zip_longest(*drawn)],
        "lines": list(lines(plan)),
        "fates": step_lines(plan, AS_IS),
        "new": step_lines(plan, TO_BE),
        "warnings": [(sentence(each, plan), plan.answers.get((each.code, each.subject))) for each in plan.warnings],
        "tellings": tellings(effects),
        "versions": process.versions.select_related("signature"),
    }


def _picture(drawn: Markup | None) -> str:
    """The drawing for an <img>: a print engine takes fonts and colours of its own only so."""
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode() if drawn else ""


def pdf(process: Process, language: str) -> Pdf:
    with translation.override(language):
        before, rest = _("Page {page} of {total}").split("{page}")
        between, after = rest.split("{total}")
        context = told(process, TAGS[language]) | {
            "programme": process.programme,
            "title": process.name,
            "tag": TAGS[language],
            "page_words": (before, between, after),
            "printed_at": timezone.now(),
        }
        html = render_to_string("processes/process_pdf.html", context)
    return engine.render(html, language=TAGS[language], title=process.name, author=process.programme.organisation.name)
