"""Which text a reader gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from change_mgmt.communication.wording import LANGUAGES, worded, written

EN, HANS, HANT = ({"title": code, "body": "…"} for code in LANGUAGES)
TEXTS = {"en": EN, "zh-hans": HANS, "zh-hant": HANT}


def only(*codes):
    return {code: TEXTS[code] for code in codes}


@pytest.mark.parametrize(
    ("there", "wanted", "otherwise", "got"),
    [
        (("en", "zh-hans", "zh-hant"), "zh-hant", "en", "zh-hant"),
        (("en", "zh-hans"), "zh-hant", "en", "zh-hans"),
        (("en", "zh-hant"), "zh-hans", "en", "zh-hant"),
        (("zh-hans", "zh-hant"), "en", "zh-hant", "zh-hant"),
        (("zh-hant",), "en", "zh-hans", "zh-hant"),
        (("en",), "zh-hans", "zh-hant", "en"),
    ],
)
def test_a_reader_gets_the_nearest_language(there, wanted, otherwise, got):
    found = worded(only(*there), wanted, otherwise=otherwise)

    assert (found.language, found.title, found.is_stand_in) == (got, got, got != wanted)


def test_nothing_written_gives_nothing():
    assert worded({}, "en", otherwise="zh-hans") is None


@given(st.sets(st.sampled_from(list(LANGUAGES)), min_size=1), st.sampled_from(list(LANGUAGES)))
def test_whoever_reads_gets_a_text_and_their_own_where_it_is_there(there, wanted):
    found = worded(only(*there), wanted, otherwise="en")

    assert found.language in there
    assert found.is_stand_in == (wanted not in there)


def test_languages_without_a_word_are_left_out_and_the_others_are_in_order():
    found = written({"zh-hant": (" 標題 ", "字"), "en": ("Title", "Words "), "zh-hans": (" ", "")})

    assert list(found.items()) == [
        ("en", {"title": "Title", "body": "Words"}),
        ("zh-hant", {"title": "標題", "body": "字"}),
    ]
