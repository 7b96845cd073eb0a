from core.deadlines import plain_date

plain_date("reports.ProgressReport", "period_start", "period_end", "published_at")
plain_date("reports.ReportFile", "changed_at")
