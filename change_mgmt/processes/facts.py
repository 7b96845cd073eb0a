"""A process as plain facts: what is frozen when it is handed in, and what is compared with it later."""

from typing import Any

from change_mgmt.processes.blueprint import AS_IS, TO_BE, Blueprint
from change_mgmt.processes.flow import Figures
from change_mgmt.processes.models import Step
from change_mgmt.processes.words import sentence
from core.evidence import in_every_language, plain, words_of


def facts_of(plan: Blueprint) -> dict[str, Any]:
    """Both sides, fates, lanes, figures and warnings with their answers. Rows carry the ``key`` they are known again by."""
    return plain(
        {
            "head": _head(plan),
            "lanes": [_lane(lane) for lane in plan.lanes],
            AS_IS: [_step(plan, step) for step in plan.steps[AS_IS]],
            TO_BE: [_step(plan, step) for step in plan.steps[TO_BE]],
            "fates": [_fate(plan, step) for step in plan.steps[AS_IS] if step.pk in plan.fates],
            "figures": {side: _figures(plan.figures[side]) for side in (AS_IS, TO_BE)},
            "warnings": [_warning(plan, warning) for warning in plan.warnings],
        }
    )


def _head(plan: Blueprint) -> dict[str, Any]:
    process = plan.process
    return {
        "name": process.name,
        "aim": process.aim,
        "customer": process.customer,
        "owner": process.owner.name if process.owner else "",
        "activity": words_of(process, "activity") if process.activity else "",
        "modules": [in_every_language(name) for name in process.module_names],
        "departments": sorted(department.name for department in process.departments.all()),
    }


def _lane(lane) -> dict[str, Any]:
    return {
        "key": lane.pk,
        "title": lane.name,
        "department": lane.department.name if lane.department else "",
        "owner": lane.owner.name if lane.owner else "",
        "is_customer": lane.is_customer,
    }


def _step(plan: Blueprint, step: Step) -> dict[str, Any]:
    return {
        "key": step.pk,
        "title": step.what,
        "number": plan.numbers[step.pk],
        "lane": step.lane.name,
        "kind": words_of(step, "kind"),
        **{name: getattr(step, name) for name in ("system", "minutes", "waiting", "times", "pain_level", "pain")},
        "cause": plan.numbers.get(step.cause_id) if step.cause_id else None,
        "personal": step.personal,
        "automated": step.automated,
        "exits": [
            {"when": way.label, "to": plan.numbers.get(way.target_id) if way.target_id else None}
            for way in plan.flows.get(step.pk, ())
        ],
    }


def _fate(plan: Blueprint, step: Step) -> dict[str, Any]:
    fate = plan.fates[step.pk]
    return {
        "key": step.pk,
        "title": step.what,
        "what": words_of(fate, "what"),
        "becomes": sorted(plan.numbers[key] for key in plan.becomes.get(fate.pk, ()) if key in plan.numbers),
        "reason": fate.reason,
        "gain": fate.gain,
    }


def _figures(found: Figures) -> dict[str, int]:
    names = ("steps", "handovers", "touches", "personal", "automated", "lead", "monthly")
    return {name: getattr(found, name) for name in names}


def _warning(plan: Blueprint, warning) -> dict[str, Any]:
    answer = plan.answers.get((warning.code, warning.subject))
    return {
        "code": warning.code,
        "sentence": in_every_language(sentence(warning, plan)),
        "reason": answer.reason if answer else "",
        "by": answer.by.name if answer else "",
    }
