from core.deadlines import plain_date

# The product itself deletes rows on their day.
plain_date("data_readiness.DataFile", "at", "delete_on", "kept_until", "beat_at")
plain_date("data_readiness.SampleAccess", "at")
plain_date("data_readiness.Profile", "at")
plain_date("data_readiness.DuplicateRun", "at", "finished_at", "beat_at")
plain_date("data_readiness.DuplicatePair", "at")
plain_date("data_readiness.Rehearsal", "on", "signed_at")
