"""Which arrays a run keeps, with the names of their axes and the labels along them.

Every array has the leading axis `member`; those that follow the days have `day` next. The other
axes are the indices of the scenario (origins, hosts, ...) and four of their own: `questions`
(outcomes), `indicators`, `rungs` (of the ladder), and `numbers` (quantities by path and label).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block
from offramp.engine.layout import Layout
from offramp.model.indicators import own_indicators
from offramp.model.variables import VARIABLES

Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class ArrayInfo:
    """One array of a run."""

    axes: tuple[str, ...]
    """Names of its axes after `member`."""
    dtype: np.dtype[np.generic]
    """How it is kept."""
    unit: str
    """Its unit; `1` where there is none."""
    doc: str
    """What it is, for people."""


def array_infos() -> dict[str, ArrayInfo]:
    """Return what is known of each array, by name: recorded variables, then four of the end."""
    kept = {
        v.name: ArrayInfo(
            ("day", v.over), np.dtype(np.int32 if v.whole else np.float32), v.unit, v.doc
        )
        for v in VARIABLES
        if v.recorded
    }
    return kept | {
        "outcome": ArrayInfo(
            ("questions",), np.dtype(np.int8), "1", "Position of the case that holds in the end"
        ),
        "hazard": ArrayInfo(
            ("dyads", "rungs"),
            np.dtype(np.float64),
            "1",
            "Cumulative hazard of reaching the rung; its chance is 1 - exp(-hazard)",
        ),
        "indicator": ArrayInfo(
            ("indicators",), np.dtype(np.float64), "", "How the future went, by the indicator"
        ),
        "quantity": ArrayInfo(
            ("numbers",), np.dtype(np.float64), "", "Value drawn for the member, before effects"
        ),
    }


def by_day(info: ArrayInfo) -> bool:
    """Return whether an array follows the days; else it says how a member went."""
    return info.axes[0] == "day"


def axis_labels(layout: Layout) -> dict[str, tuple[str, ...]]:
    """Return the labels along each axis but `member` and `day`."""
    questions = tuple(k for k, o in layout.scenario.outcomes.items() if not o.disabled)
    numbers = tuple(
        path if label is None else f"{path}.{label}" for path, label in layout.column_names
    )
    return {
        **layout.labels,
        "questions": questions,
        "indicators": tuple(own_indicators(layout.scenario)),
        "rungs": layout.rungs,
        "numbers": numbers,
    }


def block_arrays(
    block: Block, questions: tuple[str, ...], indicators: tuple[str, ...] = ()
) -> Arrays:
    """Return all arrays of a block by name, as they are kept.

    Args:
        block: of any members.
        questions: outcome questions in order.
        indicators: those of the scenario, in order.
    """
    infos = array_infos()
    size = len(block.members)
    answers = [block.outcomes[question] for question in questions]
    marks = [block.indicators[indicator] for indicator in indicators]
    given: Mapping[str, NDArray[np.generic]] = {
        **block.series,
        "outcome": np.stack(answers, axis=1) if answers else np.empty((size, 0), np.int8),
        "indicator": np.stack(marks, axis=1) if marks else np.empty((size, 0)),
        "hazard": block.hazard,
        "quantity": block.parameters,
    }
    return {
        name: given[name].astype(info.dtype, casting="same_kind", copy=False)
        for name, info in infos.items()
    }
