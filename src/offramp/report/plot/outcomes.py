"""Figures on how it goes: how likely, when, and how far up the ladder."""

from itertools import cycle
from textwrap import fill
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from offramp.report.picture.base import Caption
from offramp.report.picture.head import Head
from offramp.report.picture.outcomes import Case, LadderHeat, Question, Survival
from offramp.report.plot.style import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    Drawing,
    dated,
    dates,
    drawn,
)

COLOURS = (BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE)
SHAPES = "osD^vPX*"


def likely(head: Head, question: Question) -> Drawing:
    """Draw 100 dots, one for each of 100 futures; what nobody has ever seen is only told.

    Colour and shape both say which case a dot is.
    """
    seen = [case for case in question.cases if case.in_100 is not None]
    unseen = [case for case in question.cases if case.in_100 is None]
    dots = hundred(seen)

    def draw(axes: Axes) -> None:
        axes.set_axis_off()
        axes.set_aspect("equal")
        axes.set_xlim(-0.8, 22)
        axes.set_ylim(9.8, -0.8)
        first, gap = 0, min(1.5, 9 / max(len(seen) - 1, 1))
        marks = zip(seen, dots, cycle(COLOURS), cycle(SHAPES), strict=False)
        for row, (case, count, colour, shape) in enumerate(marks):
            which = np.arange(first, first + count)
            axes.scatter(which % 10, which // 10, s=46, color=colour, marker=shape)
            first += count
            axes.scatter([11], [row * gap], s=36, color=colour, marker=shape)
            label = fill(f"{_often(case)}  {case.label}", 46, subsequent_indent="     ")
            axes.text(11.8, row * gap, label, va="center", fontsize=8)

    told = "".join(
        f" Never seen, unvalidated, so not drawn: {case.label}, {_range(case)}." for case in unseen
    )
    rare = any(case.count and not count for case, count in zip(seen, dots, strict=True))
    none = " What comes in fewer than 1 of 100 has no sign." if rare else ""
    note = f"Each sign is one of 100 futures.{none}{told}"
    return drawn(head, Caption(title=question.caption.title, note=note), draw, (7.4, 4.2))


def hundred(cases: list[Case]) -> list[int]:
    """Return the dots of each case, as many as its label says; the largest makes them 100 in all.

    >>> one = Case(
    ...     id="a", label="", count=1, in_100=33.4, low=0, high=1, assumption="", validated=True
    ... )
    >>> hundred([one, one, one])
    [34, 33, 33]
    """
    dots = [0 if share < 1 else round(share) for share in (case.in_100 or 0.0 for case in cases)]
    if any(dots):
        dots[dots.index(max(dots))] += 100 - sum(dots)
    return dots


def _often(case: Case) -> str:
    share = case.in_100 or 0.0
    return "<1" if 0 < share < 1 else ">99" if 99 < share < 100 else f"{share:.0f}"


def _range(case: Case) -> str:
    low, high = case.low or 0.0, case.high or 0.0
    below = "fewer than 1 in 1,000" if high < 0.1 else f"up to {high:.2g} in 100"
    return below if low < 0.1 else f"{low:.2g} to {high:.2g} in 100"


def when(head: Head, survival: Survival) -> Drawing:
    """Draw in how many futures each thing has not happened yet, by date."""

    def draw(axes: Axes) -> None:
        for curve, colour in zip(survival.curves, cycle(COLOURS), strict=False):
            days: list[Any] = dates(head, len(curve.happened), survival.first_day)
            axes.fill_between(
                days,
                [100 - x for x in curve.high],
                [100 - x for x in curve.low],
                color=colour,
                alpha=0.18,
                linewidth=0,
            )
            left = [100 - x for x in curve.happened]
            axes.plot(days, left, color=colour, linewidth=1.5)
        ends = [100 - curve.happened[-1] for curve in survival.curves if curve.happened]
        labels = [curve.label for curve in survival.curves if curve.happened]
        for label, end, at, colour in zip(labels, ends, apart(ends), cycle(COLOURS), strict=False):
            axes.annotate(
                fill(label, 34),
                (1, end),
                xycoords=("axes fraction", "data"),
                xytext=(1.06, at),
                textcoords=("axes fraction", "data"),
                va="center",
                fontsize=7,
                color=INK,
                arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.8},
                annotation_clip=False,
            )
        axes.set_xmargin(0)
        axes.set_ylim(0, 102)
        axes.set_ylabel("Of 100 futures: not yet")
        dated(axes)

    return drawn(head, survival.caption, draw, (7.4, 5.4))


def apart(heights: list[float], gap: float = 8.0) -> list[float]:
    """Return where labels go so that none covers another, in the order of what they label.

    Args:
        heights: of what they label, 0 to 100.
        gap: between two labels, smaller where they would not fit otherwise.

    >>> apart([50, 51, 90])
    [46.5, 54.5, 90.0]
    """
    if not heights:
        return []
    gap = min(gap, 100 / len(heights))
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    groups: list[list[int]] = []
    middles: list[float] = []
    for n in order:
        groups.append([n])
        middles.append(heights[n])
        while len(groups) > 1 and middles[-1] - middles[-2] < gap * _reach(groups[-2], groups[-1]):
            last = groups.pop()
            groups[-1] += last
            middles.pop()
            middle = sum(heights[m] for m in groups[-1]) / len(groups[-1])
            half = gap * (len(groups[-1]) - 1) / 2
            middles[-1] = min(max(middle, half), 100 - half)
    found = list(heights)
    for group, middle in zip(groups, middles, strict=True):
        for place, n in enumerate(group):
            found[n] = middle + gap * (place - (len(group) - 1) / 2)
    return found


def _reach(below: list[int], above: list[int]) -> float:
    return (len(below) + len(above)) / 2


def ladder(head: Head, heat: LadderHeat) -> Drawing:
    """Draw how many futures are on which rung in which week; what nobody has seen has no count."""

    def draw(axes: Axes) -> None:
        counts = np.array(heat.counts, dtype=float)
        counts[np.array(heat.unseen, dtype=bool)] = np.nan
        axes.imshow(np.sqrt(counts), aspect="auto", origin="lower", cmap="Blues")
        for (rung, week), count in np.ndenumerate(counts):
            if count > 0:
                dark = count > 0.4 * np.nanmax(counts)
                axes.text(
                    week,
                    rung,
                    f"{count:.0f}",
                    ha="center",
                    va="center",
                    fontsize=6 if len(heat.weeks) < 20 else 5,
                    color="white" if dark else INK,
                )
        for rung, unseen in enumerate(heat.unseen):
            if unseen:
                axes.axhspan(rung - 0.5, rung + 0.5, facecolor="none", edgecolor=FAINT, hatch="///")
        axes.set_yticks(range(len(heat.rungs)), heat.rungs)
        week_of = dates(head, max(heat.weeks, default=0) + 1)
        every = max(1, len(heat.weeks) // 8)
        ticks = range(0, len(heat.weeks), every)
        axes.set_xticks(ticks, [f"{week_of[heat.weeks[n]]:%d %b}" for n in ticks])

    return drawn(head, heat.caption, draw, (7.4, 4.0))
