"""Which event is behind the numbers: the newest one behind the push of the origin that counts most.

A host's people are put down to the origin that sent most of them in the last days, weighed by
exp(-days / 7); so are those displaced in a place. Departures are put down to the newest event
behind fighting, threat from the air or surge at their origin; the trapped to the newest behind its
access or fighting, and returns likewise.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.events import Ids
from offramp.engine.state import State
from offramp.processes.displacement.tables import Counts

KEPT = math.exp(-1.0 / 7.0)
"""Share of the memory of flows kept from one day to the next: that of a week, a reporting round."""


class Behind(NamedTuple):
    """Events behind the numbers of a day; all have the leading axis member."""

    fighting: Ids
    """Read, (origin); so are the next three."""
    air_threat: Ids
    access: Ids
    quantity: Ids
    """Of all quantities of the scenario; it alone has the shape (column, member)."""
    departures: Ids
    """Set, (origin); so are the others of origins."""
    trapped: Ids
    returns: Ids
    displaced: Ids
    displaced_barred: Ids
    hosted: Ids
    """Set, (host); so are all that follow, to the same."""
    arrivals: Ids
    arrivals_total: Ids
    in_transit: Ids
    waiting: Ids


@njit
def remember(sent: Counts, flow: NDArray[np.float32]) -> None:
    """Add who set out today to what is left of the memory of flows, (member, host, origin)."""
    kept = np.float32(KEPT)
    for member in range(flow.shape[0]):
        for host in range(flow.shape[1]):
            for origin in range(flow.shape[2]):
                left = np.float32(flow[member, host, origin] * kept)
                flow[member, host, origin] = np.float32(
                    np.float64(left) + sent[member, host, origin]
                )


def blame(state: State, flow: NDArray[np.float32], main_source: Counts) -> None:
    """Set the causes of today's numbers.

    Args:
        state: of the block.
        flow: memory of who set out, (member, host, origin).
        main_source: origin that the displaced of each place come from mostly, (member, origin).
    """
    behind = Behind(**{name: state.causes[name] for name in Behind._fields})
    behind = behind._replace(quantity=behind.quantity.T)
    _put_down(behind, state.layout.columns["surge"].start, flow.view(np.int32), main_source)


@njit
def _put_down(behind: Behind, surge: int, flow: Ids, main_source: Counts) -> None:
    """Set the causes of today's numbers.

    Args:
        behind: causes; set.
        surge: column of the first surge among all quantities.
        flow: bits of the memory of who set out, (member, host, origin). It is never negative, so
            that they are ordered like its numbers; and the largest of them is found many at once.
        main_source: see `blame`.
    """
    members, hosts, origins = flow.shape
    push = np.empty(origins, np.int32)
    for member in range(members):
        for origin in range(origins):
            threat = max(behind.fighting[member, origin], behind.air_threat[member, origin])
            push[origin] = max(threat, behind.quantity[surge + origin, member])
        for origin in range(origins):
            behind.departures[member, origin] = push[origin]
        for origin in range(origins):
            siege = max(behind.fighting[member, origin], behind.access[member, origin])
            behind.trapped[member, origin] = behind.returns[member, origin] = siege
        for host in range(hosts):
            most, first = np.int32(0), 0
            for origin in range(origins):
                most = max(most, flow[member, host, origin])
            if most > 0:
                while flow[member, host, first] != most:
                    first += 1
                behind.hosted[member, host] = push[first]
            event = behind.hosted[member, host]
            behind.arrivals[member, host] = behind.arrivals_total[member, host] = event
            behind.in_transit[member, host] = behind.waiting[member, host] = event
        for place in range(origins):
            origin = main_source[member, place]
            if origin >= 0:
                behind.displaced[member, place] = push[origin]
            behind.displaced_barred[member, place] = behind.displaced[member, place]
