from implementation.data_readiness.duplicates.merging import merge


def test_the_fullest_row_stays_and_each_column_takes_what_most_rows_say():
    rows = [(3, ["Ann", "Leeds", ""]), (5, ["Anne", "Leeds", "0113"]), (9, ["ANN", "", "0114"])]

    found = merge(rows)

    assert (found.kept, found.others) == (5, (3, 9))
    assert [(value.value, value.source) for value in found.values] == [("Ann", 3), ("Leeds", 5), ("0113", 5)]


def test_a_column_that_no_row_fills_has_no_suggestion():
    assert merge([(1, ["a", ""]), (2, ["a", ""])]).values[1] is None
