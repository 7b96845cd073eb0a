from implementation.budget.models.baseline import Budget, BudgetApproval, BudgetLine
from implementation.budget.models.cost import CATEGORIES, ActualCost, QuietMonth
from implementation.budget.models.cost_import import ActualImport
from implementation.budget.models.package import PackageMilestone, PackageProgress, WorkPackage

__all__ = [
    "CATEGORIES",
    "ActualCost",
    "ActualImport",
    "Budget",
    "BudgetApproval",
    "BudgetLine",
    "PackageMilestone",
    "PackageProgress",
    "QuietMonth",
    "WorkPackage",
]
