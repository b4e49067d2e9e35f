"""What every figure shares: colours, type, the finding above it and the note below.

Colours are those of Okabe and Ito, which stay apart for every kind of colour vision.
"""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from textwrap import fill
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from offramp.report.picture.base import Caption, Fan
from offramp.report.picture.head import Head

BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#56B4E9",
    "#CC79A7",
)
INK, FAINT, LINE = "#1C2126", "#5B636B", "#D9D4CA"
SIZE = (6.6, 4.0)
"""Inches of a figure that fits the column of a page."""
SETTINGS: dict[Any, Any] = {
    "font.size": 9,
    "axes.edgecolor": LINE,
    "axes.labelcolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "text.color": INK,
    "text.parse_math": False,  # names are shown as they are, dollar signs and all
    "svg.fonttype": "none",
    "svg.hashsalt": "offramp",
}


class Drawing(Figure):
    """A figure of matplotlib that shows itself in a notebook without further ado."""

    def _repr_png_(self) -> bytes:
        with BytesIO() as image, mpl.rc_context(SETTINGS):
            self.savefig(image, format="png", dpi=150)
            return image.getvalue()


def drawn(
    head: Head,
    caption: Caption,
    draw: Callable[[Axes], None],
    size: tuple[float, float] = SIZE,
) -> Drawing:
    """Return a figure with its finding above it, and how to read it below.

    Args:
        head: what was run.
        caption: of the figure.
        draw: draws into the axes.
        size: of the figure (inch).
    """
    with mpl.rc_context(SETTINGS):
        figure = Drawing(figsize=size)
        figure.set_layout_engine("constrained", h_pad=0.08, w_pad=0.08)
        axes = figure.subplots()
        draw(axes)
        width = int(size[0] * 10.3)
        title = fill(caption.title, width)
        figure.suptitle(title, x=0.02, ha="left", fontsize=11, fontweight="bold", color=INK)
        run = f"{head.members:,} futures of {head.title}, as of {head.as_of}"
        words = f"{caption.note} {run}, given these assumptions.".strip()
        figure.supxlabel(
            fill(words, int(size[0] * 17)), x=0.02, ha="left", fontsize=7.5, color=FAINT
        )
    return figure


def dates(head: Head, days: int, first: int = 0) -> list[date]:
    """Return the dates of so many days.

    Args:
        head: what was run.
        days: how many.
        first: number of the first one, from day 0.
    """
    start = date.fromisoformat(head.start) + timedelta(days=first)
    return [start + timedelta(days=n) for n in range(days)]


def dated(axes: Axes) -> None:
    """Write dates below the axes."""
    locator: Any = AutoDateLocator(minticks=3, maxticks=7)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]


def fanned(axes: Axes, head: Head, fan: Fan, colour: str = BLUE) -> None:
    """Draw a fan of 90 and 50 % of futures, and the median, by date."""
    when: list[Any] = dates(head, len(fan.median))
    axes.fill_between(when, fan.low90, fan.high90, color=colour, alpha=0.18, linewidth=0)
    axes.fill_between(when, fan.low50, fan.high50, color=colour, alpha=0.32, linewidth=0)
    axes.plot(when, fan.median, color=colour, linewidth=1.6)
    axes.set_ylim(bottom=0)
    dated(axes)


def as_of_line(axes: Axes, head: Head) -> None:
    """Draw where history ends."""
    day: Any = date.fromisoformat(head.as_of)
    axes.axvline(day, color=FAINT, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.annotate(
        "as of",
        (day, 1),
        xycoords=("data", "axes fraction"),
        xytext=(3, -8),
        textcoords="offset points",
        fontsize=7.5,
        color=FAINT,
    )


def counted_in_people(axes: Axes) -> None:
    """Write people in thousands or millions along the vertical axis."""
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))


def short(people: float) -> str:
    """Return a number of people for the tick of an axis.

    >>> short(0), short(850), short(45_000), short(1_250_000)
    ('0', '850', '45,000', '1.25 million')
    """
    if people >= 1e6:
        return f"{people / 1e6:g} million"
    return f"{people:,.0f}"
