"""What one line of code does, and the buffers that it reads."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Buffers = tuple[Floats, NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]
"""One buffer read as four kinds of numbers."""

Rows = NDArray[np.int64]
Line = NDArray[np.int32]

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
