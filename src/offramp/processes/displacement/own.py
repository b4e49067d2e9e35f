"""The arrays of this process: what it keeps of each member beside the pools of people."""

from typing import Any, NamedTuple

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.processes.displacement.tables import PREFIX, SLOTS, Counts, Days, Floats, Singles


class Own(NamedTuple):
    """Arrays of this process; the field names are theirs. All have the leading axis member.

    What there is for pairs of places has the origin last, so that kernels do all origins at once.
    """

    lived_barred: Counts
    """Barred people who lived at each origin at the start, (origin)."""
    trapped_barred: Counts
    """Barred people among the trapped, (origin)."""
    way_out: Singles
    """Pull of the crossings into each host: throughput by distance, (host, origin)."""
    way_inside: Singles
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
    flow: Singles
    """Decaying memory of who set out, (host, origin)."""
    main_source: Counts
    """Origin that the displaced in each place come from mostly; -1 for none, (origin)."""
    main_flow: Floats
    """Decaying memory of how many came from there, (origin)."""


def own_of(state: State) -> Own:
    """Return the arrays of this process."""
    return Own(**{name: state[f"{PREFIX}{name}"] for name in Own._fields})


@njit
def part_of_own(own: Own, first: int, end: int) -> Own:
    """Return the arrays of some members, as views, inside a kernel."""
    return Own(
        own.lived_barred[first:end],
        own.trapped_barred[first:end],
        own.way_out[first:end],
        own.way_inside[first:end],
        own.days_out[first:end],
        own.days_inside[first:end],
        own.road_out[first:end],
        own.road_inside[first:end],
        own.due[first:end],
        own.forecast[first:end],
        own.surprise[first:end],
        own.level[first:end],
        own.shared_level[first:end],
        own.trend[first:end],
        own.doubt[first:end],
        own.visits[first:end],
        own.weight[first:end],
        own.lessons[first:end],
        own.scale[first:end],
        own.shock[first:end],
        own.lift[first:end],
        own.unmet[first:end],
        own.flow[first:end],
        own.main_source[first:end],
        own.main_flow[first:end],
    )


def widths(layout: Layout) -> dict[str, tuple[tuple[int, ...], Any]]:
    """Return the shape, without the axis member, and type of each array of `Own`."""
    origins, hosts = layout.width("origins"), layout.width("hosts")
    return {
        "lived_barred": ((origins,), np.int64),
        "trapped_barred": ((origins,), np.int64),
        "way_out": ((hosts, origins), np.float32),
        "way_inside": ((origins, origins), np.float32),
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
