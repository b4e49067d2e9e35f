"""Draws what was observed beside the fan of the futures: one panel for the total, one a host.

Colours are of Okabe and Ito, told apart without red and green; labels stand at what they name.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from offramp.calibration.errors import Floats
from offramp.calibration.flow_scores import FlowScore
from offramp.calibration.hindcast import Hindcast
from offramp.calibration.rows import FAN
from offramp.calibration.score import Score
from offramp.results.picture_file import draw_into
from offramp.results.words import day_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, SKY, INK, GREY = "#0072B2", "#56B4E9", "#222222", "#777777"
PALE = "#2F86B8"
"""The sky blue of the wide band, dark enough for words."""
BEFORE = 21
"""Days before the as-of date that are drawn at most."""


def picture(found: Score | Hindcast, path: str | Path) -> Path:
    """Draw a score, or the totals of several as-of dates, into a file; whole, or not at all.

    Args:
        found: what is drawn.
        path: of the picture; its ending says the kind: svg, png or pdf.

    Returns:
        The path.

    Raises:
        WrongQuestionError: if the ending is none of these.
        OSError: if the file cannot be written.
    """
    return draw_into(
        path, lambda: _of_dates(found) if isinstance(found, Hindcast) else _of_run(found)
    )


def _of_run(score: Score) -> "Figure":
    places = score.scenario.places
    names = {key: places[key].name if key else _together(score) for key in score.fans}
    figure, panels = _panels(len(names))
    for number, (axes, (key, name)) in enumerate(zip(panels, names.items(), strict=True)):
        _panel(axes, score, key, name, labels=number == 0)
    _caption(figure, score)
    figure.suptitle(_title(score), x=0.01, ha="left", fontsize=12, fontweight="bold")
    return figure


def _of_dates(found: Hindcast) -> "Figure":
    figure, panels = _panels(len(found.scores))
    for number, (axes, (as_of, score)) in enumerate(zip(panels, found.scores.items(), strict=True)):
        key = next(iter(score.fans))
        _panel(axes, score, key, f"As of {_short(as_of)} {as_of.year}", labels=number == 0)
    first = next(iter(found.scores.values()))
    _caption(figure, first, dates=True)
    title = f"{_title(first)}: {_together(first).lower()}"
    figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")
    return figure


def _title(score: Score) -> str:
    what = "New arrivals a day" if isinstance(score, FlowScore) else "People in hosts"
    return f"{score.scenario.title}. {what}"


def _together(score: Score) -> str:
    return "All hosts counted daily" if isinstance(score, FlowScore) else "All hosts"


def _panels(number: int) -> "tuple[Figure, list[Axes]]":
    from matplotlib.figure import Figure

    across = min(number, 3)
    down = -(-number // across)
    figure = Figure(figsize=(max(4.1 * across, 7), 2.75 * down + 0.7))
    figure.set_layout_engine("constrained", w_pad=0.12, h_pad=0.1)
    grid = figure.subplots(down, across, squeeze=False).ravel()
    for empty in grid[number:]:
        empty.set_axis_off()
    return figure, list(grid[:number])


def _panel(axes: "Axes", score: Score, key: str, name: str, *, labels: bool) -> None:
    """Draw one place."""
    fan, truth = score.fans[key], score.truth[key]
    held = score.first - 1 if isinstance(score, FlowScore) else -1
    begin = max(0, held - BEFORE)
    end = fan.shape[1]
    if isinstance(score, FlowScore):
        end = min(end, score.first + max(score.horizons))
    ahead = np.arange(max(held, 0) + (held >= 0), end)
    q = dict(zip(FAN, fan[:, ahead], strict=True))
    axes.fill_between(ahead, q["q05"], q["q95"], color=SKY, alpha=0.35, lw=0)
    axes.fill_between(ahead, q["q25"], q["q75"], color=BLUE, alpha=0.45, lw=0)
    axes.plot(ahead, q["q50"], color=BLUE, lw=1.4)
    days = np.arange(begin, min(end, len(truth)))
    _observed(axes, score, key, days, truth[days])
    if held >= 0:
        axes.axvline(held + 0.5, color=GREY, lw=0.8, ls=(0, (4, 3)))
    top = np.nanmax([*truth[days], *q["q95"], 1.0])
    axes.set_ylim(0, top * 1.12)
    axes.set_xlim(begin - 0.5, end - 0.5 + (0.02 * (end - begin)))
    _labels(axes, score, name)
    if labels:
        known = days[~np.isnan(truth[days])]
        _named(axes, score, q, ahead, (known, truth[known]))


def _observed(axes: "Axes", score: Score, key: str, days: Any, truth: Floats) -> None:
    """Draw what was observed: dots for counts of a day, a thin line where they are spread."""
    if isinstance(score, FlowScore) and (not key or key in score.daily):
        axes.plot(days, truth, ls="", marker="o", ms=2.6, color=INK)
    else:
        axes.plot(days, truth, color=INK, lw=1.1)


def _labels(axes: "Axes", score: Score, name: str) -> None:
    """Name the panel and its axes."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.set_title(name, loc="left", fontsize=10, color=INK)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda people, _at: f"{people:,.0f}"))
    first, last = axes.get_xlim()
    step = max(7, 7 * round((last - first) / 28))
    ticks = np.arange(int(np.ceil(first)), int(last) + 1, step)
    axes.set_xticks(ticks, [_short(score.date(int(day))) for day in ticks])
    axes.tick_params(length=2, colors=GREY, labelcolor=INK, labelsize=8)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(GREY)
    axes.grid(axis="y", color="#E5E5E5", lw=0.6)
    axes.set_axisbelow(True)


def _named(axes: "Axes", score: Score, q: dict[str, Floats], ahead: Any, truth: Any) -> None:
    """Write, in the first panel, what is what beside it.

    Args:
        axes: of the panel.
        score: that is drawn.
        q: quantiles on the days ahead.
        ahead: those days.
        truth: days with an observation, and what was observed on them.
    """
    axes.set_ylabel("people a day" if isinstance(score, FlowScore) else "people", color=INK)
    low, high = axes.get_ylim()
    gap, height = (high - low) * 0.085, -np.inf
    for words, name, colour in (
        ("median", "q50", BLUE),
        ("50 %", "q75", BLUE),
        ("90 % of futures", "q95", PALE),
    ):
        height = max(float(q[name][-1]), height + gap)
        at = (ahead[-1], height)
        axes.annotate(words, at, (5, 0), textcoords="offset points", va="center", color=colour)
    days, people = truth
    if len(days):
        peak = int(np.argmax(people))
        left, right = axes.get_xlim()
        late = days[peak] - left > 0.2 * (right - left)
        side, shift = ("right", -6) if late else ("left", 6)
        at = (days[peak], people[peak])
        axes.annotate("observed", at, (shift, 4), textcoords="offset points", ha=side, color=INK)


def _caption(figure: "Figure", score: Score, *, dates: bool = False) -> None:
    """Say under all panels what they show."""
    parts = [f"Bands and line: {score.members:,} futures."]
    if isinstance(score, FlowScore):
        until = "its date" if dates else day_words(score.date(score.first - 1))
        parts.append(f"Dashed line: what the run was told, until {until}.")
        if set(score.fans) - {"", *score.daily} and not dates:
            parts.append("Black line: counts spread over several days.")
    else:
        parts.append("Black line: counts, joined by straight lines.")
    figure.supxlabel(" ".join(parts), x=0.01, ha="left", fontsize=9, color=INK)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
