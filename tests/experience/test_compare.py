"""Differences between versions, two ways and three."""

from hypothesis import given
from hypothesis import strategies as st

from implementation.experience.compare import ADDED, CHANGED, REMOVED, changes, upgrades


def one(key, **fields):
    return {"key": key, "title": key.upper(), "under": "", "fields": fields}


def told(found):
    return [(c.kind, c.key, [(f.name, f.was, f.mine, f.now) for f in c.fields], c.edited) for c in found]


def test_two_versions_differ_item_by_item_and_field_by_field():
    old = [one("a", days=28, name="A"), one("b", days=1), one("c", days=3)]
    new = [one("a", days=35, name="A"), one("c", days=3), one("d", days=9)]

    found = [(c.kind, c.key, [(f.name, f.was, f.now) for f in c.fields]) for c in changes(old, new)]

    assert found == [(CHANGED, "a", [("days", 28, 35)]), (ADDED, "d", []), (REMOVED, "b", [])]


def test_what_the_programme_left_alone_is_offered():
    base, mine, new = [one("a", days=28)], [one("a", days=28)], [one("a", days=35)]

    assert told(upgrades(base, mine, new)) == [(CHANGED, "a", [("days", 28, 28, 35)], False)]


def test_what_the_programme_edited_is_marked_and_told_apart_from_the_rest():
    base = [one("a", days=28, name="A")]
    mine = [one("a", days=40, name="A")]
    new = [one("a", days=35, name="Alpha")]

    assert told(upgrades(base, mine, new)) == [
        (CHANGED, "a", [("name", "A", "A", "Alpha")], False),
        (CHANGED, "a", [("days", 28, 40, 35)], True),
    ]


def test_an_edit_of_ones_own_that_the_template_does_not_touch_is_not_offered():
    assert upgrades([one("a", days=28)], [one("a", days=40)], [one("a", days=28)]) == []


def test_what_the_programme_has_already_is_not_offered():
    assert upgrades([one("a", days=28)], [one("a", days=35), one("b")], [one("a", days=35), one("b")]) == []


def test_what_the_programme_did_away_with_comes_back_only_as_an_edit_of_its_own():
    found = upgrades([one("a", days=28)], [], [one("a", days=35)])

    assert told(found) == [(ADDED, "a", [], True)]
    assert upgrades([one("a", days=28)], [], [one("a", days=28)]) == []


def test_what_the_template_dropped_is_offered_unless_it_is_gone_or_was_edited():
    base = [one("a", days=1), one("b", days=2), one("c", days=3)]
    mine = [one("a", days=1), one("b", days=9)]

    assert told(upgrades(base, mine, [])) == [(REMOVED, "a", [], False), (REMOVED, "b", [], True)]


items = st.dictionaries(st.sampled_from("abcde"), st.dictionaries(st.sampled_from("xyz"), st.integers(0, 2))).map(
    lambda found: [one(key, **fields) for key, fields in found.items()]
)


@given(items)
def test_nothing_differs_from_itself(found):
    assert changes(found, found) == []


@given(items, items)
def test_what_is_added_one_way_is_removed_the_other(old, new):
    def keys(found, kind):
        return {c.key for c in found if c.kind == kind}

    there, back = changes(old, new), changes(new, old)

    assert keys(there, ADDED) == keys(back, REMOVED)
    assert keys(there, CHANGED) == keys(back, CHANGED)


@given(items, items)
def test_an_untouched_programme_is_offered_every_change_and_none_as_its_own_edit(base, new):
    found = upgrades(base, base, new)

    assert [(c.kind, c.key) for c in found] == [(c.kind, c.key) for c in changes(base, new)]
    assert not any(c.edited for c in found)


@given(items, items)
def test_a_programme_that_is_at_the_new_version_is_offered_nothing(base, new):
    assert upgrades(base, new, new) == []
