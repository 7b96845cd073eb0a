"""Pages of a programme: its path, plan, people and records."""
