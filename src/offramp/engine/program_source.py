"""Where a leaf lies in the buffers of a state, so that a kernel can read it without asking."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

__all__ = ["Kind", "Source"]

Kind = Literal["day", "column", "count", "ever", "since", "stage"]


@dataclass(frozen=True, slots=True)
class Source:
    """A leaf as data.

    Attributes:
        kind: `column` for the number itself, or several; `ever` and `count` of a counter; `since`
            for the days since the day kept; `stage` for whether a measure is in some stages.
        array: number of the array among those of the state.
        dtype: of the array.
        width: labels of the array where it lies member by member; 0 where it lies label by label.
        first: first column.
        columns: how many; None where it is one number for each member.
        stages: those that count.
        events: number of the array of events behind it, among those of the state; None where no
            event ever stands behind it.
        after: stages in which the event of a measure counts.
    """

    kind: Kind
    array: int = 0
    dtype: type[np.generic] = np.float64
    width: int = 0
    first: int = 0
    columns: int | None = None
    stages: tuple[int, ...] = ()
    events: int | None = None
    after: tuple[int, ...] = ()
