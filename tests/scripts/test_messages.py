import json
from pathlib import Path

import polib
import pytest
from django.conf import settings

from scripts import messages

SIMPLIFIED, TRADITIONAL = messages.LANGUAGES


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small product: a page of risks, an action of core, and a word that both use."""
    files = {
        "core/actions.py": 'from x import gettext as _\nsaved = _("%(name)s is saved.")\nopen_ = _("Open")\n',
        "core/migrations/0001_initial.py": 'label = _("Never extracted")\n',
        "risks/models.py": (
            'open_ = _("Open")\nverb = pgettext_lazy("verb", "Open")\n'
            'text = ngettext("One risk", "%(count)d risks", count) % {"count": count}\n'
        ),
        "templates/base.html": "<p>{% translate 'Skip to the content' %}</p>\n",
        "templates/account/login.html": "      <h1>{% trans 'Sign in' %}</h1>\n   <p>{{ _('It’s you') }}</p>\n",
        "templates/risks/risk_list.html": (
            "{% blocktranslate trimmed count n=risks|length %}\n    {{ n }} risk\n"
            "{% plural %}\n    {{ n }} risks\n{% endblocktranslate %}\n"
            "{% blocktranslate trimmed with name=risk.name context 'title' %}\n  Risk {{ name }}:\n  100% yours\n"
            "{% endblocktranslate %}\n"
        ),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def filled(tree: Path) -> Path:
    messages.update(tree)
    for language in messages.LANGUAGES:
        messages.fill(tree, "core", language, CORE)
        messages.fill(tree, "risks", language, RISKS)
    return tree


CORE = {
    "%(name)s is saved.": "%(name)s 已保存。",
    "Open": "未关闭",
    "Skip to the content": "跳到正文",
    "Sign in": "登录",
    "It’s you": "是您",
}
RISKS = {
    "verb\x04Open": "打开",
    "One risk": ["%(count)d 项风险"],
    "%(n)s risk": ["%(n)s 项风险"],
    "title\x04Risk %(name)s: 100%% yours": "风险 %(name)s：100%% 属于您",
}


def read(root: Path, app: str, language: str = SIMPLIFIED) -> str:
    return messages.po_path(root, app, language).read_text(encoding="utf-8")


def test_a_message_belongs_to_the_lowest_app_that_uses_it(tree):
    wanted = messages.messages(tree)

    assert {app: set(found) for app, found in wanted.items() if found} == {"core": set(CORE), "risks": set(RISKS)}
    assert wanted["core"]["Open"].files == {"core/actions.py", "risks/models.py"}


def test_plurals_are_found_in_python_and_in_templates(tree):
    risks = messages.messages(tree)["risks"]

    assert (risks["One risk"].plural, risks["%(n)s risk"].plural) == ("%(count)d risks", "%(n)s risks")


def test_what_is_new_is_reported_as_missing_until_the_catalogues_are_updated(tree):
    before = messages.check(tree)
    messages.update(tree)
    after = messages.check(tree)

    assert len(before) == len(after) == 2 * (len(CORE) + len(RISKS))
    assert before[0] == "core zh_Hans: missing (run update): '%(name)s is saved.'"
    assert after[0] == "core zh_Hans: untranslated: '%(name)s is saved.'"


def test_complete_catalogues_have_nothing_to_report(filled):
    assert messages.check(filled) == []


def test_updating_twice_changes_nothing(filled):
    before = [read(filled, app) for app in messages.APPS]

    messages.update(filled)

    assert [read(filled, app) for app in messages.APPS] == before


def test_a_catalogue_names_files_without_lines_or_dates(tree):
    messages.update(tree)

    assert read(tree, "risks") == (
        '#\nmsgid ""\nmsgstr ""\n"Language: zh_Hans\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
        '#: risks/models.py\nmsgid "One risk"\nmsgid_plural "%(count)d risks"\nmsgstr[0] ""\n\n'
        '#: risks/models.py\nmsgctxt "verb"\nmsgid "Open"\nmsgstr ""\n\n'
        '#: templates/risks/risk_list.html\nmsgid "%(n)s risk"\nmsgid_plural "%(n)s risks"\nmsgstr[0] ""\n\n'
        '#: templates/risks/risk_list.html\nmsgctxt "title"\nmsgid "Risk %(name)s: 100%% yours"\nmsgstr ""\n'
    )


def test_a_translation_moves_with_its_message(filled):
    (filled / "core/actions.py").write_text('saved = _("%(name)s is saved.")\n')

    messages.update(filled)

    assert messages.missing(filled, "risks", SIMPLIFIED) == {}
    assert 'msgid "Open"\nmsgstr "未关闭"' in read(filled, "risks")
    assert 'msgid "Open"' not in read(filled, "core")


def test_an_obsolete_message_is_reported_and_then_dropped(filled):
    (filled / "templates/base.html").unlink()

    assert messages.check(filled) == [
        "core zh_Hans: obsolete (run update): 'Skip to the content'",
        "core zh_Hant: obsolete (run update): 'Skip to the content'",
    ]
    messages.update(filled)
    assert messages.check(filled) == []


def test_a_fuzzy_translation_is_reported_and_survives_an_update(filled):
    path = messages.po_path(filled, "core", TRADITIONAL)
    path.write_text(path.read_text().replace('msgid "Sign in"', '#, fuzzy\nmsgid "Sign in"'))

    messages.update(filled)

    assert messages.check(filled) == ["core zh_Hant: fuzzy: 'Sign in'"]


@pytest.mark.parametrize(
    "text",
    ["已保存。", "%(nom)s 已保存。", "%(name) 已保存。", "%(name)s 已保存 100%。", "%(name)s {name} 已保存。"],
)
def test_a_translation_with_other_placeholders_is_refused_and_reported(filled, text):
    refused = messages.fill(filled, "core", SIMPLIFIED, {"%(name)s is saved.": text})
    path = messages.po_path(filled, "core", SIMPLIFIED)
    path.write_text(path.read_text().replace("%(name)s 已保存。", text))

    assert refused == [f"placeholders differ: '%(name)s is saved.' -> {text!r}"]
    assert messages.check(filled) == ["core zh_Hans: placeholders differ: '%(name)s is saved.'"]


def test_filling_names_what_is_unknown_and_keeps_the_rest(tree):
    messages.update(tree)

    refused = messages.fill(tree, "core", SIMPLIFIED, {"Open": "未关闭", "Opne": "未关闭"})

    assert refused == ["no such message: 'Opne'"]
    assert "Open" not in messages.missing(tree, "core", SIMPLIFIED)


def test_what_is_missing_can_be_filled_in_as_it_is_printed(tree):
    messages.update(tree)

    printed = json.loads(json.dumps(messages.missing(tree, "risks", SIMPLIFIED)))

    assert printed == {
        "One risk": {"plural": "%(count)d risks"},
        "verb\x04Open": "",
        "%(n)s risk": {"plural": "%(n)s risks"},
        "title\x04Risk %(name)s: 100%% yours": "",
    }
    assert messages.fill(tree, "risks", SIMPLIFIED, printed | RISKS) == []


def test_only_stale_catalogues_are_compiled(filled):
    first = messages.compile_catalogues(filled)
    second = messages.compile_catalogues(filled)

    compiled = messages.po_path(filled, "risks", SIMPLIFIED).with_suffix(".mo")
    entries = {messages.key(entry.msgctxt, entry.msgid): entry for entry in polib.mofile(str(compiled))}
    assert len(first) == len(messages.APPS) * len(messages.LANGUAGES)
    assert second == []
    assert entries["verb\x04Open"].msgstr == "打开"
    assert entries["One risk"].msgstr_plural == {0: "%(count)d 项风险"}


def test_every_catalogue_is_read_by_the_product():
    assert list(messages.APPS) == settings.CATALOGUES
