"""Facts that can be read in every language, whatever the language of the moment."""

import pytest
from django.utils import translation

from core.evidence import words_of


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["en", "zh-hans", "zh-hant"])
def test_the_words_of_a_choice_are_kept_in_every_language(programme, moment):
    with translation.override(moment):
        words = words_of(programme.stages.first(), "state")

    assert words == {"en": "Under way", "zh-hans": "进行中", "zh-hant": "進行中"}
