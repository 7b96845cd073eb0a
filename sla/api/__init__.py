"""Measurements in and results out for programs: one token for each source, no session, no cookie."""
