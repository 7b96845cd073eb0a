"""Why a row, or a whole file, cannot be used."""

from enum import StrEnum

MAX_CELL = 200
WHOLE_FILE = 0


class Reason(StrEnum):
    """The first group concerns the whole file."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    TOO_LARGE = "too_large"
    WRONG_SHAPE = "wrong_shape"
    TOO_DEEP = "too_deep"
    TOO_MANY_COLUMNS = "too_many_columns"
    MISSING_COLUMN = "missing_column"
    REPEATED_COLUMN = "repeated_column"
    NO_ROWS = "no_rows"

    NUL_BYTE = "nul_byte"
    BROKEN_CHARACTER = "broken_character"
    BAD_QUOTING = "bad_quoting"
    WRONG_NUMBER_OF_CELLS = "wrong_number_of_cells"
    CELL_TOO_LONG = "cell_too_long"
    NOT_THE_PATTERN = "not_the_pattern"
    NO_MONITOR = "no_monitor"
    TOO_MANY_MONITORS = "too_many_monitors"
    BAD_TIMESTAMP = "bad_timestamp"
    UNKNOWN_ZONE = "unknown_zone"
    NO_SUCH_TIME = "no_such_time"
    TIME_EXISTS_TWICE = "time_exists_twice"
    IN_THE_FUTURE = "in_the_future"
    UNKNOWN_STATUS = "unknown_status"
    BAD_HTTP_CODE = "bad_http_code"
    BAD_RESPONSE = "bad_response"
    NEGATIVE_RESPONSE = "negative_response"
    BAD_VALUE = "bad_value"
    BAD_TOTAL = "bad_total"
    NO_KEY = "no_key"
    BAD_PAUSES = "bad_pauses"
    WRONG_ORDER = "wrong_order"
    CONTRADICTION = "contradiction"


class Unusable(ValueError):
    """A row that cannot be used, with the offending value cut to what is kept of it."""

    def __init__(self, reason: Reason, value: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value[:MAX_CELL]


class UnusableFile(Unusable):
    """Nothing of the file can be used."""
