import numpy as np
import pytest
from scipy import stats

from offramp.ensemble.intervals import mean_interval, paired_interval, share_interval
from offramp.ensemble.moves import FEWEST, move
from offramp.ensemble.paired import difference, paired


@pytest.mark.parametrize("size", [2, 5, 400])
def test_the_interval_of_a_mean_is_students(size):
    values = np.random.default_rng(1).gamma(1, 3, size)
    mean, low, high, error = mean_interval(values)
    exact = stats.ttest_1samp(values, 0).confidence_interval(0.95)
    assert (low, high) == pytest.approx((exact.low, exact.high), rel=1e-12)
    assert (mean, error) == pytest.approx((values.mean(), stats.sem(values)), rel=1e-12)


@pytest.mark.parametrize(("count", "size"), [(0, 7), (7, 7), (3, 10), (900, 2000)])
def test_the_interval_of_a_share_is_wilsons(count, size):
    exact = stats.binomtest(count, size).proportion_ci(0.95, method="wilson")
    assert share_interval(count, size) == pytest.approx((exact.low, exact.high), abs=1e-12)


def test_what_holds_or_not_has_the_wider_of_two_intervals():
    base = np.repeat([1.0, 0.0, 0.0], [30, 10, 60])
    other = np.repeat([1.0, 0.0, 1.0, 0.0], [28, 2, 10, 60])
    found = move(base, other)
    assert (found.up, found.down) == (10, 2)
    assert found.mean == pytest.approx(0.08)
    assert (100 * found.low, 100 * found.high) == pytest.approx(paired_interval(10, 2, 100))
    share = stats.binomtest(10, 12).proportion_ci(0.95, method="exact")
    assert found.low == pytest.approx(0.12 * (2 * share.low - 1), abs=1e-9)
    assert found.high > 0.12 * (2 * share.high - 1)
    assert mean_interval(other - base)[1] != pytest.approx(found.low, abs=1e-4)
    assert found.way == "up"
    assert stats.binomtest(10, 12).pvalue < 0.05
    other[30:34] = 0  # 6 against 2: McNemar's exact test cannot tell
    assert move(base, other).way == "unclear"


def test_whoever_tells_of_it_gives_what_is_or_is_not_one_interval():
    base, other = np.arange(40) % 4 == 0, np.arange(40) % 3 == 0
    counted = paired(base, other)["difference_in_100"]
    told = difference(base, other)
    found = move(base.astype(float), other.astype(float))
    assert (100 * found.low, 100 * found.high) == paired_interval(10, 6, 40)
    for end in ("mean", "low", "high"):
        assert 100 * told[end] == pytest.approx(counted[end], rel=1e-2)
        assert 100 * getattr(found, end) == pytest.approx(counted[end], rel=1e-2)


@pytest.mark.parametrize(
    ("appears", "vanishes", "futures"),
    [(0.5, 0.0, 40), (0.3, 0.0, 200), (0.1, 0.02, 1000), (0.05, 0.05, 400), (0.02, 0.0, 400)],
)
def test_the_interval_holds_the_difference_as_often_as_it_says(appears, vanishes, futures):
    random = np.random.default_rng(1)
    shares = [appears, vanishes, 1 - appears - vanishes]
    tried = random.multinomial(futures, shares, 600)[:, :2].tolist()
    ends = [paired_interval(up, down, futures) for up, down in tried]
    held = np.mean([low <= 100 * (appears - vanishes) <= high for low, high in ends])
    assert 0.925 <= held <= 0.995


def test_the_score_interval_ends_where_the_score_test_rejects():
    up, down, size = 30, 0, 100
    change = paired_interval(up, down, size)[1] / 100
    chance = change * (1 - change)
    back = (2 * size - up) * change - up
    vanishing = max(-back, 0.0) / (2 * size)
    score = (size * change - up) / (size * (2 * vanishing + chance)) ** 0.5
    assert score == pytest.approx(stats.norm.isf(0.025), rel=1e-6)


def test_a_move_counts_futures_and_pairs_them():
    base = np.array([1.0, 2.0, 3.0, np.nan])
    found = move(base, np.array([2.0, 2.0, 1.0, 5.0]))
    assert (found.futures, found.up, found.down, found.same, found.moved) == (3, 1, 1, 1, 2)
    assert found.base == 2
    assert found.other == pytest.approx(5 / 3)
    assert found.mean == pytest.approx(-1 / 3)
    assert found.way == "unclear"  # too few moved
    assert move(base, base).way == "none"
    assert move(base, base).up_of_moved is None
    assert move(np.array([np.nan]), np.array([1.0])).futures == 0


def test_a_sure_effect_is_called_in_every_future():
    base = np.random.default_rng(1).normal(size=50)
    found = move(base, base + 1)
    assert (found.way, found.up, found.same) == ("up", 50, 0)
    assert (found.mean, found.low, found.high) == pytest.approx((1, 1, 1))
    assert found.up_of_moved == pytest.approx((1, *share_interval(50, 50)))
    assert move(base, base - 1).way == "down"


def test_few_moves_are_never_called():
    base, other = np.zeros(2000), np.zeros(2000)
    other[: FEWEST - 1] = 2
    assert move(base, other).low > 0
    assert move(base, other).way == "unclear"
    assert move(base, other).strength == 0
    other[: FEWEST + 1] = 1
    assert move(base, other).way == "up"


@pytest.mark.parametrize("moving", [1.0, 0.05])
def test_no_effect_is_called_as_often_as_it_should_be(moving):
    random = np.random.default_rng(7)
    trials, size = 4000, 400
    called = 0
    for _ in range(trials):
        change = random.normal(size=size) * (random.random(size) < moving)
        called += move(np.zeros(size), change).way in {"up", "down"}
    margin = 4 * (0.05 * 0.95 / trials) ** 0.5
    assert called / trials == pytest.approx(0.05, abs=margin + 0.005 * (moving < 1))
