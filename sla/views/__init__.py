"""Pages of service levels: what was agreed, what was measured, what a miss is worth."""
