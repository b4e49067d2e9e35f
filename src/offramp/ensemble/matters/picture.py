"""Draws what matters: each result with the assumptions that move it, from low to high.

Colours are of Okabe and Ito, told apart without red and green, and shapes tell the ends apart too.
"""

from functools import partial
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

from offramp.ensemble.matters.answer import Matters, Result
from offramp.ensemble.matters.telling import ends
from offramp.ensemble.saying import UNVALIDATED
from offramp.results.picture_file import draw_into

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ORANGE, BLUE, INK, GREY, PALE = "#E69F00", "#0072B2", "#222222", "#777777", "#DDDDDD"
_MILLION = 1e6


def picture(found: Matters, path: str | Path) -> Path:
    """Draw what matters into a file, one panel for each result; whole, or not at all.

    Raises:
        WrongQuestionError: if its ending is no kind of picture.
        OSError: if the file cannot be written.
    """
    return draw_into(path, partial(_figure, found))


def _figure(found: Matters) -> "Figure":
    from matplotlib.figure import Figure

    results = [one for one in found.results if one.assumptions] or list(found.results[:1])
    rows = [max(len(one.assumptions), 1) for one in results] or [1]
    figure = Figure(figsize=(9.5, 1.3 + sum(0.5 * size + 1.15 for size in rows)))
    figure.set_layout_engine("constrained", h_pad=0.1, w_pad=0.1)
    panels = figure.subplots(
        len(rows), 1, squeeze=False, gridspec_kw={"height_ratios": [r + 1.2 for r in rows]}
    ).ravel()
    for axes, one in zip(panels, results, strict=False):
        _panel(axes, one)
    if not results:
        panels[0].set_axis_off()
    title = fill(f"{found.scenario['title']}. {finding(found)}", 82)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold", color=INK)
    size = found.draws * found.replicates
    note = (
        f"Circle: the assumption in its lowest third. Diamond: in its highest. {size:,} "
        f"futures, seed {found.seed}, given these assumptions; not a prediction."
    )
    left = [one.read.label for one in found.results if one not in results]
    if left:
        note += f" Moved by no assumption more than chance may: {'; '.join(left)}."
    figure.supxlabel(fill(note, 120), x=0.01, ha="left", fontsize=8.5, color=INK)
    return figure


def finding(found: Matters) -> str:
    """Say in a sentence what the picture shows, and no more than it bears out."""
    first = next((one for one in found.results if one.assumptions), None)
    if first is None:
        return "No assumption moves what was asked about more than chance may"
    leads = first.assumptions[0].said.label
    told = f"What moves “{first.read.label}” most is “{leads}”"
    if first.share is not None:
        told += f"; {100 * (1 - first.share.share):.0f} % of its spread is chance"
    return told


def _panel(axes: "Axes", one: Result) -> None:
    """Draw one result: a row for each assumption, the strongest on top."""
    names = []
    for at, assumption in enumerate(one.assumptions):
        names.append(f"{fill(assumption.said.label, 46)}\n{ends(assumption)}")
        low, high = (_span(one, side) for side in (assumption.low, assumption.high))
        if one.read.kind == "range":
            for span, colour, marker, lift in ((low, ORANGE, "o", 0.12), (high, BLUE, "D", -0.12)):
                axes.plot(span, [at - lift] * 2, color=colour, lw=2.5, marker=marker, ms=5)
            continue
        axes.plot([low[0], high[0]], [at, at], color=GREY, lw=1.6, zorder=1)
        axes.plot(low[0], at, marker="o", ms=7, color=ORANGE, ls="")
        axes.plot(high[0], at, marker="D", ms=6.5, color=BLUE, ls="")
    if one.read.kind != "range":
        whole = _span(one, one.level)[0]
        axes.axvline(whole, color=INK, lw=0.8, ls=(0, (4, 3)), zorder=0)
        axes.annotate(
            "all futures",
            (whole, 1),
            (3, 2),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            fontsize=8,
            color=INK,
        )
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.set_title(_title(one), loc="left", fontsize=10, color=INK, pad=14)
    axes.tick_params(length=0, labelsize=8.5, labelcolor=INK)
    axes.grid(axis="x", color=PALE, lw=0.7)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(GREY)
    if not names:
        axes.text(0.5, 0.5, "none more than chance may", transform=axes.transAxes, ha="center")
    _numbers(axes, one)


def _title(one: Result) -> str:
    read = one.read
    label = f"{read.label[:1].upper()}{read.label[1:]}"
    if read.kind == "share":
        return f"{label}: futures in 100"
    if read.kind == "range":
        return fill(f"{label}: chance in 100, 5 to 95 % of futures ({UNVALIDATED})", 100)
    return f"{label}{f' [{read.unit}]' if read.unit != '1' else ''}: mean"


def _span(one: Result, level: dict[str, Any]) -> tuple[float, float]:
    """Return where a level stands on the axis: at one place, or from one to another."""
    if one.read.kind == "range":
        return 100 * level["low"], 100 * level["high"]
    at = level["in_100"] if one.read.kind == "share" else level["mean"]
    return at, at


def _numbers(axes: "Axes", one: Result) -> None:
    """Write the numbers under an axis as people read them."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.margins(x=0.08)
    axes.xaxis.set_major_locator(MaxNLocator(5))
    large = max(map(abs, axes.get_xlim())) >= _MILLION

    def said(number: float, _: int | None) -> str:
        return f"{number / _MILLION:g} million" if large and number else f"{number:,.6g}"

    axes.xaxis.set_major_formatter(FuncFormatter(said))
