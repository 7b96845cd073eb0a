"""Pages of modules, pilots and what they show."""
