"""Draws are keyed: stable, independent of position, uniform, and unlike one another."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from offramp.engine.draws import (
    Draws,
    child_keys,
    draw,
    drawn,
    labels_on,
    member_keys,
    mix,
    name_key,
    name_keys,
    uniform,
    uniform_items,
)

MASK = 2**64 - 1
COUNT = 1_000_000
KEYS = member_keys(7, np.arange(COUNT), "chance")
SHELLING = name_key("conflict", "AAA", "shelling")
LEAVING = name_key("departures", "AAA", "leave")


def finalise(word: int) -> int:
    """Plain-Python SplitMix64 output function."""
    word = ((word ^ (word >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    word = ((word ^ (word >> 27)) * 0x94D049BB133111EB) & MASK
    return word ^ (word >> 31)


def plain_mix(a: int, b: int) -> int:
    return finalise((a & MASK) ^ finalise(((b & MASK) + 0x9E3779B97F4A7C15) & MASK))


def plain_draw(key: int, day: int, name: int, attempt: int) -> float:
    bits = plain_mix(key, plain_mix(plain_mix(name, day), attempt))
    return (bits >> 11 or 0.5) / 2**53


def chi_square_p(counts: NDArray[np.int64]) -> float:
    """Chance of a worse fit to equal counts."""
    return float(stats.chisquare(counts.ravel()).pvalue)


def assert_independent(first: NDArray[np.float64], second: NDArray[np.float64]) -> None:
    """Pairs must fill a 32 x 32 board evenly and the sum modulo 1 must be uniform."""
    cells = (first * 32).astype(np.int64) * 32 + (second * 32).astype(np.int64)
    assert 1e-5 < chi_square_p(np.bincount(cells, minlength=1024)) < 1 - 1e-5
    turned = ((first + second) % 1.0 * 1000).astype(np.int64)
    assert 1e-5 < chi_square_p(np.bincount(turned, minlength=1000)) < 1 - 1e-5


def test_golden_values() -> None:
    """These bits are promised: a change here changes every future ever drawn."""
    keys = member_keys(20220224, np.arange(3), "chance")
    name = name_key("departures", "AAA", "leave")
    assert f"{int(name):#018x}" == "0x546ba7d3ffa0a559"
    assert [f"{int(key):#018x}" for key in keys] == [
        "0xf32899aad79c1116",
        "0x7abb80d777fb0aaf",
        "0x5d908e1bf8c9ea7d",
    ]
    assert [f"{int(key):#018x}" for key in member_keys(0, np.array([5]), "parameters")] == [
        "0x22cb77ff27686729"
    ]
    assert [f"{int(key):#018x}" for key in child_keys(keys[:1], "ceasefire", 2)] == [
        "0x6b91daba9d195734",
        "0x299ad419e5e301f5",
    ]
    assert [value.hex() for value in uniform(keys, 14, name)] == [
        "0x1.741a2f90dfb30p-4",
        "0x1.2d2ba6e57a1ccp-3",
        "0x1.4bd85a2fad714p-2",
    ]
    assert draw(keys[0], -1, name, 3).hex() == "0x1.b191dc5fe0a65p-1"


def test_output_function_is_that_of_splitmix64() -> None:
    """Seed 1234567: the first outputs of the published generator."""
    outputs = [finalise((1234567 + step * 0x9E3779B97F4A7C15) & MASK) for step in (1, 2, 3)]
    assert outputs == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_kernel_agrees_with_plain_python() -> None:
    rng = np.random.default_rng(1)
    for key, name in rng.integers(0, 2**64, (50, 2), np.uint64):
        for day, attempt in ((0, 0), (13, 1), (-5, 0), (2**40, 7)):
            assert int(mix(key, name)) == plain_mix(int(key), int(name))
            expected = plain_draw(int(key), day, int(name), attempt)
            assert draw(key, day, name, attempt) == expected
            assert uniform(np.array([key]), day, name, attempt)[0] == expected
            assert uniform_items(np.array([key]), day, np.array([name]), attempt)[0, 0] == expected


def test_mix_flips_half_the_output_bits() -> None:
    rng = np.random.default_rng(2)
    pairs = rng.integers(0, 2**64, (400, 2), np.uint64)
    pairs[:200, 1] %= np.uint64(100)
    for side in (0, 1):
        for bit in range(64):
            flipped = pairs.copy()
            flipped[:, side] ^= np.uint64(1 << bit)
            changed = [
                (int(mix(*before)) ^ int(mix(*after))).bit_count()
                for before, after in zip(pairs, flipped, strict=True)
            ]
            assert abs(np.mean(changed) - 32.0) < 5 * 4 / np.sqrt(len(changed))


def test_uniforms_stay_inside_the_open_interval() -> None:
    values = uniform(KEYS, 0, LEAVING)
    assert values.min() > 0.0
    assert values.max() < 1.0
    scaled = values * 2.0**53
    assert np.array_equal(scaled, np.floor(scaled))
    assert (scaled % 2 == 1).mean() == pytest.approx(0.5, abs=0.005)


@pytest.mark.parametrize("bits", [0, MASK])
def test_the_extreme_words_map_inside(bits: int) -> None:
    assert 0.0 < (bits >> 11 or 0.5) / 2**53 < 1.0
    key = invert_finalise(bits) ^ finalise_label(LEAVING)
    value = draw(np.uint64(key), 0, LEAVING, 0)
    assert value == (2.0**-54 if bits == 0 else 1.0 - 2.0**-53)


def finalise_label(name: np.uint64) -> int:
    """The word a key meets in the last step of a draw on day 0, attempt 0."""
    label = plain_mix(plain_mix(int(name), 0), 0)
    return finalise((label + 0x9E3779B97F4A7C15) & MASK)


def invert_finalise(word: int) -> int:
    """Inverse of `finalise`, to build a key that meets a chosen word."""

    def unshift(value: int, by: int) -> int:
        result = value
        for _ in range(64 // by):
            result = value ^ (result >> by)
        return result

    word = unshift(word, 31) * pow(0x94D049BB133111EB, -1, 2**64) & MASK
    word = unshift(word, 27) * pow(0xBF58476D1CE4E5B9, -1, 2**64) & MASK
    return unshift(word, 30)


def test_uniform_over_members_and_over_days() -> None:
    over_members = uniform(KEYS, 3, LEAVING)
    over_days = np.concatenate([uniform(KEYS[:1000], day, LEAVING) for day in range(1000)])
    names = name_keys(("departures",), [f"P{index}" for index in range(1000)])
    over_names = uniform_items(KEYS[:1000], 3, names).ravel()
    for values in (over_members, over_days, over_names):
        assert stats.kstest(values, "uniform").pvalue > 1e-5
        counts = np.bincount((values * 4096).astype(np.int64), minlength=4096)
        assert 1e-5 < chi_square_p(counts) < 1 - 1e-5


def test_independent_across_day_name_attempt_and_member() -> None:
    base = uniform(KEYS, 3, LEAVING)
    assert_independent(base, uniform(KEYS, 4, LEAVING))
    assert_independent(base, uniform(KEYS, 3, SHELLING))
    assert_independent(base, uniform(KEYS, 3, LEAVING, attempt=1))
    assert_independent(base[:-1], base[1:])
    assert_independent(base, uniform(KEYS, -3, LEAVING))


def test_independent_across_seed_stream_and_fork() -> None:
    base = uniform(KEYS, 3, LEAVING)
    members = np.arange(COUNT)
    assert_independent(base, uniform(member_keys(8, members, "chance"), 3, LEAVING))
    assert_independent(base, uniform(member_keys(7, members, "parameters"), 3, LEAVING))
    children = child_keys(KEYS, "ceasefire", 1)
    assert_independent(base, uniform(children, 3, LEAVING))
    assert_independent(
        uniform(child_keys(KEYS, "truce", 1), 3, LEAVING), uniform(children, 3, LEAVING)
    )


def test_no_trace_of_the_sum_of_key_and_label() -> None:
    """Member and label meet by XOR; four corners of a rectangle of draws must stay unrelated."""
    columns = [uniform(KEYS, day, LEAVING) for day in range(4)]
    for left, right in pairwise(columns):
        corners = (left[:-1] + right[:-1] + left[1:] + right[1:]) % 1.0
        counts = np.bincount((corners * 1000).astype(np.int64), minlength=1000)
        assert 1e-5 < chi_square_p(counts) < 1 - 1e-5


def test_many_items_are_uncorrelated() -> None:
    names = name_keys(("contact",), [f"item {index}" for index in range(200)])
    values = uniform_items(KEYS[:20_000], 9, names)
    matrix = np.asarray(np.corrcoef(values, rowvar=False))
    off_diagonal = matrix[np.triu_indices(200, 1)]
    scores = off_diagonal * np.sqrt(20_000)
    assert np.abs(scores).max() < 5.5
    assert scores.std() == pytest.approx(1.0, abs=0.03)


def test_position_and_block_do_not_matter() -> None:
    names = name_keys(("departures",), ["AAA", "BBB", "CCC"])
    whole = uniform_items(KEYS[:100], 5, names)
    assert np.array_equal(uniform_items(KEYS[40:60], 5, names), whole[40:60])
    assert np.array_equal(uniform_items(KEYS[:100], 5, names[::-1].copy()), whole[:, ::-1])
    more = name_keys(("departures",), ["AAA", "NEW", "BBB", "CCC"])
    assert np.array_equal(uniform_items(KEYS[:100], 5, more)[:, [0, 2, 3]], whole)
    assert np.array_equal(uniform(KEYS[:100], 5, names[1]), whole[:, 1])
    later = member_keys(7, np.arange(40, 60), "chance")
    assert np.array_equal(later, KEYS[40:60])


def test_seeds_of_every_size_give_keys() -> None:
    seeds = (0, 1, 2**31, 2**63 - 1, 2**63, 2**64 - 1)
    keys = np.concatenate([member_keys(seed, np.arange(50), "chance") for seed in seeds])
    assert np.unique(keys).size == keys.size


def test_keys_never_collide() -> None:
    parts = [
        KEYS[:100_000],
        member_keys(7, np.arange(100_000), "parameters"),
        member_keys(8, np.arange(100_000), "chance"),
        child_keys(KEYS[:50_000], "ceasefire", 2),
        child_keys(KEYS[:50_000], "truce", 2),
        child_keys(child_keys(KEYS[:100_000], "ceasefire", 1), "ceasefire", 1),
    ]
    everything = np.concatenate(parts)
    assert np.unique(everything).size == everything.size


def test_children_come_parent_by_parent_and_do_not_depend_on_copies() -> None:
    two = child_keys(KEYS[:5], "ceasefire", 2).reshape(5, 2)
    three = child_keys(KEYS[:5], "ceasefire", 3).reshape(5, 3)
    assert np.array_equal(two, three[:, :2])
    assert np.array_equal(child_keys(KEYS[3:4], "ceasefire", 2), two[3])


def test_name_keys_tell_names_apart() -> None:
    assert name_key("ab", "c") != name_key("a", "bc")
    assert name_key("a", "b") != name_key("b", "a")
    assert name_keys(("x", "y"), ["AAA"])[0] == name_key("x", "y", "AAA")
    many = name_keys((), [str(index) for index in range(10_000)])
    assert np.unique(many).size == 10_000


def test_the_class_gives_the_same_bits() -> None:
    draws = Draws(KEYS[:10])
    names = name_keys(("departures",), ["AAA", "BBB"])
    assert np.array_equal(draws.uniform(2, LEAVING), uniform(KEYS[:10], 2, LEAVING))
    assert np.array_equal(draws.uniforms(2, names, 1), uniform_items(KEYS[:10], 2, names, 1))
    expected = stats.norm.ppf(draws.uniforms(2, names))
    np.testing.assert_allclose(draws.normals(2, names), expected, rtol=1e-13)
    np.testing.assert_allclose(draws.normal(2, names[0]), expected[:, 0], rtol=1e-13)


def test_wrong_input_is_named() -> None:
    with pytest.raises(ValueError, match="no name given"):
        name_key()
    with pytest.raises(ValueError, match="separates names"):
        name_key("a\x1fb")
    with pytest.raises(ValueError, match="out of range"):
        member_keys(-1, np.arange(2), "chance")
    with pytest.raises(ValueError, match="unknown stream"):
        member_keys(1, np.arange(2), "luck")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least 1 child"):
        child_keys(KEYS[:2], "truce", 0)


def test_a_label_of_the_day_gives_the_same_draws() -> None:
    names = name_keys(["conflict"], ["AAA", "BBB", "CCC", "DDD"]).reshape(2, 2)
    for day, attempt in ((0, 0), (14, 0), (-3, 2)):
        labels = labels_on(day, names, attempt)
        assert labels.shape == names.shape
        for key in KEYS[:5]:
            for label, name in zip(labels.flat, names.flat, strict=True):
                assert drawn(key, label) == draw(key, day, name, attempt)
