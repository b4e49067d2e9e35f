"""The assumptions that move each result, from a sweep or from the run's own futures."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from offramp.ensemble.matters.of_run import moved_in_run
from offramp.report.build.given import well_formed
from offramp.report.build.shown import Shown
from offramp.report.build.words import capital
from offramp.report.picture.base import Caption
from offramp.report.picture.trust import Matter, Matters, Moves
from offramp.results.summary.numbers import figure
from offramp.results.words import people, plain

MOST = 5
"""Assumptions that are named for each result."""
SHARE, MEAN, RANGE = "share", "mean", "range"
Found = Mapping[str, Any]


def matters(shown: Shown, sweeps: Sequence[Found]) -> Matters | None:
    """Return what moves each result; None where there are too few futures to tell.

    What nobody has seen is left out: its chance is a range, and no mean.

    Args:
        shown: the run.
        sweeps: what `offramp sweep --json` printed; where none is given the run itself is asked.

    Raises:
        RunError: if a piece of the run is missing or damaged.
    """
    if sweeps:
        with well_formed("sweep"):
            return _swept(sweeps)
    told = [
        _matter(
            read.name,
            read.to_dict(),
            {"mean": float(np.nanmean(values)), "in_100": 100 * float(np.nanmean(values))},
            [one.to_dict() for one in assumptions[:MOST]],
            None,
        )
        for read, values, assumptions in moved_in_run(shown.run, shown.counted)
    ]
    source = f"{capital(shown.those)}; given these assumptions."
    return Matters(caption=_caption(told, source), matters=told) if told else None


def _swept(sweeps: Sequence[Found]) -> Matters | None:
    swept = [
        _matter(name, one, one["level"], one["assumptions"], one["variance"])
        for sweep in sweeps
        for name, one in sweep["reads"].items()
        if one["kind"] != RANGE and "assessed" not in one["level"]
    ]
    futures = " and ".join(f"{sweep['futures']:,}" for sweep in sweeps)
    source = f"`offramp sweep`, {futures} futures; given these assumptions."
    return Matters(caption=_caption(swept, source), matters=swept) if swept else None


def _matter(
    name: str,
    read: Found,
    level: Found,
    assumptions: Sequence[Found],
    variance: Found | None,
) -> Matter:
    share = read["kind"] == SHARE
    unit = "in 100" if share else "" if read["unit"] == "1" else read["unit"]
    moves = [_moves(one, share=share) for one in assumptions[:MOST]]
    mean = figure(level["in_100"] if share else level["mean"])
    return Matter(
        id=name,
        label=capital(read["label"]),
        unit=unit,
        caption=Caption(title=capital(_finding(read["label"], unit, moves))),
        mean=mean,
        not_known=variance["not_known"] if variance else None,
        not_known_low=variance["low"] if variance else None,
        not_known_high=variance["high"] if variance else None,
        assumptions=moves,
        words=_words(moves, variance),
    )


def _moves(one: Found, *, share: bool) -> Moves:
    low, high = (side["in_100"] if share else side["mean"] for side in (one["low"], one["high"]))
    return Moves(
        label=one["label"],
        source=one["source"],
        unit="" if one["unit"] == "1" else one["unit"],
        low_up_to=one["low_up_to"],
        high_from=one["high_from"],
        low=low,
        high=high,
        explains=one["explains"],
    )


def _finding(label: str, unit: str, moves: Sequence[Moves]) -> str:
    if not moves:
        return f"{label}: no single assumption moves it beyond chance"
    first = moves[0]
    low, high = (_said(number, unit) for number in (first.low, first.high))
    return f"{label}: most hangs on “{first.label}”, from {low} where it is low to {high}"


def _said(number: float, unit: str) -> str:
    if unit.startswith("person"):
        return people(number)
    return f"{plain(figure(number, 2))}{' in 100 futures' if unit == 'in 100' else ''}"


def _words(moves: Sequence[Moves], variance: Found | None) -> str:
    """Say how far more knowledge would help, and how far the strongest assumption goes."""
    told = []
    if variance:
        part, low, high = (round(100 * variance[name]) for name in ("not_known", "low", "high"))
        told.append(
            f"Of its spread {part} % is what we do not know ({low} to {high}), {100 - part} % is "
            "chance, which no research would remove."
        )
    if moves and moves[0].explains >= 0.01:
        alone = round(100 * moves[0].explains)
        told.append(f"“{moves[0].label}” alone explains {alone} % of its spread.")
    if not moves:
        told.append("No assumption that was drawn moves it more than chance may.")
    return " ".join(told)


def _caption(told: Sequence[Matter], source: str) -> Caption:
    led = [one for one in told if one.assumptions]
    title = led[0].caption.title if led else "No single assumption moves a result beyond chance"
    return Caption(
        title=title,
        note=(
            "Each assumption from the lowest to the highest third of its draws, and the mean of "
            "the result in each; of hundreds of numbers only those are named that move it more "
            "than chance may, with a bar set for all that were tried. What nobody has seen is "
            "left out, since its chance is a range."
        ),
        source=source,
    )
