"""How each language punctuates, and what was kept as keys in words."""

import pytest
from django.template import Context, Template
from django.utils import translation

from core import audit_words


def shown(source: str, language: str, **values) -> str:
    with translation.override(language):
        return Template(source).render(Context(values))


LINE = '{{ name }}{{ kept|roles|bracketed }}{% sep "," %}{{ names|listed }}{% sep "." %}{{ reason|quoted }}{% gap %}{{ name }}'


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Mia (Manager, Sponsor), A, B. “So be it” Mia"),
        ("zh-hans", "Mia（项目经理、项目发起人），A、B。“So be it”Mia"),
        ("zh-hant", "Mia（專案經理、專案發起人），A、B。「So be it」Mia"),
    ],
)
def test_a_line_is_punctuated_as_its_language_does(language, line):
    assert shown(LINE, language, name="Mia", kept="manager, sponsor", names=["A", "B"], reason="So be it") == line


@pytest.mark.parametrize(
    ("kept", "words"),
    [("", ""), ("sponsor", "Sponsor"), ("auditor, member", "auditor, Member"), (["executive"], "Executive")],
)
def test_roles_are_said_in_words_and_unknown_ones_stay(kept, words):
    assert shown("{{ kept|roles }}", "en", kept=kept) == words


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("Mia Manager, manager, sponsor", "Mia Manager (Manager, Sponsor)"),
        ("Day, Jr., sponsor", "Day, Jr. (Sponsor)"),
        ("Nobody", "Nobody"),
    ],
)
def test_who_decided_is_a_name_with_roles_in_words(kept, words):
    assert shown("{{ kept|signed }}", "en", kept=kept) == words


@pytest.mark.parametrize(
    ("label", "verb", "words"),
    [
        ("risks.risk", "close", "关闭"),
        ("risks.risk", "created", "新建"),
        ("risks.risk", "unheard of", "unheard of"),
        ("gone.model", "removed", "删除"),
        ("nonsense", "nonsense", "nonsense"),
    ],
)
def test_the_trail_says_verbs_in_words(label, verb, words):
    with translation.override("zh-hans"):
        assert str(audit_words.verb_words(label, verb)).startswith(words)


def test_the_trail_says_fields_and_choices_in_words():
    with translation.override("zh-hant"):
        assert str(audit_words.field_words("programme.deliverable", "state")) == "狀態"
        assert str(audit_words.value_words("programme.deliverable", "state", "due")) == "待提交"
        assert audit_words.value_words("programme.deliverable", "state", None) == "–"
        assert audit_words.value_words("programme.programme", "anything", [1]) == [1]
    assert audit_words.field_words("gone.model", "title") == "title"
    assert audit_words.kind_words("gone.model") == "gone.model"
