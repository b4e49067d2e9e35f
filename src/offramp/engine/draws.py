"""Keyed draws: a uniform depends on who, when and what for, never on position.

Every uniform is a pure function of (key of the member, day, name, attempt). The name is a stable
hash of the names of process, item and purpose. Adding a member, an item or a process therefore
shifts no other draw, and two decisions compared on the same keys meet the same chance.

Construction. `mix` joins two 64-bit words with the output function ("finaliser") of SplitMix64:
Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA 2014,
doi:10.1145/2660193.2660195, with the constants known as Stafford's variant 13. A draw is

    bits = mix(key, mix(mix(name, day), attempt)),    u = (bits >> 11) / 2**53,

with 0 replaced by 2**-54, so that u lies on a lattice of 2**53 points in the open interval (0, 1).
All but one finaliser of a draw do not depend on the member and are computed once for an array.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.quantiles import normal_quantiles

__all__ = [
    "Draws",
    "Keys",
    "child_keys",
    "draw",
    "drawn",
    "fill_uniforms",
    "labels_on",
    "member_keys",
    "mix",
    "name_key",
    "name_keys",
    "uniform",
    "uniform_items",
]

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]

_SEPARATOR = "\x1f"
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # odd, nearest to 2**64 / golden ratio
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_BY_30 = np.uint64(30)
_BY_27 = np.uint64(27)
_BY_31 = np.uint64(31)
_BY_11 = np.uint64(11)


@njit
def _finalise(word: np.uint64) -> np.uint64:
    """Output function of SplitMix64: a bijection in which each input bit flips half the output."""
    word = (word ^ (word >> _BY_30)) * _FIRST
    word = (word ^ (word >> _BY_27)) * _SECOND
    return word ^ (word >> _BY_31)


@njit
def mix(a: np.uint64, b: np.uint64) -> np.uint64:
    """Join two words into one: finalise(a XOR finalise(b + golden)).

    For a fixed `a` it is a bijection of `b` and the other way round, so that distinct days, names
    or attempts never collide under one key. It is not symmetric. `a` should be a hash already
    (a key or a name); `b` may be a small counter. From Python, pass `np.uint64` values and wrap
    the result in `np.uint64`, since it comes back as an int.

    Args:
        a: a 64-bit key or hash.
        b: a 64-bit hash or counter.

    Returns:
        A 64-bit word, each bit of which changes with probability about 1/2 when one bit of
        `a` or `b` changes.
    """
    return _finalise(np.uint64(a) ^ _finalise(np.uint64(b) + _GOLDEN))


@njit
def _unit(bits: np.uint64) -> float:
    """The upper 53 bits of a word as a number in (0, 1); 0 becomes 2**-54."""
    return max(np.float64(bits >> _BY_11), 0.5) * (1.0 / 9007199254740992.0)


@njit
def draw(key: np.uint64, day: int, name: np.uint64, attempt: int) -> float:
    """One uniform in the open interval (0, 1), for use inside kernels.

    Args:
        key: key of the member.
        day: day of the draw, counted from the start; may be negative.
        name: `name_key` of process, item and purpose.
        attempt: number that tells repeated draws of one name on one day apart; 0 for the first.

    Returns:
        A multiple of 2**-53 between 2**-53 and 1 - 2**-53, or 2**-54.
    """
    return _unit(mix(key, mix(mix(name, np.uint64(day)), np.uint64(attempt))))


@njit
def drawn(key: np.uint64, label: np.uint64) -> float:
    """`draw` of a member from what `labels_on` worked out for all of them: the same bits.

    Args:
        key: key of the member.
        label: of the day and name.

    Returns:
        As `draw`.
    """
    return _unit(_finalise(key ^ label))


@njit
def _fill_labels(names: Keys, day: int, attempt: int, out: Keys) -> None:
    for item in range(names.size):
        label = mix(mix(names[item], np.uint64(day)), np.uint64(attempt))
        out[item] = _finalise(label + _GOLDEN)


@njit
def _fill(keys: Keys, day: int, name: np.uint64, attempt: int, out: Floats) -> None:
    label = mix(mix(name, np.uint64(day)), np.uint64(attempt))
    for member in range(keys.size):
        out[member] = _unit(mix(keys[member], label))


@njit
def fill_uniforms(keys: Keys, day: int, names: Keys, attempt: int, out: Floats) -> None:
    """Set `out`, (member, name), to `draw` of each member and name; for use inside kernels."""
    labels = np.empty(names.size, np.uint64)
    _fill_labels(names, day, attempt, labels)
    for member in range(keys.size):
        for item in range(names.size):
            out[member, item] = drawn(keys[member], labels[item])


@njit
def _mix_each(a: np.uint64, words: Keys, out: Keys) -> None:
    for index in range(words.size):
        out[index] = mix(a, words[index])


@njit
def _children(keys: Keys, fork: np.uint64, copies: int, out: Keys) -> None:
    for parent in range(keys.size):
        stem = mix(keys[parent], fork)
        for copy in range(copies):
            out[parent * copies + copy] = mix(stem, np.uint64(copy))


@lru_cache(maxsize=65536)
def name_key(*names: str) -> np.uint64:
    """Stable 64-bit hash of names, the same in every process, version and machine.

    It is BLAKE2b with a digest of 8 bytes (little-endian) over the names in UTF-8, joined by the
    unit separator U+001F. Keep it: look-ups of the last 65,536 names are cheap, new ones cost
    about a microsecond.

    Args:
        *names: what the draw is for, outermost first, e.g. process, item, purpose.

    Returns:
        The hash.

    Raises:
        ValueError: no name is given, or a name contains the separator.

    Example:
        >>> f"{int(name_key('departures', 'AAA')):#018x}"
        '0x2d5098f7e6fc8a20'
    """
    if not names:
        problem = "name_key: no name given; name the process, the item and the purpose"
        raise ValueError(problem)
    for name in names:
        if _SEPARATOR in name:
            problem = f"name_key: {name!r} contains U+001F, which separates names; rename it"
            raise ValueError(problem)
    digest = blake2b(_SEPARATOR.join(names).encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little"))


def name_keys(prefix: Sequence[str], labels: Sequence[str]) -> Keys:
    """Hashes of `name_key(*prefix, label)` for several labels.

    Args:
        prefix: names shared by all, e.g. process and purpose.
        labels: names of the items (K).

    Returns:
        uint64 (K,), in the order of `labels`.
    """
    return np.array([name_key(*prefix, label) for label in labels], dtype=np.uint64)


def member_keys(
    seed: int, members: NDArray[np.int64], stream: Literal["chance", "parameters"]
) -> Keys:
    """Keys of members: one key for what nobody can know, one for what we do not know.

    A member's key depends on the seed, its own number and the stream only, so it is the same in
    every block and ensemble size.

    Args:
        seed: seed of the ensemble, 0 <= seed < 2**64.
        members: int64 (B,), the numbers of the members.
        stream: "chance" (dynamics per day) or "parameters" (drawn once per member).

    Returns:
        uint64 (B,).

    Raises:
        ValueError: the seed is out of range or the stream unknown.
    """
    if not 0 <= seed < 2**64:
        problem = f"member_keys: seed {seed} is out of range; give one from 0 to 2**64 - 1"
        raise ValueError(problem)
    if stream not in ("chance", "parameters"):
        problem = f"member_keys: unknown stream {stream!r}; use 'chance' or 'parameters'"
        raise ValueError(problem)
    numbers = np.ascontiguousarray(members, dtype=np.int64).view(np.uint64)
    out = np.empty(numbers.size, np.uint64)
    root = np.uint64(mix(name_key("member", stream), np.uint64(seed)))
    _mix_each(root, numbers, out)
    return out


def labels_on(day: int, names: Keys, attempt: int = 0) -> Keys:
    """All of a draw that does not depend on the member, for `drawn` inside kernels.

    Args:
        day: day of the draw.
        names: uint64 of any shape, see `name_keys`.
        attempt: tells repeated draws of one name on one day apart.

    Returns:
        uint64 of the same shape.
    """
    out = np.empty(names.shape, np.uint64)
    _fill_labels(names.reshape(-1), int(day), int(attempt), out.reshape(-1))
    return out


def child_keys(keys: Keys, fork: str, copies: int) -> Keys:
    """Keys of the futures that branch off at a fork.

    The same fork name gives the same children, so two decisions tried under one fork name are
    compared on the same futures. No child has the key of its parent.

    Args:
        keys: uint64 (B,), keys of the parents.
        fork: name of the fork.
        copies: children for each parent, at least 1.

    Returns:
        uint64 (B * copies,): all children of the first parent, then of the second, and so on.

    Raises:
        ValueError: `copies` is less than 1.
    """
    if copies < 1:
        problem = f"child_keys: copies is {copies}; a fork needs at least 1 child"
        raise ValueError(problem)
    out = np.empty(keys.size * copies, np.uint64)
    _children(keys, name_key("fork", fork), copies, out)
    return out


def uniform(keys: Keys, day: int, name: np.uint64, attempt: int = 0) -> Floats:
    """One uniform for each member; the array form of `draw`, the same bits.

    Args:
        keys: uint64 (B,), keys of the members.
        day: day of the draw.
        name: `name_key` of process, item and purpose.
        attempt: tells repeated draws of one name on one day apart.

    Returns:
        float64 (B,) in the open interval (0, 1).
    """
    out = np.empty(keys.size, np.float64)
    _fill(keys, int(day), np.uint64(name), int(attempt), out)
    return out


def uniform_items(keys: Keys, day: int, names: Keys, attempt: int = 0) -> Floats:
    """One uniform for each member and name; column k equals `uniform(keys, day, names[k])`.

    Args:
        keys: uint64 (B,), keys of the members.
        day: day of the draw.
        names: uint64 (K,), see `name_keys`.
        attempt: tells repeated draws of one name on one day apart.

    Returns:
        float64 (B, K) in the open interval (0, 1).
    """
    out = np.empty((keys.size, names.size), np.float64)
    fill_uniforms(keys, int(day), names, int(attempt), out)
    return out


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """The chance of a block of members, as processes written in NumPy use it.

    Attributes:
        keys: uint64 (B,), keys of the members, see `member_keys`.
    """

    keys: Keys

    def uniform(self, day: int, name: np.uint64, attempt: int = 0) -> Floats:
        """float64 (B,) in (0, 1), see `uniform`."""
        return uniform(self.keys, day, name, attempt)

    def uniforms(self, day: int, names: Keys, attempt: int = 0) -> Floats:
        """float64 (B, K) in (0, 1), see `uniform_items`."""
        return uniform_items(self.keys, day, names, attempt)

    def normal(self, day: int, name: np.uint64, attempt: int = 0) -> Floats:
        """float64 (B,), standard normal."""
        return normal_quantiles(uniform(self.keys, day, name, attempt))

    def normals(self, day: int, names: Keys, attempt: int = 0) -> Floats:
        """float64 (B, K), standard normal."""
        return normal_quantiles(uniform_items(self.keys, day, names, attempt))
