"""What customers ask for most."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from change_mgmt.voice.themes import Weight, ranked

asks = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["open", "done"]), st.integers(1, 9)), max_size=8)


def test_what_most_customers_said_comes_first_whatever_the_number_of_wishes():
    found = ranked([("reach", "open", 1), ("reach", "done", 2), ("money", "open", 4)])

    assert found == [Weight("money", 1, 4, {"open": 4}), Weight("reach", 2, 3, {"open": 1, "done": 2})]


def test_without_wishes_there_is_no_theme():
    assert ranked([]) == []


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(asks)
def test_every_customer_is_counted_once_and_the_order_falls(lines):
    found = ranked(lines)

    assert sum(each.customers for each in found) == sum(customers for _theme, _state, customers in lines)
    assert sum(each.asks for each in found) == len(lines)
    assert [each.customers for each in found] == sorted((each.customers for each in found), reverse=True)
