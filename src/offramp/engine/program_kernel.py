"""The kernel that works through a program, some members at a time, in slots that stay in the cache.

Truths are 1 and 0 here. The operations mean what their NumPy twins in `program_plan` mean, bit by
bit but for `exp`, `log` and the general power, for which NumPy has routines of its own.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit

__all__ = ["CHUNK", "MOST_REDUCED", "Buffers", "Op", "execute", "run"]

Floats = NDArray[np.float64]
Buffers = tuple[Floats, NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]
"""One buffer read as four kinds of numbers."""

Rows = NDArray[np.int64]
Line = NDArray[np.int32]

CHUNK = 128
"""Members worked through at a time."""
MOST_REDUCED = 128
"""Labels that are summed in one go; NumPy halves what is longer."""


class Op(IntEnum):
    """What one line of code does; its columns are op, result, a, b, c, d, e.

    Loads read column b of array a, which lies row by row and is c wide, or column by column where
    c is 0; reductions read d columns, of whole numbers where e is 1. Operations read slots a, b,
    c. A store hands slot a out as result b.
    """

    given = 0
    day = 1
    number = 2
    whole_number = 3
    count = 4
    ever = 5
    since = 6
    stage = 7
    """Bit d tells whether stage d counts, from the lowest."""
    total = 8
    mean = 9
    least = 10
    most = 11
    store = 12
    add = 13
    subtract = 14
    multiply = 15
    divide = 16
    power = 17
    minimum = 18
    maximum = 19
    less = 20
    less_equal = 21
    greater = 22
    greater_equal = 23
    equal = 24
    both = 25
    either = 26
    negate = 27
    negative = 28
    absolute = 29
    exp = 30
    log = 31
    sqrt = 32
    square = 33
    reciprocal = 34
    choose = 35


GIVEN, DAY, NUMBER, WHOLE_NUMBER = map(int, (Op.given, Op.day, Op.number, Op.whole_number))
COUNT, EVER, SINCE, STAGE = map(int, (Op.count, Op.ever, Op.since, Op.stage))
TOTAL, MEAN, LEAST, MOST, STORE = map(int, (Op.total, Op.mean, Op.least, Op.most, Op.store))
ADD, SUBTRACT, MULTIPLY, DIVIDE = map(int, (Op.add, Op.subtract, Op.multiply, Op.divide))
POWER, LESS, LESS_EQUAL = map(int, (Op.power, Op.less, Op.less_equal))
GREATER, GREATER_EQUAL, EQUAL = map(int, (Op.greater, Op.greater_equal, Op.equal))
BOTH, EITHER, NEGATE, NEGATIVE = map(int, (Op.both, Op.either, Op.negate, Op.negative))
ABSOLUTE, EXP, LOG, SQRT = map(int, (Op.absolute, Op.exp, Op.log, Op.sqrt))
SQUARE, RECIPROCAL = map(int, (Op.square, Op.reciprocal))
MINIMUM, MAXIMUM = map(int, (Op.minimum, Op.maximum))


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
def _member(rows: Rows, at: int) -> int:
    """Return the position of a member that is asked for: all are where `rows` is empty."""
    return rows[at] if rows.size else at


@njit
def _reduce(
    line: Line, buffers: Buffers, start: int, along: int, across: int, rows: Rows, out: Floats
) -> None:
    """Reduce the labels of a whole variable, member by member."""
    op, count = line[0], line[5]
    values = np.empty(count)
    for i in range(out.size):
        first = start + _member(rows, i) * along
        for k in range(count):
            at = first + k * across
            values[k] = buffers[1][at] if line[6] else buffers[0][at]
        out[i] = _total(values) if op <= MEAN else _extreme(op == MOST, values)
        if op == MEAN:
            out[i] = np.divide(out[i], count)


@njit
def _load(
    line: Line, buffers: Buffers, start: int, along: int, rows: Rows, day: float, out: Floats
) -> None:
    """Read a leaf that has one number for each member."""
    op = line[0]
    if op == NUMBER:
        for i in range(out.size):
            out[i] = buffers[0][start + _member(rows, i) * along]
    elif op == WHOLE_NUMBER:
        for i in range(out.size):
            out[i] = buffers[1][start + _member(rows, i) * along]
    elif op == COUNT:
        for i in range(out.size):
            out[i] = buffers[2][start + _member(rows, i) * along]
    elif op == EVER:
        for i in range(out.size):
            out[i] = buffers[2][start + _member(rows, i) * along] > 0
    elif op == SINCE:
        for i in range(out.size):
            out[i] = day - buffers[0][start + _member(rows, i) * along]
    else:
        for i in range(out.size):
            out[i] = (line[5] >> buffers[3][start + _member(rows, i) * along]) & 1


@njit
def _compare(op: int, x: Floats, y: Floats, out: Floats) -> None:
    """Compare two numbers, or join two truths."""
    if op == LESS:
        for i in range(out.size):
            out[i] = x[i] < y[i]
    elif op == LESS_EQUAL:
        for i in range(out.size):
            out[i] = x[i] <= y[i]
    elif op == GREATER:
        for i in range(out.size):
            out[i] = x[i] > y[i]
    elif op == GREATER_EQUAL:
        for i in range(out.size):
            out[i] = x[i] >= y[i]
    elif op == EQUAL:
        for i in range(out.size):
            out[i] = x[i] == y[i]
    elif op == BOTH:
        for i in range(out.size):
            out[i] = (x[i] != 0.0) & (y[i] != 0.0)
    else:
        for i in range(out.size):
            out[i] = (x[i] != 0.0) | (y[i] != 0.0)


@njit
def _join(op: int, x: Floats, y: Floats, out: Floats) -> None:
    """Make one number of two."""
    if op == ADD:
        for i in range(out.size):
            out[i] = x[i] + y[i]
    elif op == SUBTRACT:
        for i in range(out.size):
            out[i] = x[i] - y[i]
    elif op == MULTIPLY:
        for i in range(out.size):
            out[i] = x[i] * y[i]
    elif op == DIVIDE:
        for i in range(out.size):
            out[i] = np.divide(x[i], y[i])
    elif op == POWER:
        for i in range(out.size):
            out[i] = x[i] ** y[i]
    elif op == MINIMUM:
        for i in range(out.size):
            out[i] = x[i] if x[i] <= y[i] or x[i] != x[i] else y[i]
    else:
        for i in range(out.size):
            out[i] = x[i] if x[i] >= y[i] or x[i] != x[i] else y[i]


@njit
def _elementary(op: int, x: Floats, out: Floats) -> None:
    """Apply an elementary function."""
    if op == EXP:
        for i in range(out.size):
            out[i] = np.exp(x[i])
    elif op == LOG:
        for i in range(out.size):
            out[i] = np.log(x[i])
    else:
        for i in range(out.size):
            out[i] = np.sqrt(x[i])


@njit
def _change(op: int, x: Floats, out: Floats) -> None:
    """Make one number of one."""
    if op == NEGATE:
        for i in range(out.size):
            out[i] = x[i] == 0.0
    elif op == NEGATIVE:
        for i in range(out.size):
            out[i] = -x[i]
    elif op == ABSOLUTE:
        for i in range(out.size):
            out[i] = abs(x[i])
    elif op == SQUARE:
        for i in range(out.size):
            out[i] = x[i] * x[i]
    elif op == RECIPROCAL:
        for i in range(out.size):
            out[i] = np.divide(1.0, x[i])
    else:
        _elementary(op, x, out)


@njit
def _work(line: Line, values: Floats, out: Floats) -> None:
    """Apply an operation to the slots that it reads."""
    op, size = line[0], out.size
    x, y = values[line[2], :size], values[line[3], :size]
    if op <= MAXIMUM:
        _join(op, x, y, out)
    elif op <= EITHER:
        _compare(op, x, y, out)
    elif op <= RECIPROCAL:
        _change(op, x, out)
    else:
        z = values[line[4], :size]
        for i in range(out.size):
            out[i] = y[i] if x[i] != 0.0 else z[i]


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
    size = out.shape[1]
    for at in range(code.shape[0]):
        line = code[at]
        op = line[0]
        if op == STORE:
            out[line[3]] = values[line[2], :size]
            continue
        result = values[line[1], :size]
        if op == GIVEN:
            result[:] = given[line[2], first : first + size]
        elif op == DAY:
            result[:] = day
        elif op < STORE:
            along, across = (line[4], 1) if line[4] else (1, block)
            start = starts[line[2]] + line[3] * across
            if not rows.size:
                start += first * along
            if op >= TOTAL:
                _reduce(line, buffers, start, along, across, rows, result)
            else:
                _load(line, buffers, start, along, rows, day, result)
        else:
            _work(line, values, result)


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
