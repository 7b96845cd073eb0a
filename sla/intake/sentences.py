"""Why a row, or the whole file, cannot be used, and what to do about it."""

from django.utils.translation import gettext_lazy as _

from sla.intake.reasons import Reason

REASONS = {
    Reason.EMPTY: _("The file is empty. Choose the log of the monitor."),
    Reason.NOT_TEXT: _("This is neither text nor a workbook. Export the log as CSV, JSON or Excel workbook (.xlsx)."),
    Reason.TOO_LARGE: _("The file is larger than %(most)s MiB. Split it by month."),
    Reason.WRONG_SHAPE: _("The file is not built as its kind should be. Export it again, whole."),
    Reason.TOO_DEEP: _("The file is nested too deep to be a log. Export it again, or as CSV."),
    Reason.TOO_MANY_COLUMNS: _("The file has more than 256 columns. Choose another delimiter, or leave columns out."),
    Reason.MISSING_COLUMN: _("A column is missing that is needed. Name the columns again."),
    Reason.REPEATED_COLUMN: _("A column is named twice in the first line. Rename one of them."),
    Reason.NO_ROWS: _("The file has no rows."),
    Reason.NUL_BYTE: _("The row holds a character that no text has."),
    Reason.BROKEN_CHARACTER: _(
        "The row holds bytes that are no characters. Save the file as UTF-8, or choose its encoding."
    ),
    Reason.BAD_QUOTING: _("A quotation mark is left open or stands in the wrong place."),
    Reason.WRONG_NUMBER_OF_CELLS: _("The row has more or fewer cells than the first line."),
    Reason.CELL_TOO_LONG: _("A cell is longer than 200 characters."),
    Reason.NOT_THE_PATTERN: _("The line does not follow the pattern."),
    Reason.NO_MONITOR: _("The row names no monitor."),
    Reason.TOO_MANY_MONITORS: _("The file names more than 1,000 monitors. Check which column names them."),
    Reason.BAD_TIMESTAMP: _("The time cannot be read. Write it like 2026-11-20T09:14:00Z."),
    Reason.UNKNOWN_ZONE: _("The time zone is not known. Write an offset such as +08:00."),
    Reason.NO_SUCH_TIME: _("Clocks were put forward here: this time did not exist in the time zone."),
    Reason.TIME_EXISTS_TWICE: _(
        "Clocks were put back here: this time existed twice. Write an offset, or say that the rows stand in order."
    ),
    Reason.IN_THE_FUTURE: _("The time lies in the future."),
    Reason.UNKNOWN_STATUS: _("The word for the state is not known. Say what it means under “Words for the state”."),
    Reason.BAD_HTTP_CODE: _("The HTTP code must be a number of three digits, or 0."),
    Reason.BAD_RESPONSE: _("The response time must be a number, at most one day."),
    Reason.NEGATIVE_RESPONSE: _("A response time cannot be negative."),
    Reason.BAD_VALUE: _("The value must be a number."),
    Reason.BAD_TOTAL: _("The total must be a number, 0 or more."),
    Reason.NO_KEY: _("The number of the ticket is missing, or longer than 80 characters."),
    Reason.BAD_PAUSES: _(
        "Write pauses like 2026-11-20 09:00 .. 2026-11-20 10:30, parted by semicolons, one after the other."
    ),
    Reason.WRONG_ORDER: _("The ticket was answered or solved before it was opened."),
    Reason.CONTRADICTION: _("There is another record of this monitor at the same moment that says something else."),
}

STOPPED = _("The work stopped unexpectedly three times. Nothing was written. Try again, or split the file.")
ALTERED = _("The file was altered since it was looked at. Upload it again.")
MEANWHILE = _("The file contradicts measurements that came in meanwhile. Read it again to see which.")
GONE = _("The kept file is not there any more. Upload it again.")
WITHDRAWN = _("Measurements were withdrawn.")
