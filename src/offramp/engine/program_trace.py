"""The kernels that find the events behind values.

They work on sections of code, one for each expression asked for: its constants, the lines that tell
for which members each name counts, and for each of these names where its events are kept.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.program_kernel import CHUNK, run
from offramp.engine.program_ops import Buffers
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
def _equal(which: Rows, first: int) -> int:
    """Return where a run of equal sections that starts at `first` ends, or is long enough."""
    end = first + 1
    while end < which.size and which[end] == which[first] and end - first < CHUNK:
        end += 1
    return end


@njit
def _look(
    sections: Sections, eyes: Eyes, which: int, rows: Rows, first: int, values: Floats, out: Floats
) -> None:
    """Run the section of one expression for some members; one without code is always true."""
    code = sections.code[sections.code_from[which] : sections.code_from[which + 1]]
    if not code.size:
        out[:] = 1.0
        return
    start = sections.constants_from[which]
    for slot in range(sections.constants_from[which + 1] - start):
        values[slot, : out.shape[1]] = sections.constants[start + slot]
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
def _events(line: Ints, eyes: Eyes, rows: Rows, first: int, out: Ints) -> None:
    """Write the events behind a name in the members at `rows`, or from `first` on; -1 for none."""
    array, column, width, columns, stage, stages = line
    along, across = (width, 1) if width else (1, eyes.block)
    start, ids = eyes.ids_start[array] + column * across, eyes.ids
    for k in range(out.size):
        at = start + (rows[k] if rows.size else first + k) * along
        found = ids[at]
        for other in range(1, columns):
            found = max(found, ids[at + other * across])
        out[k] = found
    if stage >= 0:
        start, stands = eyes.starts[stage] + column * across, eyes.buffers[3]
        for k in range(out.size):
            at = start + (rows[k] if rows.size else first + k) * along
            if not (stages >> stands[at]) & 1:
                out[k] = -1


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
    behind, of_name, behind_from = np.empty(most, np.int32), sections.behind, sections.behind_from
    # Whatever a loop reads is taken out of the tables before: to hand tables on takes long.
    code_from, ids, ids_start, block = sections.code_from, eyes.ids, eyes.ids_start, eyes.block
    found = first = 0
    while first < which.size:
        section, end = which[first], _equal(which, first)
        size = end - first
        certain = code_from[section] == code_from[section + 1]
        if not certain:
            _look(sections, eyes, section, rows[first:end], 0, values, held[:, :size])
        start = behind_from[section]
        for name in range(behind_from[section + 1] - start):
            array, column, width, columns, stage, _ = of_name[start + name]
            if columns == 1 and stage < 0:  # As nearly all are.
                along, across = (width, 1) if width else (1, block)
                place = ids_start[array] + column * across
                for k in range(size):
                    behind[k] = ids[np.uint64(place + rows[first + k] * along)]
            else:
                _events(of_name[start + name], eyes, rows[first:end], 0, behind[:size])
            for k in range(size):
                if (certain or held[name, k]) and behind[k] >= 0:
                    at[found], events[found] = first + k, behind[k]
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
        end = _equal(which, first)
        _look(sections, eyes, which[first], rows[first:end], 0, values, seen[:, : end - first])
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
    behind, everyone = np.empty(values.shape[1], np.int32), np.empty(0, np.int64)
    for k in range(which.size):
        start, end = sections.behind_from[which[k]], sections.behind_from[which[k] + 1]
        for first in range(0, eyes.block, CHUNK):
            size = min(CHUNK, eyes.block - first)
            _look(sections, eyes, which[k], everyone, first, values, held[:, :size])
            latest = out[k, first : first + size]
            latest[:] = -1
            for name in range(start, end):
                _events(sections.behind[name], eyes, everyone, first, behind[:size])
                for member in range(size):
                    if held[name - start, member]:
                        latest[member] = max(latest[member], behind[member])
