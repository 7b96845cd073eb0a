from change_mgmt.processes.since import Change, changes


def facts(**parts):
    return {"head": {}, "as_is": [], "to_be": [], "fates": [], "lanes": []} | parts


def test_equal_facts_have_no_changes():
    same = facts(head={"name": "A"}, as_is=[{"key": 1, "title": "x", "minutes": 5}])

    assert changes(same, same) == []


def test_a_field_of_the_head():
    assert changes(facts(head={"name": "A"}), facts(head={"name": "B"})) == [
        Change("changed", "head", "", "name", "A", "B")
    ]


def test_rows_that_come_go_and_change():
    old = facts(to_be=[{"key": 1, "title": "x", "minutes": 5}, {"key": 2, "title": "y", "minutes": 1}])
    new = facts(to_be=[{"key": 1, "title": "z", "minutes": 6}, {"key": 3, "title": "w", "minutes": 1}])

    assert changes(old, new) == [
        Change("changed", "to_be", "z", "minutes", 5, 6),
        Change("changed", "to_be", "z", "title", "x", "z"),
        Change("new", "to_be", "w"),
        Change("gone", "to_be", "y"),
    ]
