"""Markdown of people, safe and in order."""

import pytest

from core.markdown import as_html, as_words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# One\n### Two", "<h2>One</h2>\n<h3>Two</h3>\n"),
        ("### One\n# Two", "<h2>One</h2>\n<h2>Two</h2>\n"),
        ("###### One", "<h2>One</h2>\n"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>\n"),
    ],
)
def test_headings_leave_no_gap_and_html_is_text(text, html):
    assert as_html(text, top=2, deepest=4) == html


def test_headings_are_third_level_where_nothing_is_said():
    assert as_html("# One\n## Two") == "<h3>One</h3>\n<h3>Two</h3>\n"


def test_words_are_what_a_reader_sees():
    assert (
        as_words("# Exit\n\n- **hand** back\n  [data](https://x.example)\n\n    code") == "Exit\nhand back data\ncode"
    )
