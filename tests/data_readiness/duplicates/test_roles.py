import pytest

from implementation.data_readiness.duplicates.roles import ColumnRole as R
from implementation.data_readiness.duplicates.roles import guess_roles


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("First name", R.GIVEN), ("lastName", R.SURNAME), ("姓名", R.NAME), ("公司名称", R.COMPANY), ("Company name", R.COMPANY),
        ("street_number", R.NUMBER), ("address_1", R.ADDRESS), ("地址", R.ADDRESS), ("suburb", R.CITY), ("PLZ", R.POSTCODE),
        ("State", R.STATE), ("手机号", R.PHONE), ("E-Mail", R.EMAIL), ("date_of_birth", R.BIRTH), ("soc_sec_id", R.ID),
        ("统一社会信用代码", R.ID), ("cuisine", R.CATEGORY), ("rec_id", R.IGNORED), ("unique_id", R.IGNORED),
        ("created", R.IGNORED),
    ],
)  # fmt: skip
def test_headings_tell_what_a_column_holds(heading, role):
    assert guess_roles([heading, "name"], [["x", "Ann"]])[0] is role


@pytest.mark.parametrize(
    ("values", "role"),
    [
        (["a@b.org", "c@d.org"], R.EMAIL),
        (["1980-02-03", "19710230"], R.BIRTH),
        (["+86 138 0013 8000", "021-54960000"], R.PHONE),
        (["星河有限公司", "River Ltd"], R.COMPANY),
        (["lorem", "ipsum"], R.IGNORED),
    ],
)
def test_contents_tell_it_where_the_heading_does_not(values, role):
    assert guess_roles(["A", "name"], [[value, "Ann"] for value in values])[0] is role


def test_without_any_name_the_richest_text_is_taken_for_one():
    assert guess_roles(["B", "C"], [["Ann", "x"], ["Bo", "x"], ["Cy", "x"]]) == [R.NAME, R.IGNORED]
