"""The one place where kernels are compiled: typed, cached, without the interpreter lock."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

from offramp.engine.kernel_folder import kept

P = ParamSpec("P")
R = TypeVar("R")


def njit(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a module-level function to machine code and keep its type for the type checker.

    The compiled code is cached on disk, releases the interpreter lock and keeps strict
    floating-point rules (no fast maths), so that the same bits come out on one machine whatever
    the number of threads. It divides by zero as NumPy does (an infinity or not-a-number, without
    a check that would keep loops from becoming vector code). It is kept where `kernel_folder` says;
    a function made inside another function is not.

    Args:
        function: a module-level function in the subset of Python that numba compiles.

    Returns:
        The compiled function; the Python original is its attribute `py_func`.
    """
    with kept():
        compiled: Callable[P, R] = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return compiled


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Make a part of a kernel that is written out where it is called.

    For parts that take whole groups of arrays, which would be costly to hand over: a kernel stays
    readable, and compiles as if it had been written in one piece.

    Args:
        function: a module-level function in the subset of Python that numba compiles.

    Returns:
        The function for kernels; the Python original is its attribute `py_func`.
    """
    part: Callable[P, R] = numba.njit(inline="always", error_model="numpy")(function)
    return part
