from core.deadlines import plain_date

plain_date("knowledge.Article", "written_at", "published_at")
plain_date("knowledge.Version", "at")
plain_date("knowledge.Link", "at")
