"""The kernel that works through a program, some members at a time, in slots that stay in the cache.

Truths are 1 and 0 here. The operations mean what their NumPy twins in `program_plan` mean, bit by
bit but for `exp`, `log` and the general power, for which NumPy has routines of its own.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.program_loads import load, load_some, reduce
from offramp.engine.program_ops import (
    ABSOLUTE,
    ADD,
    BOTH,
    DAY,
    DIVIDE,
    EITHER,
    EQUAL,
    EXP,
    GIVEN,
    GREATER,
    GREATER_EQUAL,
    LESS,
    LESS_EQUAL,
    LOG,
    MAXIMUM,
    MINIMUM,
    MULTIPLY,
    NEGATE,
    NEGATIVE,
    NUMBER,
    POWER,
    RECIPROCAL,
    SQUARE,
    STORE,
    SUBTRACT,
    TOTAL,
    Buffers,
    Floats,
    Line,
    Rows,
)

__all__ = ["CHUNK", "execute", "run"]

CHUNK = 128
"""Members worked through at a time."""


@njit
def _compare(op: int, values: Floats, x: int, y: int, out: int, size: int) -> None:
    """Compare two numbers, or join two truths."""
    if op == LESS:
        for i in range(size):
            values[out, i] = values[x, i] < values[y, i]
    elif op == LESS_EQUAL:
        for i in range(size):
            values[out, i] = values[x, i] <= values[y, i]
    elif op == GREATER:
        for i in range(size):
            values[out, i] = values[x, i] > values[y, i]
    elif op == GREATER_EQUAL:
        for i in range(size):
            values[out, i] = values[x, i] >= values[y, i]
    elif op == EQUAL:
        for i in range(size):
            values[out, i] = values[x, i] == values[y, i]
    elif op == BOTH:
        for i in range(size):
            values[out, i] = (values[x, i] != 0.0) & (values[y, i] != 0.0)
    else:
        for i in range(size):
            values[out, i] = (values[x, i] != 0.0) | (values[y, i] != 0.0)


@njit
def _join(op: int, values: Floats, x: int, y: int, out: int, size: int) -> None:
    """Make one number of two."""
    if op == ADD:
        for i in range(size):
            values[out, i] = values[x, i] + values[y, i]
    elif op == SUBTRACT:
        for i in range(size):
            values[out, i] = values[x, i] - values[y, i]
    elif op == MULTIPLY:
        for i in range(size):
            values[out, i] = values[x, i] * values[y, i]
    elif op == DIVIDE:
        for i in range(size):
            values[out, i] = np.divide(values[x, i], values[y, i])
    elif op == POWER:
        for i in range(size):
            values[out, i] = values[x, i] ** values[y, i]
    elif op == MINIMUM:
        for i in range(size):
            a, b = values[x, i], values[y, i]
            values[out, i] = a if a <= b or np.isnan(a) else b
    else:
        for i in range(size):
            a, b = values[x, i], values[y, i]
            values[out, i] = a if a >= b or np.isnan(a) else b


@njit
def _elementary(op: int, values: Floats, x: int, out: int, size: int) -> None:
    """Apply an elementary function."""
    if op == EXP:
        for i in range(size):
            values[out, i] = np.exp(values[x, i])
    elif op == LOG:
        for i in range(size):
            values[out, i] = np.log(values[x, i])
    else:
        for i in range(size):
            values[out, i] = np.sqrt(values[x, i])


@njit
def _change(op: int, values: Floats, x: int, out: int, size: int) -> None:
    """Make one number of one."""
    if op == NEGATE:
        for i in range(size):
            values[out, i] = values[x, i] == 0.0
    elif op == NEGATIVE:
        for i in range(size):
            values[out, i] = -values[x, i]
    elif op == ABSOLUTE:
        for i in range(size):
            values[out, i] = abs(values[x, i])
    elif op == SQUARE:
        for i in range(size):
            values[out, i] = values[x, i] * values[x, i]
    elif op == RECIPROCAL:
        for i in range(size):
            values[out, i] = np.divide(1.0, values[x, i])
    else:
        _elementary(op, values, x, out, size)


@njit
def _work(line: Line, values: Floats, size: int) -> None:
    """Apply an operation to the slots that it reads."""
    op, out, x, y, z = line[0], line[1], line[2], line[3], line[4]
    if op <= MAXIMUM:
        _join(op, values, x, y, out, size)
    elif op <= EITHER:
        _compare(op, values, x, y, out, size)
    elif op <= RECIPROCAL:
        _change(op, values, x, out, size)
    else:
        for i in range(size):
            yes, no = values[y, i], values[z, i]
            values[out, i] = yes if values[x, i] != 0.0 else no


@njit
def run(
    code: Line,
    values: Floats,
    buffers: Buffers,
    starts: Rows,
    block: int,
    rows: Rows,
    first: int,
    day: float,
    given: Floats,
    out: Floats,
) -> None:
    """Work through some lines for the members at `rows`, or where that is empty from `first` on.

    `out` has a column for each of them, `values` at least as many, and the rest is as in `execute`.
    """
    size, floats = out.shape[1], buffers[0]
    for at in range(code.shape[0]):
        line = code[at]
        op, slot = line[0], line[1]
        if op > STORE:
            _work(line, values, size)
        elif op == STORE:
            taken, result = line[2], line[3]
            for i in range(size):
                out[result, i] = values[taken, i]
        elif op == GIVEN:
            values[slot, :size] = given[line[2], first : first + size]
        elif op == DAY:
            values[slot, :size] = day
        else:
            along, across = (line[4], 1) if line[4] else (1, block)
            start = starts[line[2]] + line[3] * across
            if not rows.size:
                start += first * along
            if op >= TOTAL:
                reduce(line, buffers, start, along, across, rows, values[slot, :size])
            elif op == NUMBER and rows.size:
                for i in range(size):
                    values[slot, i] = floats[np.uint64(start + rows[i] * along)]
            elif op == NUMBER and along == 1:
                values[slot, :size] = floats[start : start + size]
            elif rows.size:
                load_some(op, line[5], buffers, start, along, rows, day, values, slot)
            else:
                load(op, line[5], buffers, start, along, day, values, slot, size)


@njit
def execute(
    code: Line,
    constants: Floats,
    slots: int,
    buffers: Buffers,
    starts: Rows,
    block: int,
    rows: Rows,
    day: float,
    given: Floats,
    out: Floats,
) -> None:
    """Work through a program.

    Args:
        code: its lines, shape (line, 7); see `Op`.
        constants: values of the first slots.
        slots: how many there are.
        buffers: what the arrays of a state lie in.
        starts: where each of them starts, counted in numbers of its own kind.
        block: number of members of the state.
        rows: positions of the members asked for, or nothing for all.
        day: days since the start.
        given: values of leaves that were read before, shape (leaf, member).
        out: results, shape (result, member).
    """
    members = out.shape[1]
    values = np.empty((slots, min(members, CHUNK)))
    for slot in range(constants.size):
        values[slot] = constants[slot]
    for first in range(0, members, CHUNK):
        end = min(first + CHUNK, members)
        run(
            code,
            values,
            buffers,
            starts,
            block,
            rows[first:end],
            first,
            day,
            given,
            out[:, first:end],
        )
