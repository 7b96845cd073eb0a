import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.rollout.dependencies import circle, layers


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({}, []),
        ({"a": []}, [["a"]]),
        ({"b": ["a"], "a": []}, [["a"], ["b"]]),
        ({"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"]}, [["a"], ["b", "c"], ["d"]]),
        ({"c": ["b"], "b": ["a"], "a": [], "z": []}, [["a", "z"], ["b"], ["c"]]),
        ({"a": ["gone"]}, [["a"]]),
    ],
)
def test_each_stands_in_the_first_layer_that_allows_it(needs, expected):
    assert layers(needs) == expected


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({}, []),
        ({"a": ["b"], "b": []}, []),
        ({"a": ["a"]}, ["a"]),
        ({"a": ["b"], "b": ["a"]}, ["a", "b"]),
        ({"x": ["a"], "a": ["b"], "b": ["c"], "c": ["a"]}, ["a", "b", "c"]),
        ({"a": ["b", "c"], "b": [], "c": ["gone"]}, []),
    ],
)
def test_a_circle_is_named_in_the_order_of_its_needs(needs, expected):
    assert circle(needs) == expected


def test_a_circle_has_no_layers():
    with pytest.raises(ValueError, match="circle"):
        layers({"a": ["b"], "b": ["a"]})


graphs = st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 8), max_size=4, unique=True), max_size=9)


@given(graphs)
def test_there_are_layers_exactly_where_there_is_no_circle(needs):
    if circle(needs):
        with pytest.raises(ValueError, match="circle"):
            layers(needs)
    else:
        assert sorted(key for layer in layers(needs) for key in layer) == sorted(needs)


@given(graphs)
def test_what_is_needed_stands_before_what_needs_it(needs):
    if circle(needs):
        return
    place = {key: number for number, layer in enumerate(layers(needs)) for key in layer}
    assert all(place[need] < place[key] for key in needs for need in needs[key] if need in needs)


@given(graphs)
def test_each_of_a_circle_needs_the_next(needs):
    found = circle(needs)
    assert all(after in needs[before] for before, after in zip(found, [*found[1:], *found[:1]], strict=True))
