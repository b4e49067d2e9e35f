"""Quantiles over futures, as plain numbers that JSON can hold."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

RANGE = {"q05": 0.05, "q50": 0.5, "q95": 0.95}
"""The range that a summary gives: nine futures in ten lie between the outer two."""


_WORTH = 16
"""Times as many possible keys as rows for which a table of them is faster than sorting."""


def quantiles(values: NDArray[Any], wanted: dict[str, float] | None = None) -> dict[str, Any]:
    """Return quantiles over the first axis, each of the shape of the others.

    Args:
        values: shape (member, ...).
        wanted: chances by name; `RANGE` where not given.
    """
    named = RANGE if wanted is None else wanted
    found = np.quantile(values, list(named.values()), axis=0)
    return dict(zip(named, found, strict=True))


def whole(numbers: dict[str, Any]) -> dict[str, int]:
    """Return numbers of people as whole numbers."""
    return {name: round(float(number)) for name, number in numbers.items()}


def rounded(numbers: dict[str, Any], figures: int = 4) -> dict[str, float]:
    """Return numbers with a few significant figures."""
    return {name: figure(number, figures) for name, number in numbers.items()}


def figure(number: float, figures: int = 4) -> float:
    """Return a number with a few significant figures.

    >>> figure(0.123456), figure(0.0)
    (0.1235, 0.0)
    """
    return float(f"{float(number):.{figures}g}")


def per_100(count: int, futures: int) -> float:
    """Return a count of futures as one in 100, with one decimal."""
    return round(100 * count / futures, 1)


def futures_with(
    members: NDArray[Any], groups: Sequence[NDArray[Any]]
) -> dict[tuple[int, ...], int]:
    """Count the futures in which each combination occurs.

    Args:
        members: member of each event, shape (event,).
        groups: codes that make up the combination, each of shape (event,).

    Returns:
        Number of different members by combination, in order.
    """
    if not len(members):
        return {}
    group, first = grouped(groups)
    _, pairs = grouped([group, members - members.min()])
    counts = np.bincount(group[pairs])
    return {
        tuple(int(codes[row]) for codes in groups): int(count)
        for row, count in zip(first, counts, strict=True)
    }


def grouped(columns: Sequence[NDArray[Any]]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Number the different combinations of codes, in order.

    Args:
        columns: codes, not negative, each of shape (row,).

    Returns:
        The number of each row's combination, shape (row,), and for each combination a row that
        has it.

    >>> grouped([np.array([1, 0, 1]), np.array([2, 5, 2])])
    (array([1, 0, 1]), array([1, 0]))
    """
    key = np.zeros(len(columns[0]), np.int64)
    for codes in columns:
        if key.max(initial=0) > 2**31:
            key = np.unique(key, return_inverse=True)[1].astype(np.int64)
        key = key * (int(codes.max(initial=0)) + 1) + codes
    if not len(key) or key.max() > _WORTH * len(key):
        _, first, group = np.unique(key, return_index=True, return_inverse=True)
        return group.reshape(-1).astype(np.int64), first
    row = np.full(int(key.max()) + 1, -1)
    row[key[::-1]] = np.arange(len(key))[::-1]  # the first of each is written last
    used = np.flatnonzero(row >= 0)
    number = np.empty(len(row), np.int64)
    number[used] = np.arange(len(used))
    return number[key], row[used]
