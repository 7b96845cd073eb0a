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
    return put_forward(case, state)


def put_forward(case, state) -> BusinessCase:
    if state in ("submitted", "confirmed"):
        actions.submit(case, by=user_as("manager", case.programme))
    if state == "confirmed":
        actions.confirm(case, by=user_as("sponsor", case.programme))
    return BusinessCase.objects.get(pk=case.pk)


def make_uncertain_case(programme, *, state="draft", **fields) -> BusinessCase:
    """100,000 at once, 10,000 a year (80 to 150 %) and a gain of 80,000 a year (50 to 110 %)."""
    case = make_case(programme, costs=[100_000], benefits=[0], horizon=2, **fields)
    make_line(case, title="Running", category="running", low=80, high=150, amounts=[0, 10_000, 10_000])
    make_line(case, kind="benefit", title="Gain", low=50, high=110, amounts=[0, 80_000, 80_000])
    return put_forward(case, state)


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
