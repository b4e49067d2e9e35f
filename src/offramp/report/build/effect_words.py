"""An effect in words: from what to what, by how much, and the range that chance leaves."""

from math import floor, log10

from offramp.report.picture.decisions import Effect
from offramp.results.summary.numbers import figure
from offramp.results.words import people, plain


def tells(effect: Effect) -> bool:
    """Return whether an effect is beyond chance, with both levels there to be told."""
    return effect.material and None not in (effect.base, effect.other)


def moved(effect: Effect) -> str:
    """Return a change as "9 → 72 in 100 futures", or by how much where rounding hides it."""
    base, other = _levels(effect)
    mean, _, _ = _difference(effect)
    return f"{effect.label} {mean if base == other else f'{base} → {other}'}{_of(effect)}"


def change(effect: Effect) -> str:
    """Return a change as "from 9 to 72 in 100 futures (+64, 57 to 70)"."""
    base, other = _levels(effect)
    mean, low, high = _difference(effect)
    return f"from {base} to {other}{_of(effect)} ({mean}, {low} to {high})"


def _levels(effect: Effect) -> tuple[str, str]:
    """Return both levels in words, of an effect that has them: as fine as what tells them apart."""
    levels = effect.base or 0.0, effect.other or 0.0
    most, apart = max(map(abs, levels)), abs(effect.difference.mean)
    figures = 1 + floor(log10(most)) - floor(log10(apart)) if most and apart else 0
    base, other = (_said(effect, number, max(2, figures)) for number in levels)
    return base, other


def _difference(effect: Effect) -> tuple[str, str, str]:
    """Return the mean difference with its sign, and both ends of its range, in words."""
    by = effect.difference
    mean, low, high = (_said(effect, number) for number in (by.mean, by.low, by.high))
    return f"{'+' if by.mean > 0 else ''}{mean}", low, high


def _of(effect: Effect) -> str:
    return " in 100 futures" if effect.unit == "in 100" else ""


def _said(effect: Effect, number: float, figures: int = 2) -> str:
    if effect.unit.startswith("person"):
        return people(number)
    if effect.unit == "in 100" and abs(number) >= 1:
        return str(round(number))
    return plain(figure(number, figures))
