from core.deadlines import plain_date

plain_date("staff.Employee", "forgotten_at")
plain_date("staff.StaffFile", "at")
