"""Which indicators are told as so many futures in 100: chances, and what is or is not."""

from collections.abc import Mapping
from typing import Any

from offramp.ensemble.moves import FEWEST
from offramp.model.indicators import HAZARD

ROUNDED = 2e-3
"""How far a variance of four figures may be off, as a share of it."""


def is_frequency(key: str, one: Mapping[str, Any]) -> bool:
    """Return whether an indicator is told as so many futures in 100.

    Args:
        key: its id.
        one: the indicator, as `offramp.ensemble.differences` gives it.
    """
    return key.startswith(f"{HAZARD}.") or yes_or_no(one)


def yes_or_no(one: Mapping[str, Any]) -> bool:
    """Return whether an indicator is 0 or 1 in every future, on either side.

    Of such numbers, and of no others that are whole or lie between 0 and 1, the variance is the
    mean times what the mean lacks to 1.

    Args:
        one: an indicator, as `offramp.ensemble.differences` gives it.
    """
    size, means = one["futures"], (one["base"], one["other"])
    if one["unit"] != "1" or size < FEWEST or not all(0 <= mean <= 1 for mean in means):
        return False
    expected = sum(mean * (1 - mean) for mean in means) * size / (size - 1)
    variance = one["pairing"]["variance_unpaired"]
    return bool(variance > 0 and abs(variance - expected) <= ROUNDED * variance)
