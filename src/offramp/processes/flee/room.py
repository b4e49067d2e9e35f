"""Room to work in during a day of one member."""

from typing import Any, NamedTuple

import numpy as np

from offramp.processes.flee.network import Counts, Flags, Floats, Network
from offramp.processes.flee.travel import Travel


class Room(NamedTuple):
    """Arrays that are used anew for each member and day."""

    chances: Floats
    """Chance to leave, (place)."""
    scores: Floats
    """(place)."""
    weights: Floats
    """But for how full the goal is, (choice)."""
    final: Floats
    """With it, (choice)."""
    ends: Floats
    """Final weights laid end to end, (choice)."""
    some: Flags
    """Whether there is anything to choose, (place)."""
    size: Floats
    """Capacity times scaling; below 1 for no limit, (place)."""
    room: Floats
    """Factor for how full a place is, (place)."""
    full: Flags
    """Whether people on the way there give up: a camp with a factor below 1/2, (place)."""
    band: Flags
    """Whether the factor depends on the order of people today, (place)."""
    touched: Flags
    """Whether people who decide there are asked one by one, (place)."""
    near: Flags
    """Whether people at a stop are, now or later today, (stop)."""
    here: Counts
    """Groups at each place just now, (place)."""
    movers: Counts
    """Groups without a plan that leave, (pace, place)."""
    newcomers: Counts
    """Of these, who set out today, (place)."""
    spawned: Counts
    """Groups that set out today, (place)."""
    steps: Counts
    """Groups that step on the road, (pace, plan)."""
    late: Counts
    """The same for those who set out today and are asked one by one, (plan)."""
    coming: Counts
    """Groups that arrive today, (pace, plan)."""
    coming_late: Counts
    """The same for `late`, (plan)."""
    returning: Counts
    """Groups sent back that arrive today, (plan)."""
    stops: Counts
    """Groups that decide at each stop, (stop)."""
    counts: Counts
    """Groups by choice, (choice of place)."""
    attempts: Counts
    """Number of the next draw, (purpose, place)."""
    arrivals: Counts
    """Groups that came to each place today, (place)."""
    most: Counts
    """Groups that can be at a host today at most, (host)."""
    least: Counts
    """At least, (host)."""

    @classmethod
    def of(cls, network: Network, travel: Travel, places: int, hosts: int) -> "Room":
        """Return empty arrays."""
        paces, plans, choices = len(travel.days), len(network.plans), len(network.plan)
        stops = len(travel.stop_place)
        most = max(int(np.diff(network.first_choice).max(initial=0)), 1)
        floats = {"chances": places, "scores": places, "weights": choices, "final": choices}
        floats |= {"ends": choices, "size": places, "room": places}
        flags = {"some": places, "full": places, "band": places, "touched": places, "near": stops}
        counts: dict[str, tuple[int, ...]] = {
            **dict.fromkeys(("here", "newcomers", "spawned", "arrivals"), (places,)),
            **dict.fromkeys(("late", "coming_late", "returning"), (plans,)),
            **dict.fromkeys(("steps", "coming"), (paces, plans)),
            **dict.fromkeys(("most", "least"), (hosts,)),
            "movers": (paces, places),
            "stops": (stops,),
            "counts": (most,),
            "attempts": (4, places),
        }
        arrays: dict[str, Any] = {name: np.zeros(size) for name, size in floats.items()}
        arrays |= {name: np.zeros(size, np.bool_) for name, size in flags.items()}
        arrays |= {name: np.zeros(shape, np.int64) for name, shape in counts.items()}
        return cls(**arrays)
