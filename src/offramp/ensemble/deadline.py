"""The last responsible day of an off-ramp: until when deciding on it still averts enough.

A measure is ordered on each date of a grid and nobody adopts it otherwise; its lead time counts
from then. Each is compared with the same futures in which it never comes. The last responsible day
is the last date up to which deciding averts at least a share of what deciding at the first date
averts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.answers import Answers
from offramp.ensemble.asking import Asking
from offramp.ensemble.moves import FEWEST, Move, mean_interval, move
from offramp.ensemble.reads import Read
from offramp.ensemble.saying import level
from offramp.model.expression import Expression
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.reading.scenario import Reading
from offramp.reading.variants import laid_over, tree_of

ORDER = "offramp_deadline"
"""Id of the order that imposes the measure."""


@dataclass(frozen=True)
class Decided:
    """What deciding on one date does.

    Attributes:
        date: of the order.
        benefit: what it averts against never, future by future; up is averted.
        share: of what the first date averts, where that is more than nothing.
        enough: whether it averts the share asked for: yes, no, or perhaps (chance may have it).
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
        never: how high that stands where the measure never comes, as `level` gives it.
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


def variants(reading: Reading, measure: str, dates: Sequence[date]) -> list[Scenario]:
    """Return a scenario in which a measure never comes, then those with it on each date.

    Raises:
        ScenarioError: if there is no such measure, history decides on it, or a date is too early.
    """
    scenario = reading.scenario
    check(scenario, measure, dates)
    never = laid_over(reading, tree_of({"disable": [f"measures.{measure}"]})).scenario
    return [never, *(_ordered(reading, measure, when) for when in dates)]


def _ordered(reading: Reading, measure: str, when: date) -> Scenario:
    """Return a scenario in which a measure comes by an order only."""
    order = {"measure": measure, "day": when, "stage": "adopted"}
    found = laid_over(reading, tree_of({"orders": {ORDER: order}})).scenario
    alone = found.measures[measure].model_copy(update={"when": Expression("false")})
    said = {name: getattr(found, name) for name in Scenario.model_fields}
    said["measures"] = {**found.measures, measure: alone}
    return Scenario.model_construct(found.model_fields_set, **said)


def check(scenario: Scenario, measure: str, dates: Sequence[date]) -> None:
    """Refuse what cannot be ordered.

    Raises:
        ScenarioError: saying why, and what to do.
    """
    if measure not in scenario.measures or scenario.measures[measure].disabled:
        on = [name for name, one in scenario.measures.items() if not one.disabled]
        hint = did_you_mean(measure, on) or f"it has {', '.join(on)}"
        raise ScenarioError([Problem("unknown-measure", f'there is no measure "{measure}"', hint)])
    decided = scenario.start + timedelta(days=scenario.decided_day)
    for name, event in scenario.events.items():
        told = event.measure == measure and event.verified and not event.disabled
        if told and event.date <= decided and event.known_at <= scenario.as_of:
            message = f'history has decided on "{measure}" already: "{name}" on {event.date}'
            hint = f"lay an overlay with an earlier `decided_until:` over it, as {event.date}"
            raise ScenarioError([Problem("decided-already", message, hint)])
    end = scenario.start + timedelta(days=scenario.days - 1)
    for when in dates:
        if not decided < when <= end:
            message = f"{when} is no day on which anything can still be decided"
            hint = f"give dates from {decided + timedelta(days=1)} to {end}"
            raise ScenarioError([Problem("bad-date", message, hint)])


def grid(scenario: Scenario, every: int) -> list[date]:
    """Return every so many days from the first that history leaves free to the end."""
    first = max(scenario.decided_day + 1, 0)
    return [scenario.start + timedelta(days=day) for day in range(first, scenario.days, every)]


def off_ramps(
    reading: Reading,
    asking: Asking,
    measure: str,
    dates: Sequence[date],
    reads: Sequence[Read],
    share: float,
) -> list[OffRamp]:
    """Find the last responsible day of a measure, for each thing to avert.

    Args:
        reading: of the scenario.
        asking: runs it; it expects the variants.
        measure: id.
        dates: in order.
        reads: what is to be averted.
        share: of what the first date averts that a later one must avert at least.
    """
    never, *ordered = (asking.answers(one) for one in variants(reading, measure, dates))
    label = reading.scenario.measures[measure].label or measure.replace("_", " ")
    return [_off_ramp(measure, label, read, never, ordered, dates, share) for read in reads]


def _off_ramp(
    measure: str,
    label: str,
    read: Read,
    never: Answers,
    ordered: Sequence[Answers],
    dates: Sequence[date],
    share: float,
) -> OffRamp:
    base = _values(read, never)
    sides = [_values(read, one) for one in ordered]
    sign = -1.0 if read.better == "high" else 1.0
    gains = [sign * (base - side) for side in sides]
    first = move(np.zeros_like(base), gains[0])
    averts = first.way == "up"
    decided = tuple(
        _decided(when, gains[0], gain, averts, share)
        for when, gain in zip(dates, gains, strict=True)
    )
    last = _until(decided, {"yes", "perhaps, above"}) if averts else None
    sure = _until(decided, {"yes"}) if averts else None
    perhaps = _until(decided, {"yes", "perhaps, above", "perhaps, below"}) if averts else None
    return OffRamp(
        measure,
        label,
        read,
        level(read, base),
        level(read, sides[0]),
        decided,
        last,
        sure,
        perhaps,
        _words(first, dates, last, sure, perhaps, share),
    )


def _values(read: Read, answers: Answers) -> NDArray[np.float64]:
    found = read.values(answers)
    assert found is not None, read.name
    return found


def _decided(
    when: date,
    first: NDArray[np.float64],
    gain: NDArray[np.float64],
    averts: bool,
    share: float,
) -> Decided:
    """Judge one date: what it averts beyond a share of what the first averts, future by future."""
    benefit = move(np.zeros_like(gain), gain)
    if not averts:
        return Decided(when, benefit, None, "no")
    beyond = (gain - share * first)[~np.isnan(gain - first)]
    mean, low, high, _ = mean_interval(beyond)
    if benefit.moved < FEWEST and share > 0:
        enough = "no"
    elif low >= 0:
        enough = "yes"
    elif high < 0:
        enough = "no"
    else:
        enough = "perhaps, above" if mean >= 0 else "perhaps, below"
    whole = float(np.nanmean(first))
    return Decided(when, benefit, float(np.nanmean(gain)) / whole, enough)


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
