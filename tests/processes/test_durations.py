import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from change_mgmt.processes.durations import NoTime, minutes, parts


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", 0),
        ("45", 45),
        (" 45 min ", 45),
        ("2 h", 120),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1.5 h", 90),
        ("0,5 d", 720),
        ("3 d", 4320),
        ("1 week", 10080),
        ("２小时", 120),
        ("1 天 2 小時 5 分鐘", 1565),
        ("2 days", 2880),
    ],
)
def test_times_as_people_write_them(words, expected):
    assert minutes(words) == expected


@pytest.mark.parametrize("words", ["soon", "-5", "5 parsecs", "h", "1e5", "12345678901", "5 min!"])
def test_what_names_no_time(words):
    with pytest.raises(NoTime):
        minutes(words)


@given(st.integers(0, 525_600))
@settings(deadline=None)
def test_parts_come_back_as_the_same_minutes(total):
    days, hours, rest = parts(total)

    assert minutes(f"{days} d {hours} h {rest} min") == total
    assert hours < 24 and rest < 60
