import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from implementation.budget import actions
from implementation.budget.models import ActualCost, Budget, PackageMilestone, WorkPackage
from implementation.budget.months import month_of
from tests.factories import user_as

DAY = datetime.timedelta(days=1)


def today() -> datetime.date:
    return datetime.date.today()


def month_now() -> int:
    return month_of(today())


def make_budget(programme, *, amounts=None, state="approved", reason="Prices rose", **fields) -> Budget:
    """A version with ``{(category, months from the start): amount}``, filled, submitted and approved as people do it."""
    manager, start = user_as("manager", programme), month_of(programme.started_on)
    again = actions.approved_budget(programme) is not None
    budget = actions.start_budget(
        Budget(programme=programme, reason=reason if again else "", **{"source": "typed", **fields}), by=manager
    )
    amounts = {("acquisition", 0): 1000} if amounts is None else amounts
    cells = {(category, start + month): Decimal(str(amount)) for (category, month), amount in amounts.items()}
    if cells:
        actions.save_amounts(budget, cells, by=manager)
    if state in ("submitted", "approved"):
        actions.submit_budget(budget, by=manager)
    if state == "approved":
        actions.approve_budget(budget, by=user_as("sponsor", programme))
    return Budget.objects.get(pk=budget.pk)


def make_cost(programme, amount=100, *, on=None, by=None, **fields) -> ActualCost:
    cost = ActualCost(
        programme=programme,
        on=on or today(),
        amount=Decimal(str(amount)),
        **{"category": "acquisition", "supplier": "Supplier", **fields},
    )
    return actions.enter_cost(cost, by=by or user_as("manager", programme), all_the_same=True)


def make_package(programme, budget=1000, *, start=None, end=None, rule="by_hand", **fields) -> WorkPackage:
    """By default it began nine days ago and ends today: all of it is planned."""
    package = WorkPackage(
        programme=programme,
        name=fields.pop("name", "Clean the data"),
        stage=fields.pop("stage", None) or programme.stages.first(),
        planned_start=start or today() - 9 * DAY,
        planned_end=end or today(),
        budget=Decimal(str(budget)),
        rule=rule,
        **fields,
    )
    return actions.add_package(package, by=user_as("manager", programme))


def make_progress(package, percent, *, on=None, why="Half of the customers are checked"):
    by = user_as("manager", package.programme)
    return actions.record_progress(package, percent=percent, on=on or today(), why=why, by=by)


def make_milestone(package, weight=40, name="Half of the data") -> PackageMilestone:
    milestone = PackageMilestone(package=package, name=name, weight=weight)
    return actions.add_milestone(milestone, by=user_as("manager", package.programme))


def a_file(*rows, name="costs.csv") -> SimpleUploadedFile:
    text = "\n".join(["Date,Category,Amount,Supplier,Reference,Note,Work package", *rows])
    return SimpleUploadedFile(name, text.encode("utf-8-sig"))


def make_import(programme, *rows):
    rows = rows or (f"{today().isoformat()},Acquisition,120.50,Data House,R-1,,",)
    return actions.dry_run(programme, upload=a_file(*rows), by=user_as("manager", programme))
