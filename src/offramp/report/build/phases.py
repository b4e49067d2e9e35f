"""How the war goes: what ends the fighting is in force, or else how many places are besieged."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from offramp.report.build.shown import Shown
from offramp.report.build.signals import IN_FORCE, looked_for
from offramp.report.build.words import futures
from offramp.report.picture.base import Caption
from offramp.report.picture.outcomes import Phases, Ribbon

COLUMNS = 6
"""Dates that are shown."""
BINS = (
    (6, "six or more places besieged"),
    (3, "three to five places besieged"),
    (1, "one or two places besieged"),
    (0, "no place besieged"),
)
"""Fewest besieged places of each phase, most first."""
SIEGES = ("siege", "relief")
"""Kinds of events after which the way out of a place is as open as their magnitude says."""


@dataclass(frozen=True)
class War:
    """The phase of every future on every day."""

    names: list[str]
    """Phases, in words."""
    at: NDArray[np.int64]
    """Number of the phase, (future, day)."""

    def commonest(self, days: list[int]) -> list[str]:
        """Return the commonest phase on some days."""
        found = [np.bincount(self.at[:, day], minlength=len(self.names)) for day in days]
        return [self.names[int(np.argmax(counts))] for counts in found]


def read_war(shown: Shown) -> War | None:
    """Return the phase of every future on every day; None where there is only one.

    Raises:
        RunError: if events are missing or damaged.
    """
    events = shown.events
    places = events.rows(kind={"phase", *SIEGES})
    kind, item = events.text["kind"], events.text["item"]
    told = kind.among({"phase"}, places)
    shut = np.where(told, item.among({"besieged"}, places), events.magnitude[places] == 0.0)
    besieged = _standing(shown, places, events.text["place"].codes[places], shut)
    names = [name for _, name in BINS]
    at = np.select([besieged >= fewest for fewest, _ in BINS], range(len(BINS)))
    for signal in looked_for(shown.scenario, IN_FORCE):
        rows = events.rows(kind={*signal.kinds, "ended"}, item={signal.item})
        begins = kind.among(signal.kinds, rows)
        stands = _standing(shown, rows, np.zeros(len(rows), np.int32), begins) > 0
        at = np.where(stands, len(names), at)
        names.append(f"{signal.label} in force")
    used = np.unique(at)
    if len(used) < 2:
        return None
    return War([names[number] for number in used], np.searchsorted(used, at))


def _standing(
    shown: Shown, rows: NDArray[np.intp], group: NDArray[np.int32], holds: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return of how many groups something holds at the end of each day, (future, day).

    Args:
        shown: the run.
        rows: of its events, in order.
        group: of each row.
        holds: whether it holds from that event on.
    """
    member = shown.events.member[rows]
    order = np.lexsort((np.arange(len(rows)), group, member))
    member, group, now = member[order], group[order], holds[order].astype(np.int64)
    same = (member[1:] == member[:-1]) & (group[1:] == group[:-1])
    change = now.copy()
    change[1:] -= np.where(same, now[:-1], 0)
    found = np.zeros((shown.events.size, shown.days), np.int64)
    np.add.at(found, (member, shown.events.day[rows][order]), change)
    return found.cumsum(axis=1)


def phases(shown: Shown, war: War | None) -> Phases | None:
    """Return phases at some dates and the futures between them; None where there is nothing to see.

    Args:
        shown: the run.
        war: its phases.
    """
    first = max(shown.as_of_day, 0)
    if war is None or shown.days - first < 2:
        return None
    days = np.unique(np.linspace(first, shown.days - 1, COLUMNS).round().astype(int)).tolist()
    width = len(war.names)
    columns = [war.at[:, day] for day in days]
    ribbons = [
        Ribbon(column=number, source=source, target=target, futures=int(table[source, target]))
        for number, (here, there) in enumerate(pairwise(columns))
        for table in [np.bincount(here * width + there, minlength=width**2).reshape(width, width)]
        for source in range(width)
        for target in range(width)
        if table[source, target]
    ]
    counts = [np.bincount(column, minlength=width).tolist() for column in columns]
    return Phases(
        caption=Caption(
            title=_title(shown, war.names, counts[-1]),
            note=(
                "Each future is in one phase on each date. A measure in force that the questions "
                "of this scenario look for comes first; else the places whose ways out are shut "
                "are counted."
            ),
            source=f"Sieges, reliefs and measures in {shown.those}.",
        ),
        phases=war.names,
        days=days,
        counts=counts,
        ribbons=ribbons,
    )


def _title(shown: Shown, names: list[str], counts: list[int]) -> str:
    order = sorted(range(len(names)), key=lambda at: -counts[at])
    told = [
        f"{names[at]} in {futures(counts[at], shown.counted)}" for at in order[:2] if counts[at]
    ]
    return f"On {shown.words(shown.days - 1)}: {', '.join(told)}"
