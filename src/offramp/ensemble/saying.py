"""Results of questions in words: means, natural frequencies, and ranges that stay ranges."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.intervals import mean_interval, share_interval
from offramp.ensemble.moves import Move
from offramp.ensemble.reads import Read
from offramp.ensemble.yes_or_no import ones, told_in_100
from offramp.model.scenario import Scenario
from offramp.results.summary.numbers import figure, per_100
from offramp.results.summary.outcomes import range_of_chance
from offramp.results.words import in_100, people, plain

NOTHING = "not assessed"
UNVALIDATED = "unvalidated"


def level(read: Read, values: NDArray[np.float64] | None) -> dict[str, Any]:
    """Return how high what is read stands in some futures, as plain data.

    Of a chance, that is its range over futures (5 to 95 %, see `range_of_chance`) with the median;
    never one number. Else the mean, or how many futures in 100, with a 95 % interval.
    """
    if values is not None:
        values = values[~np.isnan(values)]
    if values is None or not len(values):
        return {"assessed": False}
    if read.kind == "range":
        low, high = range_of_chance(values)
        middle = figure(float(np.median(values)))
        return {"low": figure(low), "median": middle, "high": figure(high), "validated": False}
    if read.kind == "share":
        return _counted(values)
    mean, low, high, _ = mean_interval(values)
    if values.min() >= 0:  # what is never below zero has no mean below it
        low = max(low, 0.0)
    return {"mean": figure(mean), "low": figure(low), "high": figure(high)}


def level_and_count(read: Read, values: NDArray[np.float64] | None) -> dict[str, Any]:
    """Return the same; beside a mean of what is 0 or 1 in every future, the futures that have it.

    `as_told` says where they are told.
    """
    found = level(read, values)
    if values is None or read.kind != "mean" or read.unit != "1":
        return found
    return found if ones(values) is None else found | _counted(values)


def as_told(read: Read, levels: Iterable[Mapping[str, Any]], futures: int) -> Read:
    """Return what is read as it is told: what is or is not as so many futures in 100.

    So is an indicator that is 0 or 1 in every future on every side, and both in some, as it is
    where decisions are compared.

    Args:
        read: what is read.
        levels: of it on each side, as `level_and_count` gives them.
        futures: of each side.
    """
    counts = [one.get("count") for one in levels if "assessed" not in one]
    told = read.kind == "mean" and told_in_100(counts, futures)
    return replace(read, kind="share") if told else read


def _counted(values: NDArray[np.float64]) -> dict[str, Any]:
    """Return how many futures have what is 1 in them and else 0, and how many in 100 that are."""
    count = int(values.sum())
    low, high = share_interval(count, len(values))
    share = {"count": count, "in_100": per_100(count, len(values))}
    return share | {"low_in_100": figure(100 * low, 3), "high_in_100": figure(100 * high, 3)}


def say_level(read: Read, found: dict[str, Any], futures: int, *, interval: bool = True) -> str:
    """Return the same in words."""
    if "assessed" in found:
        return NOTHING
    if read.kind == "range":
        return say_range(found["low"], found["high"], found["median"] if interval else None)
    if read.kind == "share":
        said = in_100(found["count"], futures)
        if not interval:
            return said
        return f"{said} ({_in_100(found['low_in_100'])} to {_in_100(found['high_in_100'])})"
    said = say(read, found["mean"])
    return f"{said} ({say(read, found['low'])} to {say(read, found['high'])})" if interval else said


def say_range(low: float, high: float, median: float | None = None) -> str:
    """Return the range of a chance in words: always two ends, however near they are.

    >>> say_range(0.012, 0.094), say_range(0.0, 0.0004), say_range(0.021, 0.024)
    ('1 to 9 in 100', '0 to 4 in 10,000', '21 to 24 in 1,000')
    >>> say_range(0.0, 0.0), say_range(0.3, 0.3)
    ('none recorded', '30 to 30 in 100, hardly any spread')
    >>> say_range(0.012, 0.094, 0.03)
    '1 to 9 in 100, half of futures below 3'
    """
    if high <= 0:
        return "none recorded"
    sizes = [10**power for power in range(2, 8)]
    seen = [size for size in sizes if round(size * high)]
    apart = [size for size in seen[:4] if round(size * low) != round(size * high)]
    if not seen:
        return f"below 1 in {sizes[-1]:,}"
    size = (apart or seen)[0]
    said = f"{round(size * low):,} to {round(size * high):,} in {size:,}"
    if not apart:
        return f"{said}, hardly any spread"
    if median is None:
        return said
    middle = size * median
    shown = f"{middle:,.0f}" if middle >= 1 or middle == 0 else "1"
    return f"{said}, half of futures {'at' if middle == 0 else 'below'} {shown}"


def say(read: Read, number: float) -> str:
    """Return a number in the unit of what is read, in words."""
    if read.kind == "share":
        return _in_100(100 * number)
    return people(number) if read.unit.startswith("person") else plain(figure(number, 3))


def signed(number: float, said: str) -> str:
    """Return how a difference is said, with a sign in front where it is more than nothing."""
    return f"+{said}" if number > 0 and said != "0" else said


def told_of(scenario: Scenario) -> dict[str, str]:
    """Return what every answer says of its scenario."""
    return {"id": scenario.id, "title": scenario.title, "limits": scenario.limits}


def _signed(read: Read, number: float, places: int) -> str:
    """Return a difference in words, with its sign."""
    if read.kind == "mean" and read.unit.startswith("person"):
        return signed(number, people(number))
    return f"{number:+,.{places}f}" if number else "0"


def _places(numbers: list[float]) -> int:
    """Return the decimals that give the largest of some numbers two figures, and none of them 0.

    >>> _places([-0.0141, -0.0274, -0.0008]), _places([120.0, 7.0]), _places([0.11, 0.002])
    (3, 0, 3)
    """
    sizes = [abs(number) for number in numbers if number]
    if not sizes:
        return 0
    wanted = [1 - floor(log10(max(sizes))), *(-floor(log10(size) + 0.301) for size in sizes)]
    return min(max(*wanted, 0), max(wanted[0], 0) + 2)


def difference(read: Read, found: Move) -> dict[str, Any]:
    """Return how what is read moved, as plain data; of a chance never by how much on average."""
    moved = {"higher": found.up, "lower": found.down, "same": found.same, "way": found.way}
    if not found.futures:
        return {"assessed": False}
    if read.kind == "range":
        return moved
    scale = 100 if read.kind == "share" else 1
    mean, low, high = (figure(scale * end) for end in (found.mean, found.low, found.high))
    unit = {"unit": "futures in 100"} if read.kind == "share" else {"unit": read.unit}
    return {"mean": mean, "low": low, "high": high, **unit, **moved}


def say_difference(read: Read, found: Move) -> str:
    """Return the same in words."""
    if not found.futures:
        return NOTHING
    if not found.moved:
        return "none"
    if read.kind == "range":
        return {"up": "higher", "down": "lower"}.get(found.way, "unclear") + ", no figure"
    scale = 100 if read.kind == "share" else 1
    three = [scale * number for number in (found.mean, found.low, found.high)]
    places = _places([figure(number, 2) for number in three])
    mean, low, high = (_signed(read, number, places) for number in three)
    return f"{mean}{' in 100' if scale == 100 else ''} ({low} to {high})"


def of_100(found: Move) -> str:
    """Return in how many futures of 100 a number is higher, lower, the same.

    Where there are any there is at least 1, or `<1`.
    """
    return "/".join(_of_100(n, found.futures) for n in (found.up, found.down, found.same))


def _of_100(count: int, size: int) -> str:
    if not size:
        return "-"
    share = 100 * count / size
    return "<1" if 0 < share < 0.5 else ">99" if 99.5 < share < 100 else f"{share:.0f}"


def _in_100(number: float) -> str:
    return plain(figure(number, 2))
