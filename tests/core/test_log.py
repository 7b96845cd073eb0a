import logging

import pytest

from core.log import WithoutLinks

KEY = "a1B2-_" * 8


def line(message, *args) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    WithoutLinks().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (f"/survey/{KEY}/", "/survey/…/"),
        (f"/survey/{KEY}", "/survey/…"),
        (f"/feedback/{KEY}/?lang=en", "/feedback/…/?lang=en"),
        ("/programmes/1/surveys/2/", "/programmes/1/surveys/2/"),
        (f"/static/{KEY}.css", f"/static/{KEY}.css"),
    ],
)
def test_the_key_of_a_link_is_left_out_of_a_line(words, kept):
    assert line("%s: %s", "Gone", words) == f"Gone: {kept}"


def test_the_console_writes_no_key(settings):
    assert "core.log.WithoutLinks" in str(settings.LOGGING["filters"])
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_links"]
