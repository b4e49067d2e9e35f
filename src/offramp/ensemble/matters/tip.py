"""What one assumption does to the ranking of two decisions: where it flips, and how surely."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from offramp.engine.parameters import Unknown, quantile
from offramp.ensemble.matters.assumptions import Said
from offramp.ensemble.matters.curves import borne_out, fits, root
from offramp.results.summary.numbers import figure

Floats = NDArray[np.float64]
Verdict = Literal["flips", "may flip", "no flip within its range"]

NO_FLIP: Verdict = "no flip within its range"
AGAIN = 400
"""Times that futures are drawn again."""
SURE, DOUBT = 0.95, 0.05
"""Share of those in which there is a crossing, from which it is told as sure, or told at all."""
_RANGE = np.linspace(0.02, 0.98, 97)
_BASIC = 3


@dataclass(frozen=True)
class Tip:
    """What one assumption does to the ranking of two decisions on one result.

    Attributes:
        said: what the scenario says of the assumption.
        verdict: whether the ranking flips within its range (2 to 98 % of its distribution).
        value: at which it flips; None where it does not.
        low: lower end of the 95 % interval of that value.
        high: its upper end.
        crossed: share of the resampled ensembles in which it flips.
        below: sign of the difference, second less first, where the assumption is low.
        above: the sign where it is high.
        sure: whether the assumption moves the difference more than chance may.
        switch: whether it is 0 or 1, so that it flips between them and at no value.
    """

    said: Said
    verdict: Verdict
    value: float | None
    low: float | None
    high: float | None
    crossed: float
    below: int
    above: int
    sure: bool
    switch: bool

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        ends = (
            None if end is None else figure(end, 4) for end in (self.value, self.low, self.high)
        )
        found = {k: v for k, v in vars(self).items() if k not in {"said", "value", "low", "high"}}
        return {
            **self.said.to_dict(),
            **found,
            **dict(zip(("value", "low", "high"), ends, strict=True)),
            "crossed": round(self.crossed, 3),
        }


def tip(about: Said, unknown: Unknown, shares: Floats, change: Floats, *, sure: bool = True) -> Tip:
    """Return where a difference changes sign as one assumption moves.

    Args:
        about: what the scenario says of it.
        unknown: the assumption.
        shares: of its distribution that lie below it, shape (future,); of a switch its values.
        change: the paired difference, shape (future,).
        sure: whether it moves the difference more than chance may; else a flip is told as a doubt.
    """
    value = unknown.value
    assert value is not None
    switch = is_switch(unknown)
    grid = np.array([0.0, 1.0]) if switch else _RANGE
    basis = np.vander(shares, 2 if switch else _BASIC, increasing=True)
    curve = np.vander(grid, basis.shape[1], increasing=True)
    fitted = fits(basis, change, np.ones((1, len(change))), curve)[0]
    random = np.random.default_rng(len(change))
    weights = random.multinomial(len(change), np.full(len(change), 1 / len(change)), AGAIN)
    roots = np.array([root(grid, one) for one in fits(basis, change, weights, curve)])
    crossed = float((~np.isnan(roots)).mean())
    own = root(grid, fitted)
    verdict = NO_FLIP
    if not borne_out(own, shares, change, fitted):
        crossed = 0.0
    if crossed >= SURE and sure and not np.isnan(own):
        verdict = "flips"
    elif crossed > DOUBT and not (np.isnan(own) and crossed < 0.5):
        verdict = "may flip"
    ends: tuple[float | None, float | None, float | None] = (None, None, None)
    if verdict != NO_FLIP and not switch and not np.isnan(own):
        low, high = np.nanquantile(roots, [0.025, 0.975])
        at, least, most = quantile(value, np.array([own, low, high]))
        ends = float(at), float(least), float(most)
    signs = int(np.sign(fitted[0])), int(np.sign(fitted[-1]))
    return Tip(about, verdict, *ends, crossed, *signs, sure, switch)


def is_switch(unknown: Unknown) -> bool:
    """Return whether it is 0 or 1."""
    return unknown.value is not None and unknown.value.form == "chance"
