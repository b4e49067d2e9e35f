"""The last responsible day of an off-ramp: until when deciding on it still averts enough.

A measure is ordered on each date of a grid and comes in no other way, not even as the answer to a
red line; its lead time counts from then. Each is compared with the same futures in which it never
comes. The last responsible day is the last date up to which deciding averts at least a share of
what deciding at the first date averts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.answers import Answers
from offramp.ensemble.asking import Asking
from offramp.ensemble.intervals import mean_interval
from offramp.ensemble.moves import FEWEST, Move, move
from offramp.ensemble.order_dates import Variants
from offramp.ensemble.reads import Read
from offramp.ensemble.saying import NOTHING, level_and_count

YES, PERHAPS, RATHER_NOT, NO = "yes", "perhaps, above", "perhaps, below", "no"
"""Whether a date averts enough; `NOTHING` where that is not assessed."""


@dataclass(frozen=True)
class Decided:
    """What deciding on one date does.

    Attributes:
        date: of the order.
        benefit: what it averts against never, future by future; up is averted.
        share: of what the first date averts, where that is more than nothing.
        enough: whether it averts the share asked for: yes, no, or perhaps (chance may have it);
            "not assessed" where no future has a value.
    """

    date: date
    benefit: Move
    share: float | None
    enough: str


@dataclass(frozen=True)
class OffRamp:
    """One measure under one assumption set, and one thing to avert.

    Attributes:
        measure: its id.
        label: for people.
        read: what is to be averted.
        never: how high that stands where the measure never comes, as `level_and_count` gives it.
        first: how high where it is decided at the first date.
        decided: what deciding on each date does.
        last: the last responsible day; None where there is none.
        sure: the last date up to which it averts enough beyond chance.
        perhaps: the last date up to which chance may have it so.
        words: the same in a sentence.
    """

    measure: str
    label: str
    read: Read
    never: dict[str, Any]
    first: dict[str, Any]
    decided: tuple[Decided, ...]
    last: date | None
    sure: date | None
    perhaps: date | None
    words: str


def off_ramps(
    sides: Variants, asking: Asking, reads: Sequence[Read], share: float
) -> list[OffRamp]:
    """Find the last responsible day of a measure, for each thing to avert.

    Args:
        sides: with the measure on each date, and without it.
        asking: runs them; it expects them.
        reads: what is to be averted.
        share: of what the first date averts that a later one must avert at least.
    """
    never, *ordered = (asking.answers(one) for one in sides)
    return [_off_ramp(sides, read, never, ordered, share) for read in reads]


def _off_ramp(
    variant: Variants, read: Read, never: Answers, ordered: Sequence[Answers], share: float
) -> OffRamp:
    base = _values(read, never)
    sides = [_values(read, one) for one in ordered]
    gained = [(base, side) if read.better == "high" else (side, base) for side in sides]
    benefits = [move(less, more) for less, more in gained]
    gains = [more - less for less, more in gained]
    first = benefits[0]
    averts = first.way == "up"
    dates = variant.dates
    decided = tuple(
        _decided(when, benefit, gains[0], gain, averts, share)
        for when, benefit, gain in zip(dates, benefits, gains, strict=True)
    )
    last = _until(decided, {YES, PERHAPS}) if averts else None
    sure = _until(decided, {YES}) if averts else None
    perhaps = _until(decided, {YES, PERHAPS, RATHER_NOT}) if averts else None
    return OffRamp(
        variant.measure,
        variant.label,
        read,
        level_and_count(read, base),
        level_and_count(read, sides[0]),
        decided,
        last,
        sure,
        perhaps,
        _words(first, dates, last, sure, perhaps, share),
    )


def _values(read: Read, answers: Answers) -> NDArray[np.float64]:
    """Return what is read off each future; not-a-number where it is switched off."""
    found = read.values(answers)
    return np.full(len(answers), np.nan) if found is None else found


def _decided(
    when: date,
    benefit: Move,
    first: NDArray[np.float64],
    gain: NDArray[np.float64],
    averts: bool,
    share: float,
) -> Decided:
    """Judge one date: what it averts beyond a share of what the first averts, future by future."""
    both = ~np.isnan(gain - first)
    if not both.any():
        return Decided(when, benefit, None, NOTHING)
    if not averts:
        return Decided(when, benefit, None, NO)
    first, gain = first[both], gain[both]
    mean, low, high, _ = mean_interval(gain - share * first)
    if benefit.moved < FEWEST and share > 0:
        enough = NO
    elif low >= 0:
        enough = YES
    elif high < 0:
        enough = NO
    else:
        enough = PERHAPS if mean >= 0 else RATHER_NOT
    whole = float(first.mean())
    return Decided(when, benefit, float(gain.mean()) / whole if whole else None, enough)


def _until(decided: Sequence[Decided], words: set[str]) -> date | None:
    """Return the last date before the first of which none of these words holds."""
    last = None
    for one in decided:
        if one.enough not in words:
            break
        last = one.date
    return last


def _words(
    first: Move,
    dates: Sequence[date],
    last: date | None,
    sure: date | None,
    perhaps: date | None,
    share: float,
) -> str:
    wanted = f"{100 * share:.0f} % of what deciding on {dates[0]} averts"
    if not first.futures:
        return f"{NOTHING}: it has no value in any future"
    if first.way == "none":
        return "no day found: it changes nothing of this in any future"
    if first.way == "unclear":
        return "no day found: whether it averts anything cannot be told from chance"
    if first.way == "down":
        return "no day found: it makes this worse"
    if last is None:
        return f"no day found: no date averts {wanted}"
    between = f" (chance leaves {sure or 'none'} to {perhaps})" if sure != perhaps else ""
    if last == dates[-1]:
        return f"not too late by {last}, the last date tried{between}"
    return f"last responsible day {last}{between}: until then deciding averts at least {wanted}"


def plain_benefit(read: Read, found: Move) -> Mapping[str, Any]:
    """Return what deciding averts as plain data; of a chance only in how many futures."""
    if not found.futures:
        return {"assessed": False}
    ways = {"averted": found.up, "worse": found.down, "same": found.same}
    if read.kind == "range":
        return ways
    scale = 100 if read.kind == "share" else 1
    return {
        "mean": scale * found.mean,
        "low": scale * found.low,
        "high": scale * found.high,
        **ways,
    }
