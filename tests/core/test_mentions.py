"""“@Name” in remarks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mentions import as_html, named

PEOPLE = ["Ann", "Ann Lee", "范例经理", "O'Neil"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Ann look", {"ann"}),
        ("@Ann Lee look", {"ann lee"}),
        ("@anna look", set()),
        ("mail me at x@ann", set()),
        ("https://example.org/@Ann", set()),
        ("(@Ann, @Ann Lee)", {"ann", "ann lee"}),
        ("请@范例经理看一下", {"范例经理"}),
        ("@O'Neil: yes", {"o'neil"}),
        ("no one", set()),
    ],
)
def test_a_name_behind_an_at_is_a_mention(text, found):
    assert named(text, PEOPLE) == found


def test_nobody_to_name_names_nobody():
    assert named("@Ann", []) == set()


def test_names_are_bold_addresses_are_links_and_the_rest_is_escaped():
    html = as_html("<b>@Ann</b>\nsee https://example.org/a?b=1&c=2", ["Ann"])

    assert html == (
        '&lt;b&gt;<b class="mention">@Ann</b>&lt;/b&gt;<br>see '
        '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow">https://example.org/a?b=1&amp;c=2</a>'
    )


OURS = re.compile(r'<a href="[^"<>]*"( rel="nofollow")?>|</a>|<b class="mention">|</b>|<br>')


@given(st.text(max_size=80), st.lists(st.text(max_size=10), max_size=3))
def test_no_remark_writes_a_tag_of_its_own(text, names):
    assert "<" not in OURS.sub("", as_html(text, names))
