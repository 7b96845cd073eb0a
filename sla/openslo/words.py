"""Names that reading and writing share."""

VERSIONS = ("openslo/v1", "openslo/v1alpha")
METHODS = ("Occurrences", "Timeslices", "RatioTimeslices")
#: Begins the annotations in which a file of ours keeps what OpenSLO has no word for.
OURS = "pilotage/"
OWN = {
    "text": ("kind", "statistic", "monitor", "clause", "direction", "unit", "priority", "degraded", "method"),
    "number": ("target", "percent", "limit_hours"),
    "whole": ("limit_ms", "max_silence_hours"),
}
