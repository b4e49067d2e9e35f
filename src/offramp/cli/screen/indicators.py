"""The scenario's own indicators on the closing screen: median and range of each, in a few lines."""

from collections.abc import Mapping
from typing import Any

from offramp.cli.screen.lines import Lines, at_most, prose

FEWEST, MOST = 3, 4
"""Lines that they may take at least, and at most."""


def indicators(summary: Mapping[str, Any], width: int, room: int = MOST) -> Lines:
    """Return the lines on indicators; none where the scenario has none of its own.

    Args:
        summary: of a run.
        width: columns in all.
        room: lines that they should not exceed.
    """
    own = {
        name: one
        for name, one in summary.get("indicators", {}).items()
        if one["mean"] is not None and one["futures"]
    }
    if not own:
        return []
    told = [_said(one) for one in own.values()]
    text = f"Indicators, median (90 % range): {'; '.join(told)}."
    lines = prose(text, width, hang=2)
    most = min(max(room, FEWEST), MOST)
    shown = len(told)
    while len(lines) > most and shown > 1:
        shown -= 1
        left = len(told) - shown
        text = f"Indicators, median (90 % range): {'; '.join(told[:shown])}; and {left} more."
        lines = prose(text, width, hang=2)
    return at_most(most, lines, width)


def _said(one: Mapping[str, Any]) -> str:
    """Return one indicator: its label, median, range and unit."""
    from offramp.results.words import people, people_range

    label = f"{one['label'][0].lower()}{one['label'][1:]}"
    unit = "" if one["unit"] in {"1", "person"} else f" {one['unit']}"
    low, middle, high = one["q05"], one["q50"], one["q95"]
    counted = one["unit"].startswith("person")
    if low == high:
        mean = people(one["mean"]) if counted else _short(one["mean"])
        return f"{label} {mean} on average{unit}"
    said = people(middle) if counted else _short(middle)
    ends = people_range(low, high) if counted else f"{_short(low)} to {_short(high)}"
    return f"{label} {said} ({ends}){unit}"


def _short(number: float) -> str:
    from offramp.results.summary.numbers import figure
    from offramp.results.words import plain

    return plain(figure(number, 2))
