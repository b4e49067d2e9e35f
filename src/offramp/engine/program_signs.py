"""The operations of expressions: their sign, the function of NumPy, and what the kernel does."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from offramp.engine.program_ops import Op

Operation: TypeAlias = Callable[..., Any]


class Sign(NamedTuple):
    """One operation on arrays."""

    word: str
    """How an expression writes it; empty where none does."""
    function: Operation
    op: Op
    truth: bool = False
    """Whether it gives true or false."""


SIGNS = (
    Sign("+", np.add, Op.add),
    Sign("-", np.subtract, Op.subtract),
    Sign("*", np.multiply, Op.multiply),
    Sign("/", np.divide, Op.divide),
    Sign("**", np.power, Op.power),
    Sign("<", np.less, Op.less, truth=True),
    Sign("<=", np.less_equal, Op.less_equal, truth=True),
    Sign(">", np.greater, Op.greater, truth=True),
    Sign(">=", np.greater_equal, Op.greater_equal, truth=True),
    Sign("==", np.equal, Op.equal, truth=True),
    Sign("and", np.logical_and, Op.both, truth=True),
    Sign("or", np.logical_or, Op.either, truth=True),
    Sign("not", np.logical_not, Op.negate, truth=True),
    Sign("abs", np.absolute, Op.absolute),
    Sign("exp", np.exp, Op.exp),
    Sign("log", np.log, Op.log),
    Sign("sqrt", np.sqrt, Op.sqrt),
    Sign("min", np.minimum, Op.minimum),
    Sign("max", np.maximum, Op.maximum),
    Sign("if", np.where, Op.choose),
    Sign("", np.negative, Op.negative),
    Sign("", np.square, Op.square),
    Sign("", np.reciprocal, Op.reciprocal),
)

BY_WORD: dict[str, Operation] = {sign.word: sign.function for sign in SIGNS if sign.word}
OPS: dict[Operation, Op] = {sign.function: sign.op for sign in SIGNS}
TRUTHS = frozenset(sign.function for sign in SIGNS if sign.truth)
"""Those that give true or false."""
