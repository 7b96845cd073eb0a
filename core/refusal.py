"""What is refused on purpose is told to the person in words that say what to do. Everything else is a bug and surfaces."""


class Refused(Exception):
    """An expected no. The message is a sentence for the person."""


class Stale(Refused):
    """Somebody else changed the record since the page was opened."""
