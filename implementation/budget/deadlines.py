from core.deadlines import plain_date

plain_date("budget.Budget", "beyond_since")
plain_date("budget.BudgetApproval", "at")
plain_date("budget.ActualCost", "on", "at")
plain_date("budget.ActualImport", "at")
plain_date("budget.QuietMonth", "at")
plain_date("budget.WorkPackage", "planned_start", "planned_end")
plain_date("budget.PackageProgress", "on", "at")
plain_date("budget.PackageMilestone", "reached_on")
