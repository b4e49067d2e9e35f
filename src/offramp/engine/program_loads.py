"""The kernels that read leaves: one number for each member, or many labels reduced to one."""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.program_ops import (
    COUNT,
    EVER,
    MEAN,
    MOST,
    NUMBER,
    SINCE,
    WHOLE_NUMBER,
    Buffers,
    Floats,
    Line,
    Rows,
)


@njit
def _extreme(most: bool, values: Floats) -> float:
    """Return the largest or the smallest; not-a-number where any is."""
    found = values[0] if values.size else np.nan
    for value in values:
        if np.isnan(value):
            return np.nan
        if value > found if most else value < found:
            found = value
    return found


@njit
def _total(values: Floats) -> float:
    """Return the sum, rounded as NumPy rounds it: in eight lanes; `values` are used up."""
    found = 0.0
    upto = values.size - values.size % 8
    if upto:
        for k in range(8, upto, 8):
            for lane in range(8):
                values[lane] += values[k + lane]
        low = (values[0] + values[1]) + (values[2] + values[3])
        found = low + ((values[4] + values[5]) + (values[6] + values[7]))
    for k in range(upto, values.size):
        found += values[k]
    return found


@njit
def reduce(
    line: Line, buffers: Buffers, first: int, along: int, across: int, rows: Rows, out: Floats
) -> None:
    """Reduce the labels of a whole variable, member by member."""
    op, count = line[0], line[5]
    values = np.empty(count)
    for i in range(out.size):
        start = first + (rows[i] if rows.size else i) * along
        for k in range(count):
            at = start + k * across
            values[k] = buffers[1][at] if line[6] else buffers[0][at]
        out[i] = _total(values) if op <= MEAN else _extreme(op == MOST, values)
        if op == MEAN:
            out[i] = np.divide(out[i], count)


@njit
def load(
    op: int,
    bits: int,
    buffers: Buffers,
    start: int,
    step: int,
    day: float,
    values: Floats,
    out: int,
    size: int,
) -> None:
    """Read a leaf that has one number for each of some members that follow one another.

    Positions are unsigned, so that nothing is asked of their sign.
    """
    floats, whole, counts, bytes_ = buffers
    if op == NUMBER:
        for i in range(size):
            values[out, i] = floats[np.uint64(start + i * step)]
    elif op == WHOLE_NUMBER:
        for i in range(size):
            values[out, i] = whole[np.uint64(start + i * step)]
    elif op == COUNT:
        for i in range(size):
            values[out, i] = counts[np.uint64(start + i * step)]
    elif op == EVER:
        for i in range(size):
            values[out, i] = counts[np.uint64(start + i * step)] > 0
    elif op == SINCE:
        for i in range(size):
            values[out, i] = day - floats[np.uint64(start + i * step)]
    else:
        for i in range(size):
            values[out, i] = (bits >> bytes_[np.uint64(start + i * step)]) & 1


@njit
def load_some(
    op: int,
    bits: int,
    buffers: Buffers,
    start: int,
    step: int,
    rows: Rows,
    day: float,
    values: Floats,
    out: int,
) -> None:
    """Read a leaf that has one number for each of the members at `rows`."""
    floats, whole, counts, bytes_ = buffers
    if op == NUMBER:
        for i in range(rows.size):
            values[out, i] = floats[np.uint64(start + rows[i] * step)]
    elif op == WHOLE_NUMBER:
        for i in range(rows.size):
            values[out, i] = whole[np.uint64(start + rows[i] * step)]
    elif op == COUNT:
        for i in range(rows.size):
            values[out, i] = counts[np.uint64(start + rows[i] * step)]
    elif op == EVER:
        for i in range(rows.size):
            values[out, i] = counts[np.uint64(start + rows[i] * step)] > 0
    elif op == SINCE:
        for i in range(rows.size):
            values[out, i] = day - floats[np.uint64(start + rows[i] * step)]
    else:
        for i in range(rows.size):
            values[out, i] = (bits >> bytes_[np.uint64(start + rows[i] * step)]) & 1
