"""The kernels that find the events behind values.

They work on sections of code, one for each expression asked for: its constants, the lines that tell
for which members each name counts, and for each of these names where its events are kept.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.program_kernel import CHUNK, Buffers, run
from offramp.engine.program_part import Readable

__all__ = [
    "Behind",
    "Eyes",
    "Sections",
    "events_behind",
    "eyes_of",
    "latest_behind",
    "values_seen",
]

Ints = NDArray[np.int32]
Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


class Behind(NamedTuple):
    """Columns of the table that says where the events of a name are kept."""

    array: int
    """Number of the array among those that hold events."""
    first: int
    width: int
    """Labels of the array where it lies member by member, else 0."""
    columns: int
    """How many there are; the latest event of all of them counts."""
    stage: int
    """Number of the array with the stage of a measure, or -1."""
    stages: int
    """Stages in which the event counts, a bit for each."""


class Sections(NamedTuple):
    """Code of several expressions; what is one to an expression has shape (expression + 1,)."""

    code: Ints
    code_from: Rows
    constants: Floats
    constants_from: Rows
    behind: Ints
    """Shape (name, column of `Behind`)."""
    behind_from: Rows
    slots: int
    results: int


class Eyes(NamedTuple):
    """A state as the kernels see it."""

    buffers: Buffers
    starts: Rows
    ids: Ints
    """The buffer that the arrays of events lie in."""
    ids_start: Rows
    block: int
    day: float


def eyes_of(state: Readable) -> Eyes | None:
    """Return a state as the kernels see it, if they can."""
    memory, events = state.memory, state.memory_of_events
    if memory is None or events is None:
        return None
    return Eyes(
        memory.views,
        memory.starts,
        events.views[2],
        events.starts,
        len(state),
        float(state.day),
    )


@njit
def _look(
    sections: Sections, eyes: Eyes, which: int, rows: Rows, first: int, values: Floats, out: Floats
) -> None:
    """Run the section of one expression for some members."""
    start = sections.constants_from[which]
    for slot in range(sections.constants_from[which + 1] - start):
        values[slot] = sections.constants[start + slot]
    code = sections.code[sections.code_from[which] : sections.code_from[which + 1]]
    run(
        code,
        values,
        eyes.buffers,
        eyes.starts,
        eyes.block,
        rows,
        first,
        eyes.day,
        values,
        out,
    )


@njit
def _event(line: Ints, eyes: Eyes, row: int) -> int:
    """Return the event behind a name in one member, or -1."""
    array, column, width, columns, stage, stages = line
    along, across = (width, 1) if width else (1, eyes.block)
    at = row * along + column * across
    if stage >= 0 and not (stages >> eyes.buffers[3][eyes.starts[stage] + at]) & 1:
        return -1
    found = -1
    for k in range(columns):
        found = max(found, eyes.ids[eyes.ids_start[array] + at + k * across])
    return found


@njit
def events_behind(
    sections: Sections, eyes: Eyes, which: Rows, rows: Rows, at: Rows, events: Ints
) -> int:
    """Write the events behind some values, each of one expression in one member.

    Args:
        sections: of the expressions.
        eyes: what the state looks like.
        which: number of the section, shape (k,); fastest where equal ones follow each other.
        rows: position of the member, shape (k,).
        at: to be filled: position in `which` of each event.
        events: to be filled.

    Returns:
        How many there are.
    """
    most = min(which.size, CHUNK)
    values, held = np.empty((sections.slots, most)), np.empty((sections.results, most))
    found = first = 0
    while first < which.size:
        section, end = which[first], first + 1
        while end < which.size and which[end] == section and end - first < CHUNK:
            end += 1
        _look(sections, eyes, section, rows[first:end], 0, values, held[:, : end - first])
        start = sections.behind_from[section]
        for name in range(sections.behind_from[section + 1] - start):
            for k in range(first, end):
                if held[name, k - first]:
                    event = _event(sections.behind[start + name], eyes, rows[k])
                    if event >= 0:
                        at[found], events[found] = k, event
                        found += 1
        first = end
    return found


@njit
def values_seen(
    sections: Sections, eyes: Eyes, which: Rows, rows: Rows, starts: Rows, out: Floats
) -> None:
    """Write what some sections work out, each for one member.

    Args:
        sections: of the expressions.
        eyes: what the state looks like.
        which: number of the section, shape (k,); fastest where equal ones follow each other.
        rows: position of the member, shape (k,).
        starts: where the results of each go, shape (k + 1,).
        out: to be filled.
    """
    most = min(which.size, CHUNK)
    values, seen = np.empty((sections.slots, most)), np.empty((sections.results, most))
    first = 0
    while first < which.size:
        section, end = which[first], first + 1
        while end < which.size and which[end] == section and end - first < CHUNK:
            end += 1
        _look(sections, eyes, section, rows[first:end], 0, values, seen[:, : end - first])
        for k in range(first, end):
            for result in range(starts[k + 1] - starts[k]):
                out[starts[k] + result] = seen[result, k - first]
        first = end


@njit
def latest_behind(sections: Sections, eyes: Eyes, which: Rows, out: Ints) -> None:
    """Write the latest event behind some expressions in every member, -1 where there is none.

    Args:
        sections: of the expressions.
        eyes: what the state looks like.
        which: number of the section, shape (k,).
        out: to be filled, shape (k, member).
    """
    values = np.empty((sections.slots, min(eyes.block, CHUNK)))
    held = np.empty((sections.results, values.shape[1]))
    everyone = np.empty(0, np.int64)
    for k in range(which.size):
        start = sections.behind_from[which[k]]
        names = sections.behind_from[which[k] + 1] - start
        for first in range(0, eyes.block, CHUNK):
            size = min(CHUNK, eyes.block - first)
            _look(sections, eyes, which[k], everyone, first, values, held[:, :size])
            for member in range(size):
                latest = -1
                for name in range(names):
                    if held[name, member]:
                        event = _event(sections.behind[start + name], eyes, first + member)
                        latest = max(latest, event)
                out[k, first + member] = latest
