from core.deadlines import plain_date

plain_date("contribution.SoftPoint", "period_from", "period_to", "given_at", "answered_at")
