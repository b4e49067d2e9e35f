"""What the kernels are handed: columns, names of draws, arrays of the state, notes of a day."""

from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, labels_on, name_keys
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.model.problems import Problem, ScenarioError

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Days = NDArray[np.int8]

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
    _pick(array, positions, picked)
    return picked


@njit
def _pick(array: Floats, columns: Counts, picked: Floats) -> None:
    """Copy some columns, (member, column), one after the other."""
    for at in range(columns.size):
        column = columns[at]
        for member in range(picked.shape[0]):
            picked[member, at] = array[member, column]


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


class Own(NamedTuple):
    """Arrays of this process; the field names are theirs. All have the leading axis member.

    What there is for pairs of places has the origin last, so that kernels do all origins at once.
    """

    lived_barred: Counts
    """Barred people who lived at each origin at the start, (origin)."""
    trapped_barred: Counts
    """Barred people among the trapped, (origin)."""
    way_out: Floats
    """Pull of the crossings into each host: throughput by distance, (host, origin)."""
    way_inside: Floats
    """Pull of each place inside: population by distance, (place, origin)."""
    days_out: Days
    """Days on the way to the border, (host, origin)."""
    days_inside: Days
    """Days on the way inside, (place, origin)."""
    road_out: Counts
    """People on the way, by day of arrival, (host, slot)."""
    road_inside: Counts
    """The same inside, of those free to leave the country or barred, (2, slot, origin)."""
    due: Counts
    """Observed crossings for which nobody has set out yet, (host, slot)."""
    forecast: Floats
    """Arrivals that the law expects but for the level, by day of arrival, (host, slot)."""
    surprise: Floats
    """Error of today's forecast on the logarithm; not-a-number where it teaches nothing, (host)."""
    level: Floats
    """Logarithm of how much more go to each host than the law says, (host)."""
    shared_level: Floats
    """The same for all hosts, ()."""
    trend: Floats
    """What is added to the level of each host a day, ()."""
    doubt: Floats
    """Covariance of what is learned: hosts, shared, trend, noise of the day, (state, state)."""
    visits: Counts
    """People back from a visit by day of arrival, part of `road_out`, (host, slot)."""
    weight: Floats
    """Share of today's forecast that moves with the levels, (host)."""
    lessons: Counts
    """Counts from which the scale was learned, (host)."""
    scale: Floats
    """How much larger the drift and noise of a host are than those of others, (host)."""
    shock: Floats
    """Noise of each day of arrival, (host, slot)."""
    lift: Floats
    """Its exponential, (host, slot)."""
    unmet: Counts
    """Observed crossings for which there was nobody, so far, (host)."""
    flow: NDArray[np.float32]
    """Decaying memory of who set out, (host, origin)."""
    main_source: Counts
    """Origin that the displaced in each place come from mostly; -1 for none, (origin)."""
    main_flow: Floats
    """Decaying memory of how many came from there, (origin)."""


def own_of(state: State) -> Own:
    """Return the arrays of this process."""
    return Own(**{name: state[f"{PREFIX}{name}"] for name in Own._fields})


def widths(layout: Layout) -> dict[str, tuple[tuple[int, ...], Any]]:
    """Return the shape, without the axis member, and type of each array of `Own`."""
    origins, hosts = layout.width("origins"), layout.width("hosts")
    return {
        "lived_barred": ((origins,), np.int64),
        "trapped_barred": ((origins,), np.int64),
        "way_out": ((hosts, origins), np.float64),
        "way_inside": ((origins, origins), np.float64),
        "days_out": ((hosts, origins), np.int8),
        "days_inside": ((origins, origins), np.int8),
        "road_out": ((hosts, SLOTS), np.int64),
        "road_inside": ((2, SLOTS, origins), np.int64),
        "due": ((hosts, SLOTS), np.int64),
        "forecast": ((hosts, SLOTS), np.float64),
        "surprise": ((hosts,), np.float64),
        "level": ((hosts,), np.float64),
        "shared_level": ((), np.float64),
        "trend": ((), np.float64),
        "doubt": ((hosts + 3, hosts + 3), np.float64),
        "visits": ((hosts, SLOTS), np.int64),
        "weight": ((hosts,), np.float64),
        "lessons": ((hosts,), np.int64),
        "scale": ((hosts,), np.float64),
        "shock": ((hosts, SLOTS), np.float64),
        "lift": ((hosts, SLOTS), np.float64),
        "unmet": ((hosts,), np.int64),
        "flow": ((hosts, origins), np.float32),
        "main_source": ((origins,), np.int64),
        "main_flow": ((origins,), np.float64),
    }
