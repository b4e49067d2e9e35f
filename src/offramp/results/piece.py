"""What one block holds of one shard: arrays and events of members that follow one another."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np

from offramp.engine.block import Block, EventTable
from offramp.engine.layout import Layout
from offramp.results.arrays import Arrays, axis_labels, block_arrays
from offramp.results.digest import event_digests, member_digests, series_digests
from offramp.results.shards import SHARD


@dataclass(frozen=True)
class Piece:
    """Members `first` up to `stop` (not included), ready to be kept."""

    first: int
    stop: int
    arrays: Arrays
    """By name, each of shape (member, ...)."""
    events: EventTable
    """Their events."""
    digests: dict[str, list[bytes]]
    """Of each member's `events`, `series` and what is known of it in the end (`members`)."""


def cut(block: Block, layout: Layout) -> list[Piece]:
    """Cut a block, whose members follow one another, at the edges of shards.

    Args:
        block: as the engine returns it.
        layout: of the engine.
    """
    labels = axis_labels(layout)
    arrays = block_arrays(block, labels["questions"], labels["indicators"])
    first, stop = int(block.members[0]), int(block.members[-1]) + 1
    edges = [first, *range((first // SHARD + 1) * SHARD, stop, SHARD), stop]
    pieces = []
    for a, b in pairwise(edges):
        own = {name: values[a - first : b - first] for name, values in arrays.items()}
        events = rows(block.events, *np.searchsorted(block.events.member, [a, b]))
        digests = {
            "events": event_digests(events, layout.names.words, range(a, b)),
            "series": series_digests(own, labels),
            "members": member_digests(own, labels),
        }
        pieces.append(Piece(a, b, own, events, digests))
    return pieces


def rows(events: EventTable, a: int, b: int) -> EventTable:
    """Return the events of rows a up to b (not included)."""
    causes = slice(events.causes_start[a], events.causes_start[b])
    inputs = slice(events.inputs_start[a], events.inputs_start[b])
    ragged = {
        "causes": events.causes[causes],
        "causes_start": events.causes_start[a : b + 1] - causes.start,
        "inputs": events.inputs[inputs],
        "input_names": events.input_names[inputs],
        "inputs_start": events.inputs_start[a : b + 1] - inputs.start,
    }
    plain = {f.name: getattr(events, f.name)[a:b] for f in fields(events) if f.name not in ragged}
    return replace(events, **plain, **ragged)


def join(pieces: Sequence[Piece]) -> Piece:
    """Join pieces that follow one another into one."""
    if len(pieces) == 1:
        return pieces[0]
    tables = [piece.events for piece in pieces]
    starts = {}
    for name, owned in (("causes_start", "causes"), ("inputs_start", "inputs")):
        sizes = np.cumsum([0, *(len(getattr(table, owned)) for table in tables)])
        begins = [getattr(t, name)[:-1] + size for t, size in zip(tables, sizes, strict=False)]
        starts[name] = np.concatenate([*begins, sizes[-1:]])
    plain = {
        f.name: np.concatenate([getattr(table, f.name) for table in tables])
        for f in fields(EventTable)
        if f.name not in starts
    }
    return Piece(
        first=pieces[0].first,
        stop=pieces[-1].stop,
        arrays={
            name: np.concatenate([piece.arrays[name] for piece in pieces])
            for name in pieces[0].arrays
        },
        events=EventTable(**plain, **starts),
        digests={
            what: [digest for piece in pieces for digest in piece.digests[what]]
            for what in pieces[0].digests
        },
    )
