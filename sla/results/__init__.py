"""What pages and files show of monthly results; all from what was rolled up, never from the records."""
