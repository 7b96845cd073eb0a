"""What log lines leave out."""

import logging
import re

#: What an address without an account has for a key: no word is that long.
_KEY = re.compile(r"(?<=/)[A-Za-z0-9_-]{40,}(?=[/?\s\"']|$)")


class WithoutLinks(logging.Filter):
    """Blots the keys of links out of a line: Django writes the address of every page that was refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        blotted = _KEY.sub("…", words)
        if blotted != words:
            record.msg, record.args = blotted, ()
        return True
