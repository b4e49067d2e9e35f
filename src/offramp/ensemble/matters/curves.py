"""Curves through differences: by least squares, where they cross zero, and whether that holds."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fits(basis: Floats, change: Floats, weights: NDArray[Any], curve: Floats) -> Floats:
    """Return curves by weighted least squares, one for each row of weights, on a grid."""
    size = basis.shape[1]
    products = (basis[:, :, None] * basis[:, None, :]).reshape(len(basis), -1)
    left = (weights @ products).reshape(-1, size, size) + 1e-12 * np.eye(size)
    found = np.linalg.solve(left, (weights @ (basis * change[:, None]))[:, :, None])[:, :, 0]
    return np.asarray(found @ curve.T)


def root(grid: Floats, curve: Floats) -> float:
    """Return where a curve crosses zero; not-a-number where it does not, or comes back again."""
    across = np.flatnonzero(np.diff(curve > 0))
    if len(across) != 1:
        return float("nan")
    at = int(across[0])
    a, b = float(curve[at]), float(curve[at + 1])
    return float(grid[at] + (grid[at + 1] - grid[at]) * a / (a - b))


def borne_out(root: float, shares: Floats, change: Floats, fitted: Floats) -> bool:
    """Return whether the futures on both sides of a crossing lie as the curve says."""
    if np.isnan(root):
        return bool((change > 0).any() and (change < 0).any())
    for side, sign in ((shares <= root, np.sign(fitted[0])), (shares > root, np.sign(fitted[-1]))):
        if not side.any() or np.sign(change[side].mean()) != sign:
            return False
    return True
