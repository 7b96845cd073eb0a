"""Profiling a table: what its columns hold, which values cannot be right, which rules they keep. Plain Python and NumPy."""
