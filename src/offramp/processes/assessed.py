"""Numbers of expressions that cannot be assessed: without a value, or beyond all bounds."""

import numpy as np
from numpy.typing import NDArray


def assessed(values: NDArray[np.generic]) -> NDArray[np.float64]:
    """Return numbers, 0 where one has no value or is infinite, as after a division by zero."""
    numbers = values.astype(np.float64)
    return np.where(np.isfinite(numbers), numbers, 0.0)
