"""The result of a survey as a workbook: what its page tells and nothing besides."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from change_mgmt.survey.elements import Element
from change_mgmt.survey.results import Line, Result
from change_mgmt.survey.telling import called, inside
from core.evidence import in_this_language
from core.sheets import Column, Page, write_xlsx
from core.text import rounded


def workbook(result: Result) -> bytes:
    return write_xlsx([_rows(result), _statements(result), _remarks(result)])


def _figure(value):
    return None if value is None else rounded(value, 2)


def _rows(result: Result) -> Page:
    heads = [
        _("Group"),
        _("Groups in it"),
        pgettext("survey", "Asked"),
        _("Answered"),
        *(str(each.label) for each in Element),
        _("Barrier"),
    ]
    rows = [
        [
            called(line),
            inside(line),
            line.invited,
            line.answers,
            *(_figure(score.figure) for score in line.scores.values()),
            str(Element(line.barrier).label) if line.barrier else "",
        ]
        for line in result.lines
    ]
    return Page(_("Results"), [Column(head) for head in heads], rows, frozen=1)


def _statements(result: Result) -> Page:
    lines = result.lines
    heads = [Column(_("Element")), Column(_("Statement"), 60), *(Column(called(line)) for line in lines)]
    rows = [
        [
            str(Element(question["element"]).label),
            in_this_language(question["texts"]),
            *(_statement(result, line, place) for line in lines),
        ]
        for place, question in enumerate(result.facts["questions"])
    ]
    return Page(_("Statements"), heads, rows, frozen=2)


def _statement(result: Result, line: Line, place: int):
    return rounded(result.sums(line.key)[place] / line.answers, 2)


def _remarks(result: Result) -> Page:
    return Page(_("Comments"), [Column(_("Comment"), 80)], [[text] for text in result.facts["remarks"]])
