"""Calendars of service hours: how people write them, and what changes when they do."""
