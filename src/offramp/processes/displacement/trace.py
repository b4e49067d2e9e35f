"""Which event is behind the numbers: the newest one behind the push of the origin that counts most.

A host's people are put down to the origin that sent most of them in the last days, weighed by
exp(-days / 7); so are those displaced in a place. Departures are put down to the newest event
behind fighting, threat from the air or surge at their origin; the trapped to the newest behind its
access or fighting, and returns likewise.
"""

import math

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.events import Ids
from offramp.engine.state import State
from offramp.processes.displacement.tables import Counts

KEPT = math.exp(-1.0 / 7.0)
"""Share of the memory of flows kept from one day to the next: that of a week, a reporting round."""

OF_HOSTS = ("arrivals", "arrivals_total", "in_transit", "waiting")
"""Variables of the hosts that share the cause of `hosted`."""


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
    causes = state.causes
    surge = state.layout.columns["surge"]
    push = np.maximum(causes["fighting"], causes["air_threat"])
    np.maximum(push, causes["quantity"][:, surge.start : surge.stop], out=push)
    siege = np.maximum(causes["access"], causes["fighting"])
    causes["departures"][:] = push
    causes["trapped"][:] = siege
    causes["returns"][:] = siege
    _put_down(flow, push, main_source, causes["hosted"], causes["displaced"])
    for name in OF_HOSTS:
        causes[name][:] = causes["hosted"]
    causes["displaced_barred"][:] = causes["displaced"]


@njit
def _put_down(
    flow: NDArray[np.float32], push: Ids, main_source: Counts, hosted: Ids, displaced: Ids
) -> None:
    """Give each host, and each place inside, the event of the origin that counts most there."""
    members, hosts, origins = flow.shape
    for member in range(members):
        for host in range(hosts):
            most = np.float32(0.0)
            for origin in range(origins):
                if flow[member, host, origin] > most:
                    most = flow[member, host, origin]
                    hosted[member, host] = push[member, origin]
        for place in range(origins):
            origin = main_source[member, place]
            if origin >= 0:
                displaced[member, place] = push[member, origin]
