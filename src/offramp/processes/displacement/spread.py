"""Placing whole people by weights at the price of one draw.

Systematic sampling: the weights are laid end to end and a comb of n teeth, an equal distance
apart and shifted by one uniform, is put over them; each cell gets its teeth. The expected counts
are n times the shares, as in a multinomial; each count lies within 1 of it. Madow & Madow (1944),
"On the theory of systematic sampling", Annals of Mathematical Statistics 15, 1-24. It is used where
the chance of single people does not matter beside what is unknown: among thousands going to the
same places.
"""

from offramp.engine._jit import njit
from offramp.processes.displacement.tables import FAINT, Counts, Floats


@njit
def lay(weights: Floats, ends: Floats) -> int:
    """Lay weights end to end.

    Args:
        weights: (cell,), 0 or more.
        ends: (cell,), overwritten with where each cell ends, as a share of all.

    Returns:
        The last cell of positive weight; -1 if there is none.
    """
    total = 0.0
    last = -1
    for cell in range(weights.size):
        total += weights[cell]
        ends[cell] = total
        if weights[cell] > 0.0:
            last = cell
    scale = 1.0 / max(total, FAINT)
    for cell in range(weights.size):
        ends[cell] *= scale
    return last


@njit
def comb(u: float, n: int, ends: Floats, last: int, out: Counts) -> None:
    """Give each cell its teeth of a comb of `n`, shifted by a uniform `u` in (0, 1).

    Args:
        u: uniform in (0, 1).
        n: how many, 0 or more.
        ends: where each cell ends, from `lay`.
        last: the last cell of positive weight, 0 or more.
        out: (cell,), overwritten with the counts; their sum is `n`.
    """
    before = 0
    for cell in range(last):
        upto = min(int(n * ends[cell] + u), n)
        out[cell] = upto - before
        before = upto
    out[last] = n - before
    out[last + 1 :] = 0


@njit
def spread(u: float, n: int, weights: Floats, ends: Floats, out: Counts) -> int:
    """Spread `n` over cells in proportion to weights.

    Args:
        u: uniform in (0, 1).
        n: how many, 0 or more.
        weights: (cell,), 0 or more.
        ends: (cell,), room to work in.
        out: (cell,), overwritten with the counts.

    Returns:
        How many could not be placed: 0, or `n` if no weight is positive.
    """
    last = lay(weights, ends)
    if last < 0:
        out[:] = 0
        return n
    comb(u, n, ends, last, out)
    return 0


@njit
def spread_within(
    u: float, n: int, weights: Floats, room: Counts, ends: Floats, out: Counts
) -> int:
    """Spread `n` over cells of limited room; what a cell has no room for goes to the next ones.

    Args:
        u: uniform in (0, 1).
        n: how many, 0 or more.
        weights: (cell,), 0 or more; a cell of weight 0 gets nobody.
        room: (cell,), the most that each takes.
        ends: (cell,), room to work in.
        out: (cell,), overwritten with the counts.

    Returns:
        How many could not be placed.
    """
    left = spread(u, n, weights, ends, out)
    for cell in range(out.size):
        if out[cell] > room[cell]:
            left += out[cell] - room[cell]
            out[cell] = room[cell]
    for cell in range(out.size):
        if left == 0:
            break
        if weights[cell] > 0.0 and out[cell] < room[cell]:
            more = min(left, room[cell] - out[cell])
            out[cell] += more
            left -= more
    return left
