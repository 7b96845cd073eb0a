import pytest

from sla.api import keys


def test_a_key_is_recognised_by_its_beginning_and_kept_as_its_hash():
    key = keys.make()

    assert keys.SHAPE.fullmatch(key.text)
    assert (keys.prefix_of(key.text), keys.digest_of(key.text)) == (key.prefix, key.digest)
    assert key.text not in key.digest


def test_no_two_keys_are_alike():
    made = {keys.make().text for _ in range(200)}

    assert len(made) == 200


@pytest.mark.parametrize("text", ["", "plt_", "plt_abcdefgh", "xyz_abcdefgh_" + "a" * 43, "plt_abcdefgh_" + "é" * 43])
def test_what_cannot_be_a_key_has_no_beginning(text):
    assert keys.prefix_of(text) == ""


def test_a_key_matches_its_own_hash_only():
    one, other = keys.make(), keys.make()

    assert (keys.matches(one.text, one.digest), keys.matches(one.text, other.digest)) == (True, False)
