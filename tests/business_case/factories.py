from decimal import Decimal

from implementation.business_case import actions
from implementation.business_case.actions import Entry
from implementation.business_case.models import BusinessCase, Line
from tests.factories import user_as

COSTS, BENEFITS = [100_000, 10_000, 10_000], [0, 80_000, 80_000]


def make_case(programme, *, costs=COSTS, benefits=BENEFITS, rate="8", state="draft", **fields) -> BusinessCase:
    """A version whose chosen scenario has one cost and one benefit, filled, submitted and confirmed as people do it."""
    manager = user_as("manager", programme)
    case = actions.start_version(
        BusinessCase(
            programme=programme,
            discount_rate=Decimal(rate),
            horizon_years=fields.pop("horizon", len(costs) - 1),
            **fields,
        ),
        by=manager,
    )
    if not case.lines.exists():
        fill(case, costs=costs, benefits=benefits)
    if state in ("submitted", "confirmed"):
        actions.submit(case, by=manager)
    if state == "confirmed":
        actions.confirm(case, by=user_as("sponsor", programme))
    return BusinessCase.objects.get(pk=case.pk)


def fill(case, *, costs, benefits):
    entries = []
    for kind, amounts in (("cost", costs), ("benefit", benefits)):
        entries.append(entry(make_line(case, kind=kind, title=f"A {kind}"), amounts))
    actions.save_lines(case.chosen, entries, by=user_as("manager", case.programme))


def make_line(case, *, kind="cost", title="A line", category="", scenario=None, amounts=(), **fields) -> Line:
    """A line of the chosen scenario, or of another; ``amounts`` are those of year 0, 1 …"""
    category = category or {"cost": "acquisition", "benefit": "revenue"}[kind]
    line = Line(scenario=scenario or case.chosen, kind=kind, category=category, title=title, **fields)
    by_year = {year: Decimal(str(amount)) for year, amount in enumerate(amounts)}
    return actions.add_line(line, by=user_as("manager", case.programme), amounts=by_year)


def entry(line, amounts) -> Entry:
    by_year = {year: Decimal(str(amount)) for year, amount in enumerate(amounts)}
    return Entry(line.pk, {"title": line.title, "category": line.category}, by_year)
