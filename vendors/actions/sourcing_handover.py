"""The ways that were compared, put into the business case: each becomes the scenario of its mode."""

from decimal import Decimal

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from implementation.business_case.actions import unfinished_case
from implementation.business_case.actions.scenarios import hand_over
from implementation.business_case.models import BusinessCase, Line, Scenario
from implementation.business_case.plan import PlannedLine
from vendors.costs import LineCosts, OptionCosts, laid_out
from vendors.models import Sourcing, SourcingLine
from vendors.models.sourcing_option import YEARS

SOURCE = "vendors.sourcing"
#: The end of the last year, when leaving is paid for.
LAST_MONTH = 12 * (len(YEARS) - 1)


@transaction.atomic
def hand_over_options(sourcing: Sourcing, *, by: User) -> BusinessCase:
    """Every way that has costs, in place of the costs it was handed over with before; benefits written there stay.

    Raises Refused, with the reason, while a version waits for confirmation; then nothing is written.
    """
    programme = sourcing.programme
    costed = laid_out(programme).costed
    if not costed:
        raise Refused(_("Enter the costs of at least one option first."))
    for item in costed:
        lines = planned(item, programme.organisation.language) + _benefits(programme, item.option.mode)
        scenario = hand_over(
            programme, mode=item.option.mode, title=item.option.title, lines=lines, source=SOURCE, by=by
        )
    return scenario.case


def hand_over_on_decision(sourcing: Sourcing, *, by: User) -> BusinessCase | None:
    """Bring an open draft up to date with what was decided; None where no version is in the making, or nobody may.

    A sponsor decides but does not write the case: then it is done for the person who put the ways forward.
    """
    case = unfinished_case(sourcing.programme)
    writers = [user for user in (by, sourcing.submitted_by) if user and user.has_perm("business_case.edit_case", case)]
    if case is None or not writers:
        return None
    return hand_over_options(sourcing, by=writers[0])


def planned(item: OptionCosts, language: str) -> list[PlannedLine]:
    """The costs of a way as a business case plans them; leaving is paid once, at the end of the last year."""
    with translation.override(language):
        found = [_line(item, line) for line in item.lines if line.total]
        if item.exit:
            found.append(
                PlannedLine(
                    kind="cost",
                    category="switching",
                    title=_("Exit cost"),
                    shape="once",
                    start_month=LAST_MONTH,
                    low=item.exit,
                    likely=item.exit,
                    high=item.exit,
                )
            )
    return found


def _line(item: OptionCosts, line: LineCosts) -> PlannedLine:
    category = line.line.category
    if category == SourcingLine.Category.ACQUISITION and item.option.mode == "build":
        category = "development"
    amounts: dict[int, Decimal] = {year: amount for year, amount in enumerate(line.amounts) if amount}
    title = line.line.title or line.line.get_category_display()
    return PlannedLine(kind="cost", category=category, title=title, by_year=amounts)


def _benefits(programme, mode: str) -> list[PlannedLine]:
    """What people wrote to the scenario that an earlier hand-over made."""
    case = unfinished_case(programme) or programme.businesscases.first()
    if case is None:
        return []
    scenario = Scenario.objects.filter(case=case, mode=mode, source=SOURCE).first()
    if scenario is None:
        return []
    return [line.planned() for line in scenario.lines.filter(kind=Line.Kind.BENEFIT).prefetch_related("amounts")]
