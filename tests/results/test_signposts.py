import numpy as np
import pytest

from offramp.results.signposts import NEVER, excess, looks_at, signposts

HORIZON = 100


def days(random, chance, futures, low=1, high=HORIZON):
    """The first day of something that comes with a chance, on any day alike."""
    came = random.random(futures) < chance
    return np.where(came, random.integers(low, high, futures), NEVER)


def followed(random, sign, chance, lead, otherwise):
    """An outcome that follows a sign with a chance, some days later; without it, another chance."""
    futures = len(sign)
    came = np.isfinite(sign)
    after = np.where(random.random(futures) < chance, sign + lead, NEVER)
    return np.where(came, after, days(random, otherwise, futures))


def found(signs, outcome):
    table = np.array(signs)
    return signposts(table, outcome, looks_at(table, outcome))


def test_a_sign_is_told_with_the_numbers_that_it_was_made_with():
    random = np.random.default_rng(1)
    sign = days(random, 0.4, 20_000, high=40)
    outcome = followed(random, sign, 0.8, 10 + random.integers(0, 11, 20_000), 0.1)
    (post,) = found([sign], outcome)
    assert post.sign == 0
    assert post.false_alarms == pytest.approx(0.2, abs=0.015)
    assert post.base == pytest.approx(0.4 * 0.8 + 0.6 * 0.1, abs=0.015)
    assert post.hits == pytest.approx(0.32 / 0.38, abs=0.015)
    assert post.lead == (10, 15, 20)
    both = (sign < outcome) & np.isfinite(outcome)
    assert post.futures == both.sum()


def test_an_outcome_before_the_sign_is_no_hit_and_no_false_alarm():
    kinds = [  # sign and outcome: before, after, on the same day, neither, and a false alarm
        *[(10.0, 5.0)], *[(10.0, 30.0)] * 3, *[(10.0, 10.0)], *[(NEVER, NEVER)] * 3, (10.0, NEVER),
    ]  # fmt: skip
    sign, outcome = np.repeat(np.array(kinds * 50), 2, axis=0).T
    (post,) = found([sign], outcome)
    assert (post.hits, post.false_alarms, post.base) == pytest.approx((3 / 5, 1 / 4, 5 / 9))
    assert post.futures == 300


def test_a_sign_that_tells_nothing_is_not_told():
    random = np.random.default_rng(2)
    told = 0
    for _ in range(60):
        signs = [days(random, chance, 400) for chance in (0.1, 0.3, 0.5, 0.7, 0.9) for _ in "abcd"]
        told += bool(found(signs, days(random, 0.3, 400)))
    assert told <= 8  # 1 in 20 of 60 is 3; more than 8 comes in fewer than 1 of 100 such tests


def test_what_merely_comes_early_or_lasts_long_is_no_excess():
    random = np.random.default_rng(3)
    early = days(random, 0.9, 4000, high=5)
    late = days(random, 0.9, 4000, low=80)
    outcome = days(random, 0.5, 4000)
    assert abs(excess(early, outcome)) < 3
    assert abs(excess(late, outcome)) < 3


def test_the_excess_of_what_tells_nothing_has_a_standard_deviation_of_one():
    random = np.random.default_rng(4)
    found = [excess(days(random, 0.5, 300), days(random, 0.4, 300)) for _ in range(600)]
    assert np.mean(found) == pytest.approx(-0.06, abs=0.15)  # half a future is taken off
    assert np.std(found) == pytest.approx(1, abs=0.12)


def test_numbers_do_not_come_from_the_futures_that_chose():
    random = np.random.default_rng(5)
    sign = days(random, 0.5, 4000, high=20)
    outcome = followed(random, sign, 0.9, 10.0, 0.1)
    told = np.arange(4000) % 2 == 1  # in the half that tells it tells nothing
    outcome[told] = followed(random, days(random, 0.5, told.sum()), 0.5, 10.0, 0.5)
    (post,) = found([sign], outcome)
    assert post.false_alarms > 0.4


def test_the_most_telling_sign_is_told_and_then_the_earliest_that_tell_enough():
    random = np.random.default_rng(6)
    futures = 4000
    outcome = np.where(random.random(futures) < 0.5, 90.0, NEVER)
    came = np.isfinite(outcome)

    def sign(hit, alarm, day):
        return np.where(random.random(futures) < np.where(came, hit, alarm), day, NEVER)

    best, early, earlier, weak = (
        sign(0.95, 0.05, 80.0),
        sign(0.9, 0.2, 40.0),
        sign(0.85, 0.25, 20.0),
        sign(0.3, 0.25, 2.0),
    )
    posts = found([weak, best, early, best + 1, earlier], outcome)
    assert [post.sign for post in posts] == [4, 2, 1]


@pytest.mark.parametrize("futures", [0, 1, 10])
def test_too_few_futures_tell_of_nothing(futures):
    sign = np.zeros((1, futures))
    outcome = np.ones(futures)
    assert looks_at(sign, outcome) == 0
    assert signposts(sign, outcome, 0) == []


def test_no_signs_at_all():
    assert found(np.empty((0, 50)), np.ones(50)) == []
