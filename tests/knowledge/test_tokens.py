"""Words for the search, the same for what is kept and for what is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.knowledge.tokens import asked, shared, tokens, topics


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", []),
        ("Sales people, CRM-systems", ["sale", "people", "crm", "system"]),
        ("客户关系", ["客户", "户关", "关系", "系"]),
        ("客", ["客"]),
        ("ＡＢＣ客户", ["abc", "客户", "户"]),
        ("access, gas, v2.0, a_b", ["access", "gas", "v2", "0", "a", "b"]),
        ("e" * 60, ["e" * 40]),
    ],
)
def test_text_is_cut_into_words(text, kept):
    assert tokens(text) == kept


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"客户" NOT x*', ["客户", "not", "x"]),
        ("客", ["客"]),
        ("risks risk", ["risk"]),
        ("!!! - ()", []),
        (" ".join(f"w{n}" for n in range(40)), [f"w{n}" for n in range(16)]),
    ],
)
def test_a_query_asks_for_words_only(query, words):
    assert asked(query) == words


def test_a_title_speaks_of_what_is_not_empty():
    assert topics("Leaving the provider costs more: 供应商 和") == [
        "leaving",
        "provider",
        "cost",
        "more",
        "供应",
        "应商",
    ]


def test_shared_words_are_counted_once():
    assert shared(["exit", "plan"], "exit plan exit data") == 2


@given(st.text(max_size=60))
def test_whatever_is_kept_is_found_by_its_own_words(text):
    kept = tokens(text)

    assert all(any(word.startswith(query) for word in kept) for query in asked(text))


@given(st.text(max_size=60))
def test_words_hold_no_sign_that_a_database_reads(text):
    assert all(word.isalnum() for word in tokens(text) + asked(text) if word.isascii())
