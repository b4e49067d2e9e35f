"""What the kernels are handed: columns, names of draws, arrays of the state, notes of a day."""

from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, labels_on, name_keys
from offramp.engine.layout import Layout
from offramp.model.problems import Problem, ScenarioError

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
"""Of what is known to a few digits, and read every day for every pair of places."""
Counts = NDArray[np.int64]
Days = NDArray[np.int8]

FAINT = 1e-300
"""Weights whose sum is less are divided by this instead, since 1 over it could not be written."""

PREFIX = "displacement."
"""Begins the names of the arrays of this process in a state."""

LONGEST = 6
"""Longest way of the model (day); whoever has a longer one arrives after so many."""

SLOTS = LONGEST + 1
"""Places of a ring of days: what arrives on day s stands at s modulo this."""


class Columns(NamedTuple):
    """Where each quantity begins in `quantities_of`; the fields are named after them."""

    departure_share: int
    departure_rate: int
    departure_variety: int
    departure_again: int
    fighting_push: int
    air_push: int
    surge: int
    abroad_preference: int
    attraction: int
    safety_pull: int
    exit_partly_closed: int
    exit_besieged: int
    release_rate: int
    level_drift: int
    level_noise: int
    shared_drift: int
    shared_noise: int
    shared_memory: int
    trend_drift: int
    trend_memory: int
    visit_rate: int
    onward_rate: int
    onward_pull: int
    return_rate: int
    return_rate_inside: int
    barred_share: int
    distance_decay: int
    distance_decay_inside: int
    travel_speed: int

    @classmethod
    def of(cls, layout: Layout) -> "Columns":
        """Put the quantities one after the other.

        Raises:
            ScenarioError: if a quantity has not one number for each label that is needed.
        """
        widths = {name: layout.width(over) for name, over in OVER.items()}
        problems = [
            Problem(
                "wrong-index",
                f'the quantity "{name}" gives {len(layout.columns[name])} numbers, not {wanted}',
                f"give it `over: {OVER[name]}`" if name in OVER else "leave out its `over:`",
            )
            for name in cls._fields
            if len(layout.columns[name]) != (wanted := widths.get(name, 1))
        ]
        if problems:
            raise ScenarioError(problems)
        sizes = [widths.get(name, 1) for name in cls._fields]
        return cls(*accumulate(sizes[:-1], initial=0))


@njit
def columns_at(starts: Counts) -> Columns:
    """Return the columns from an array of them in the same order, inside a kernel."""
    return Columns(
        starts[0],
        starts[1],
        starts[2],
        starts[3],
        starts[4],
        starts[5],
        starts[6],
        starts[7],
        starts[8],
        starts[9],
        starts[10],
        starts[11],
        starts[12],
        starts[13],
        starts[14],
        starts[15],
        starts[16],
        starts[17],
        starts[18],
        starts[19],
        starts[20],
        starts[21],
        starts[22],
        starts[23],
        starts[24],
        starts[25],
        starts[26],
        starts[27],
        starts[28],
    )


OVER = {
    "surge": "origins",
    "attraction": "hosts",
    "onward_rate": "hosts",
    "onward_pull": "onward",
    "return_rate": "hosts",
}
"""Quantities that have one number for each label of an index."""


def positions_of(layout: Layout) -> Counts:
    """Return the columns, among all quantities of a scenario, of those that `Columns` places."""
    return np.array([column for name in Columns._fields for column in layout.columns[name]])


def quantities_of(array: Floats, positions: Counts) -> Floats:
    """Return copies of the quantities that `Columns` places, float64 (member, place).

    Args:
        array: all quantities, (member, column).
        positions: of these among them, from `positions_of`.
    """
    picked = np.empty((len(array), len(positions)))
    pick(array.T, 0, positions, picked)
    return picked


@njit
def pick(array: Floats, first: int, columns: Counts, picked: Floats) -> None:
    """Copy some columns, (column, member), of the members from the `first` on, side by side."""
    for at in range(columns.size):
        column = columns[at]
        for member in range(picked.shape[0]):
            picked[member, at] = array[column, first + member]


LEAVE, STUCK, AGAIN, FREED, CALM, GOES, GOES_INSIDE, OF_HOME = range(8)
"""Rows of `Names.origin`: who leaves home, is trapped, leaves once more, is released, stays once
released; where those who leave go, and inside; who of those imposed had been at home."""
_OF_ORIGINS = ("leave", "stuck", "again", "freed", "calm", "goes", "goes inside", "of home")
ONWARD, RETURN, LEVEL, FILL, DRAWN, NOISE, CORRECT, VISIT = range(8)
"""Rows of `Names.host`: who moves on, who returns, how the level drifts, who fills a gap,
what is open about the level, the noise of a day, whose way is corrected, who visits home."""
_OF_HOSTS = ("onward", "return", "level", "fill", "drawn", "noise", "correct", "visit")
(
    SHARED,
    ONWARD_SPLIT,
    INSIDE,
    INSIDE_SPLIT,
    HOME_SPLIT,
    SHARED_DRAWN,
    SHARED_NOISE,
    TREND,
    TREND_DRAWN,
) = range(9)
"""Rows of `Names.one`: the shared level, where those who move on go, and who of the displaced
returns, from where and to where; what is open about the shared level, its noise of a day, the
trend, and what is open about it."""
_ONE = (
    *("shared", "onward split", "inside", "inside split", "home split"),
    *("shared drawn", "shared noise", "trend", "trend drawn"),
)


class Names(NamedTuple):
    """Names of draws; `..._barred` for those who are barred from leaving the country."""

    origin: Keys
    """(purpose, origin)."""
    origin_barred: Keys
    """(purpose, origin)."""
    imposed: Keys
    """(host, origin)."""
    host: Keys
    """(purpose, host)."""
    one: Keys
    """(purpose,)."""
    one_barred: Keys
    """(purpose,)."""

    @classmethod
    def of(cls, layout: Layout) -> "Names":
        """Name the draws by what they are for and by the labels, never by position."""
        origins, hosts = layout.labels["origins"], layout.labels["hosts"]
        stem, barred = ["displacement"], ["displacement", "barred"]
        imposed = [name_keys([*stem, "imposed", origin], hosts) for origin in origins]
        by_origin = np.array(imposed, np.uint64).reshape(len(origins), len(hosts))
        return cls(
            _table(stem, _OF_ORIGINS, origins),
            _table(barred, _OF_ORIGINS, origins),
            np.array(by_origin.T, order="C"),
            _table(stem, _OF_HOSTS, hosts),
            name_keys(stem, _ONE),
            name_keys(barred, _ONE),
        )

    def on(self, day: int) -> "Names":
        """Return the labels of all draws of a day, in the same shapes; see `labels_on`."""
        return Names(*(labels_on(day, names) for names in self))


def _table(stem: list[str], purposes: tuple[str, ...], labels: tuple[str, ...]) -> Keys:
    """Return the names of draws, (purpose, label)."""
    return np.array([name_keys([*stem, purpose], labels) for purpose in purposes], np.uint64)


STAY, HAZARD, HAZARD_AGAIN, EXIT, INSIDE_SHARE, CAUTION, SAFE = range(7)
"""Rows of the law of a day, float64 (member, row, origin): the share that would stay in the end;
the hazard of leaving home, and of leaving once more after displacement (1/day); the share of those
who would leave that gets out; of these the share that goes inside; the readiness to return there;
the factor by which a place draws people for being quiet."""
ROWS = 7
