"""Figures on people: arrivals in a host, their worst day, those who cannot leave."""

from typing import Any

from matplotlib.axes import Axes

from offramp.report.build.words import between, most
from offramp.report.picture.base import Caption
from offramp.report.picture.head import Head
from offramp.report.picture.people import Host, People
from offramp.report.plot.style import (
    BLUE,
    FAINT,
    INK,
    VERMILION,
    Drawing,
    as_of_line,
    counted_in_people,
    dates,
    drawn,
    fanned,
    short,
)
from offramp.results.errors import WrongQuestionError

FAN = "Dark: half of all futures; light: 90 %; line: the median."


def arrivals(head: Head, host: Host) -> Drawing:
    """Draw new arrivals by day: a fan, some futures, and what was counted."""

    def draw(axes: Axes) -> None:
        fanned(axes, head, host.new)
        for line in host.members:
            when: list[Any] = dates(head, len(line.values))
            axes.plot(when, line.values, color=FAINT, linewidth=0.4, alpha=0.7)
        days = dates(head, head.days)
        for later, face in ((False, INK), (True, "white")):
            seen = [one for one in host.observed if one.later is later and one.day < len(days)]
            where: list[Any] = [days[one.day] for one in seen]
            axes.scatter(
                where,
                [one.people for one in seen],
                s=9,
                facecolor=face,
                edgecolor=INK,
                linewidth=0.7,
                zorder=3,
            )
        as_of_line(axes, head)
        counted_in_people(axes)
        axes.set_ylabel(f"New arrivals, {host.name} (person / day)")

    note = f"{FAN} Thin: single futures. Dots: counted; hollow: known only later, and not used."
    return drawn(head, Caption(title=host.finding, note=note), draw)


def hosted(head: Head, host: Host) -> Drawing:
    """Draw how many people are there by day."""

    def draw(axes: Axes) -> None:
        fanned(axes, head, host.hosted)
        as_of_line(axes, head)
        counted_in_people(axes)
        axes.set_ylabel(f"People there, {host.name}")

    return drawn(head, Caption(title=host.held, note=FAN), draw)


def strain(head: Head, host: Host) -> Drawing:
    """Draw reception strain by day, beside the stated means.

    Raises:
        WrongQuestionError: if it is not assessed there.
    """
    fan = host.strain
    if fan is None:
        msg = f"strain is not assessed in {host.name}: no figure of its means has a source"
        raise WrongQuestionError(msg)

    def draw(axes: Axes) -> None:
        fanned(axes, head, fan, VERMILION)
        axes.axhline(1, color=INK, linewidth=0.8)
        as_of_line(axes, head)
        axes.set_ylabel(f"Reception strain, {host.name}")

    return drawn(head, Caption(title=host.held, note=f"{FAN} 1: at the stated means."), draw)


def peak(head: Head, host: Host) -> Drawing:
    """Draw how high the worst day of each future is.

    Raises:
        WrongQuestionError: if no day comes after the as-of date.
    """
    worst = host.peak
    if worst is None:
        msg = f"no day of the run comes after {head.as_of}, so there is no worst one ahead"
        raise WrongQuestionError(msg)

    def draw(axes: Axes) -> None:
        widths = [b - a for a, b in zip(worst.edges, worst.edges[1:], strict=False)]
        axes.bar(
            worst.edges[:-1],
            worst.counts,
            width=widths,
            align="edge",
            color=BLUE,
            edgecolor="white",
            linewidth=0.6,
        )
        axes.xaxis.set_major_formatter(lambda value, _: short(value))
        axes.set_xlabel(f"New arrivals on the worst day, {host.name} (person / day)")
        axes.set_ylabel("Futures")

    low, high = worst.people.low or 0.0, worst.people.high or 0.0
    arrive = f"{between(low, high)} people arrive on the worst day still to come"
    title = f"{host.name}: {arrive} ({most(head.members)})"
    return drawn(head, Caption(title=title), draw)


def trapped(head: Head, people: People) -> Drawing:
    """Draw how many people want to leave and cannot, by day.

    Raises:
        WrongQuestionError: if the run does not say.
    """
    fan = people.trapped
    if fan is None:
        msg = "the run does not say who cannot leave"
        raise WrongQuestionError(msg)

    def draw(axes: Axes) -> None:
        fanned(axes, head, fan, VERMILION)
        as_of_line(axes, head)
        counted_in_people(axes)
        axes.set_ylabel("People who want to leave and cannot")

    return drawn(head, Caption(title=people.stuck, note=FAN), draw)
