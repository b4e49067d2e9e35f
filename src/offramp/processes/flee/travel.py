"""How far people get in a day: days on each hop, and where those who arrive can still go.

Flee lets everybody who arrives before the day is over decide again, and gives each further hop of
the day the full daily distance; only the test whether to go on adds up the kilometres done. Where
somebody can be within a day, and after how many kilometres, is therefore fixed by the map. Such a
pair (place, kilometres) is a *stop* here; stops are found once, and sorted by kilometres, so that
one pass over them moves everybody of a day.

Kilometres are told apart to a millimetre. Where this gives more than `MOST_STOPS`, they are
rounded to a metre, to 10 m, and so on: the only thing that hangs on them is whether a person who
has just arrived goes on.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.model.problems import Problem, ScenarioError
from offramp.model.scenario import Scenario
from offramp.processes.flee.network import HOP, Counts, Flags, Floats, Network

MOST_STOPS = 60_000
"""Above this, kilometres are rounded more."""
ENDS_DAY, ON_THE_ROAD = -1, -2
"""In `Travel.onward`: the hop ends the day, or is not done by the end of the day."""
GRAINS = (1e-6, 1e-3, 1e-2, 1e-1, 1.0, 10.0)
"""What kilometres are rounded to (km)."""


class Travel(NamedTuple):
    """Arrays over hops, plans and stops; index `pace` is 0, or 1 for a first journey on foot."""

    days: Counts
    """Days that a hop takes, (pace, hop)."""
    first_slot: Counts
    """Where the nights of a plan on its next hop begin among all slots, (pace, plan)."""
    slots: int
    """Number of slots: people on the road overnight stand at (pace, plan, days done)."""
    slot_plan: Counts
    """Plan of each slot, (slot)."""
    entry: Counts
    """Stop at which somebody arrives who was on the road at the start of the day, (pace, hop)."""
    stop_place: Counts
    """Place of a stop, (stop), sorted by kilometres done."""
    onward: NDArray[np.int32]
    """The stop after each hop of its place, or ENDS_DAY, or ON_THE_ROAD, (stop, hop of place)."""
    reach: Flags
    """Whether some place with a capacity can still be entered after a stop, (stop, host)."""
    hop_reach: Flags
    """The same for who arrives by a hop, its end included, (pace, hop, host)."""

    @classmethod
    def of(
        cls, scenario: Scenario, network: Network, hosts: Counts, speed: float, walk: float | None
    ) -> "Travel":
        """Find the stops of a map.

        Args:
            scenario: for the highest speeds of its routes.
            network: the map.
            hosts: places with a capacity.
            speed: of everybody (km/day).
            walk: of who is on a first journey (km/day); None where that is no different.

        Raises:
            ScenarioError: if no rounding gives few enough stops.
        """
        speeds = _speeds(scenario, network, speed)
        paces = [speeds] if walk is None else [speeds, np.full_like(speeds, walk)]
        days = np.array([_days(network.km, pace) for pace in paces], np.int64)
        done = np.array(paces) + network.km - days * np.array(paces)
        for grain in GRAINS:
            stops = _stops(network, done, speeds, grain)
            if stops is not None:
                break
        else:
            raise ScenarioError([_too_many()])
        at = {stop: i for i, stop in enumerate(stops)}
        degree = max(int(np.diff(network.first_hop).max(initial=0)), 1)
        onward = np.full((len(stops), degree), ON_THE_ROAD, np.int32)
        for stop, here in at.items():
            for hop in _hops(network, stop[0]):
                following = _after(network, speeds, grain, stop, hop)
                if following is not None:
                    goes_on = _goes_on(following, speeds[hop], grain)
                    local = hop - network.first_hop[stop[0]]
                    onward[here, local] = at[following] if goes_on else ENDS_DAY
        entry = np.array(
            [
                [at[int(e), _grains(d, grain)] for e, d in zip(network.end, row, strict=True)]
                for row in done
            ],
            np.int64,
        ).reshape(days.shape)
        place = np.array([stop[0] for stop in stops], np.int64)
        reach = _reach(network, onward, place, hosts)
        following_hop = network.plans[:, HOP]
        nights = np.where(following_hop >= 0, days[:, following_hop] - 1, 0)
        ends = np.cumsum(nights).reshape(nights.shape)
        plans = np.broadcast_to(np.arange(following_hop.size), nights.shape)
        return cls(
            days=days,
            first_slot=ends - nights,
            slots=int(nights.sum()),
            slot_plan=np.repeat(plans.ravel(), nights.ravel()).astype(np.int64),
            entry=entry,
            stop_place=place,
            onward=onward,
            reach=reach,
            hop_reach=reach[entry] | (network.end[:, None] == hosts),
        )


Hops = NDArray[np.int32]

Stop = tuple[int, int]
"""A place, and the kilometres done in grains."""


def _speeds(scenario: Scenario, network: Network, speed: float) -> Floats:
    """Return the speed on each hop: that of the first route between its places."""
    names = [name for name, place in scenario.places.items() if not place.disabled]
    own: dict[tuple[str, str], float] = {}
    for route in scenario.routes.values():
        if not route.disabled:
            for pair in ((route.start, route.end), (route.end, route.start)):
                own.setdefault(pair, route.max_speed or speed)
    pairs = zip(network.start, network.end, strict=True)
    return np.array([own[names[a], names[b]] for a, b in pairs], np.float64)


def _days(km: Floats, speed: Floats) -> Counts:
    """Return the days until the kilometres done exceed the length."""
    done, days = np.array(speed), np.ones(km.size, np.int64)
    while (short := done <= km).any():
        done[short] += speed[short]
        days[short] += 1
    return days


def _grains(km: float, grain: float) -> int:
    return round(float(km) / grain)


def _hops(network: Network, place: int) -> range:
    return range(int(network.first_hop[place]), int(network.first_hop[place + 1]))


def _after(network: Network, speeds: Floats, grain: float, stop: Stop, hop: int) -> Stop | None:
    """Return where a further hop of the day leads, with the kilometres then done."""
    if speeds[hop] <= network.km[hop]:
        return None
    done = stop[1] + max(_grains(network.km[hop], grain), 1)
    return int(network.end[hop]), done


def _goes_on(stop: Stop, speed: float, grain: float) -> bool:
    """Return whether the kilometres done leave some of the day."""
    return stop[1] * grain < speed - grain / 2


def _stops(network: Network, done: Floats, speeds: Floats, grain: float) -> list[Stop] | None:
    """Return all stops from which people go on, by kilometres; None if there are too many."""
    ends = np.broadcast_to(network.end, done.shape)
    todo = [(int(p), _grains(d, grain)) for p, d in zip(ends.ravel(), done.ravel(), strict=True)]
    found = set(todo)
    while todo:
        stop = todo.pop()
        for hop in _hops(network, stop[0]):
            following = _after(network, speeds, grain, stop, hop)
            if (
                following is None
                or not _goes_on(following, speeds[hop], grain)
                or following in found
            ):
                continue
            if len(found) >= MOST_STOPS:
                return None
            found.add(following)
            todo.append(following)
    return sorted(found, key=lambda stop: (stop[1], stop[0]))


def _reach(network: Network, onward: NDArray[np.int32], place: Counts, hosts: Counts) -> Flags:
    """Return which hosts can still be entered today after each stop."""
    reach = np.zeros((place.size, hosts.size), np.bool_)
    for stop in range(place.size - 1, -1, -1):
        first = network.first_hop[place[stop]]
        for hop in _hops(network, int(place[stop])):
            following = onward[stop, hop - first]
            if following != ON_THE_ROAD:
                reach[stop] |= hosts == network.end[hop]
            if following >= 0:
                reach[stop] |= reach[following]
    return reach


def _too_many() -> Problem:
    return Problem(
        "too-many-stops",
        "many routes are very short beside what people travel in a day",
        "lower `flee_max_move_speed`, or join places that lie close together",
    )
