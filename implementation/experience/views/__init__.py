"""Pages of experience: lessons, templates, upgrades, the forecast."""
