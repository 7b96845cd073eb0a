"""Data in by file: read, looked at, taken in or withdrawn."""
