"""How long stages will take: known cases, and laws that hold for all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from implementation.experience.forecast import Band, StageAhead, bands, chances, days_of, ends, middle, ratio

TRIALS = 500
ratios = st.lists(st.floats(0.25, 4.0), min_size=0, max_size=8).map(tuple)
stages = st.lists(
    st.builds(StageAhead, standard=st.integers(1, 200), ratios=ratios, least=st.integers(0, 300)),
    min_size=1,
    max_size=7,
)


@pytest.mark.parametrize(
    ("seen", "band"),
    [
        ((), Band(70, 70)),
        ((1.5, 1.5), Band(70, 70)),  # two are too few
        ((1.1, 1.1, 1.1), Band(77, 77)),
        ((0.5, 1.0, 2.0), Band(70, 140)),
        ((1.0, 1.0, 1.0, 1.0, 3.0), Band(70, 70)),
        ((1.0, 1.0, 1.0, 3.0), Band(70, 210)),
    ],
)
def test_the_band_of_one_stage(seen, band):
    assert bands([StageAhead(70, seen)]) == [band]


def test_stages_without_enough_seen_add_up_to_their_standard():
    assert bands([StageAhead(28), StageAhead(42), StageAhead(70)]) == [Band(28, 28), Band(70, 70), Band(140, 140)]


def test_a_stage_under_way_takes_at_least_the_days_it_has_had():
    assert bands([StageAhead(28, (1.0, 1.0, 1.0), least=40), StageAhead(10)]) == [Band(40, 40), Band(50, 50)]


def test_two_stages_are_drawn_apart_from_each_other():
    """With one of two equally likely lengths each, a quarter of the trials has both long ones."""
    seen = (1.0, 1.0, 2.0, 2.0)

    total = ends([StageAhead(10, seen), StageAhead(10, seen)])[-1]

    assert chances(total, [19, 20, 30, 40]) == pytest.approx([0, 25, 75, 100], abs=1.5)


@pytest.mark.parametrize(("actual", "standard", "found"), [(77, 70, 1.1), (0, 5, 0.0), (5, 5, 1.0)])
def test_a_ratio_is_actual_over_standard(actual, standard, found):
    assert ratio(actual, standard) == pytest.approx(found)


@pytest.mark.parametrize(("actual", "standard"), [(5, 0), (-1, 5)])
def test_a_ratio_of_no_standard_is_refused(actual, standard):
    with pytest.raises(ValueError, match="standard of at least one day"):
        ratio(actual, standard)


def test_the_middle_of_nothing_is_none():
    assert (middle([]), middle([1.0, 4.0])) == (None, 2.5)


@given(stages, st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_the_same_seed_gives_the_same_band(ahead, seed):
    assert bands(ahead, seed=seed, trials=TRIALS) == bands(ahead, seed=seed, trials=TRIALS)


@given(stages, st.data())
@settings(max_examples=60, deadline=None)
def test_adding_a_delay_never_brings_the_end_forward(ahead, data):
    place = data.draw(st.integers(0, len(ahead) - 1))
    stage = ahead[place]
    how = data.draw(st.sampled_from(["days", "least", "ratio"]))
    if how == "days":
        later = StageAhead(stage.standard + data.draw(st.integers(1, 50)), stage.ratios, stage.least)
    elif how == "least":
        later = StageAhead(stage.standard, stage.ratios, stage.least + data.draw(st.integers(1, 50)))
    else:
        slower = tuple(one + data.draw(st.floats(0, 2)) for one in stage.ratios)
        later = StageAhead(stage.standard, slower, stage.least)
    delayed = [*ahead[:place], later, *ahead[place + 1 :]]

    before, after = ends(ahead, trials=TRIALS)[-1], ends(delayed, trials=TRIALS)[-1]

    assert (after >= before).all()


@given(stages, st.builds(StageAhead, standard=st.integers(1, 90), ratios=ratios))
@settings(max_examples=40, deadline=None)
def test_one_more_stage_ends_later_and_leaves_the_others_as_they_were(ahead, more):
    before, after = bands(ahead, trials=TRIALS), bands([*ahead, more], trials=TRIALS)

    assert after[:-1] == before
    assert after[-1].p50 > before[-1].p50


@given(stages)
@settings(max_examples=40, deadline=None)
def test_four_in_five_is_never_before_half(ahead):
    assert all(band.p80 >= band.p50 for band in bands(ahead, trials=TRIALS))


@given(st.integers(1, 200), ratios.filter(lambda seen: len(seen) >= 3))
@settings(max_examples=40, deadline=None)
def test_no_stage_takes_longer_or_shorter_than_ever_seen(standard, seen):
    days = days_of(StageAhead(standard, seen), place=0, trials=TRIALS)

    assert standard * min(seen) - 1e-6 <= days.min()
    assert days.max() <= max(standard * max(seen) + 1, 1)
