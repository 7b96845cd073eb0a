"""Everything that the choice of a vendor rests on, as plain values to be kept with it."""

from typing import Any

from core.evidence import plain, sha256_of, words_of
from vendors import scoring
from vendors.comparison.whole import WITHIN, Comparison
from vendors.comparison.working import compare
from vendors.models import DiligenceItem, Dissent, Vendor
from vendors.robustness import DRAWS, SEED

VERSION = 2


def facts(comparison: Comparison) -> dict[str, Any]:
    """Ranking, weights, scores, talks, dissent and how firm it all is."""
    return plain(
        {
            "version": VERSION,
            "round": comparison.selection.number,
            "fixed_at": comparison.selection.fixed_at,
            "criteria": [
                {"title": item.title, "weight": item.weight, "knock_out": item.knock_out}
                for item in comparison.criteria
            ],
            "demands": [item.title for item in comparison.demands],
            "ranking": _ranking(comparison),
            "scores": [_sheet(comparison, evaluator) for evaluator in comparison.evaluators],
            "talks": [
                {
                    "vendor": cell.vendor.name,
                    "criterion": cell.criterion.title,
                    "by": cell.talk.by.name,
                    "note": cell.talk.note,
                }
                for cell in comparison.cells
                if cell.talk
            ],
            "apart": [[cell.vendor.name, cell.criterion.title, cell.gap] for cell in comparison.to_talk],
            "firmness": _firmness(comparison),
            "dissents": _dissents(comparison),
        }
    )


def shown(comparison: Comparison) -> str:
    """A mark of what a page showed: another one means that something has changed since."""
    return sha256_of(facts(comparison) | {"normalisation": ""})


def _ranking(comparison: Comparison) -> list[dict[str, Any]]:
    other = compare(comparison.selection, normalisation="minmax")
    stretched = {line.vendor.pk: line.closeness for line in other.lines}
    return [
        {
            "vendor": line.vendor.name,
            "place": line.place,
            "tied": line.is_tied,
            "total": text(line.total),
            "first_share": text(line.first_share),
            "shares": [text(share) for share in line.shares],
            "closeness": text(line.closeness),
            "topsis_place": line.topsis_place,
            "closeness_minmax": text(stretched.get(line.vendor.pk)),
            "knocked_out_by": [criterion.title for criterion in line.knocked_out_by],
        }
        for line in comparison.lines
    ]


def _sheet(comparison: Comparison, evaluator) -> dict[str, Any]:
    own = [score for cell in comparison.cells for score in cell.scores if score.evaluator_id == evaluator.pk]
    changes = [
        {
            "vendor": cell.vendor.name,
            "criterion": cell.criterion.title,
            "before": change.before,
            "evidence_before": change.evidence_before,
            "after": change.after,
            "reason": change.reason,
            "at": change.at,
        }
        for cell in comparison.cells
        for change in cell.changes
        if change.score.evaluator_id == evaluator.pk
    ]
    return {
        "evaluator": evaluator.user.name,
        "sheet_sha256": evaluator.sheet_sha256,
        "given": [[score.vendor.name, score.criterion.title, score.points, score.evidence] for score in own],
        "changed": changes,
    }


def _firmness(comparison: Comparison) -> dict[str, Any]:
    near = comparison.near()
    names = {line.vendor.pk: line.vendor.name for line in comparison.ranked}
    titles = {criterion.pk: criterion.title for criterion in comparison.criteria}
    change, move, first = comparison.change, comparison.move, comparison.first
    central = comparison.central.get(first[0].vendor.pk, {}) if first else {}
    return {
        "draws": DRAWS,
        "seed": SEED,
        "within": WITHIN,
        "near": [{"vendor": names[pk], "shares": [text(share) for share in row]} for pk, row in near.shares.items()],
        "central": [{"criterion": titles[pk], "weight": text(100 * share)} for pk, share in central.items()],
        "weight": change
        and {
            "criterion": change.criterion.title,
            "before": text(change.before),
            "after": text(change.after),
            "rival": change.rival.name,
        },
        "score": move
        and {
            "vendor": move.vendor.name,
            "criterion": move.criterion.title,
            "points": move.points,
            "rival": move.rival.name if move.rival else "",
        },
    }


def _dissents(comparison: Comparison) -> list[dict[str, Any]]:
    found = Dissent.objects.filter(evaluator__in=comparison.evaluators, after_choice=False)
    return [
        {"evaluator": dissent.evaluator.user.name, "text": dissent.text, "at": dissent.at}
        for dissent in found.select_related("evaluator__user")
    ]


def others_first(comparison: Comparison, winner: Vendor) -> list[dict[str, Any]]:
    """Evaluators whose own scores put another vendor first."""
    weights = {criterion.pk: criterion.weight for criterion in comparison.criteria}
    names = {line.vendor.pk: line.vendor.name for line in comparison.lines}
    sheets: dict[int, dict[int, dict[int, int]]] = {evaluator.pk: {} for evaluator in comparison.evaluators}
    for cell in comparison.cells:
        for score in cell.scores:
            sheets[score.evaluator_id].setdefault(cell.vendor.pk, {})[cell.criterion.pk] = score.points
    found = []
    for evaluator in comparison.evaluators:
        ranked = scoring.rank(sheets[evaluator.pk], weights=weights)
        ahead = [row.option for row in ranked if row.place == 1]
        if ahead and winner.pk not in ahead:
            found.append({"evaluator": evaluator.user.name, "first": [names[pk] for pk in ahead]})
    return found


def runners_up(comparison: Comparison, winner: Vendor) -> list[str]:
    """The best of those that were not chosen; more than one where they share a place."""
    others = [line for line in comparison.ranked if line.vendor != winner]
    best = min((line.place for line in others), default=None)
    return [line.vendor.name for line in others if line.place == best]


def diligence(winner: Vendor) -> list[dict[str, Any]]:
    """How far the winner is looked into."""
    return [
        {
            "what": item.title or words_of(item, "kind"),
            "state": item.state,
            "words": words_of(item, "state"),
            "finding": item.finding,
        }
        for item in DiligenceItem.objects.filter(vendor=winner)
    ]


def text(value: float | None) -> str | None:
    return None if value is None else f"{value:.4f}"
