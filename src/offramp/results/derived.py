"""What is worked out of each future's series before these are gone: sums, peaks, scores."""

import numpy as np
from numpy.typing import NDArray

from offramp.model.scenario import Scenario
from offramp.model.variables import BY_NAME, VARIABLES
from offramp.results.arrays import ArrayInfo, Arrays
from offramp.results.summary.forecast import log_scores

EVERYWHERE = "_everywhere"
"""Ends the name of the sum of a variable over all its labels."""


def sum_infos() -> dict[str, ArrayInfo]:
    """Return what is known of the sums over all places, by name, as `hosted_everywhere`."""
    return {
        f"{v.name}{EVERYWHERE}": ArrayInfo(
            ("day",), np.dtype(np.int64), v.unit, f"{v.doc}: all {v.over} together"
        )
        for v in VARIABLES
        if v.recorded and v.whole
    }


def sums(arrays: Arrays) -> Arrays:
    """Return the sums over all places of what is counted in people, (member, day) each."""
    return {
        name: arrays[name.removesuffix(EVERYWHERE)].sum(axis=2, dtype=info.dtype)
        for name, info in sum_infos().items()
    }


def member_columns(
    scenario: Scenario, arrays: Arrays, labels: dict[str, tuple[str, ...]]
) -> dict[str, NDArray[np.generic]]:
    """Return numbers of each member that go across its days, (member,) each.

    `peak.strain.HOST`, not-a-number where it is not assessed; `peak.trapped`, `peak_day.trapped`
    and `person_days.trapped`, over all origins; `log_score.HOST`, the mean log score of the
    model's own forecast of the next day, where history told it the answer.

    Args:
        scenario: that was run.
        arrays: all arrays of some members.
        labels: along each axis but `member` and `day`.
    """
    strain = np.asarray(arrays["strain"], np.float64)
    known = np.where(np.isnan(strain), 0.0, strain).max(axis=1, initial=0.0)
    peaks = np.where(np.isnan(strain).all(axis=1), np.nan, known)
    found: dict[str, NDArray[np.generic]] = {
        f"peak.strain.{host}": peaks[:, at]
        for at, host in enumerate(labels[BY_NAME["strain"].over])
    }
    trapped = arrays["trapped"].sum(axis=2, dtype=np.int64)
    found["peak.trapped"] = trapped.max(axis=1)
    found["peak_day.trapped"] = trapped.argmax(axis=1)
    found["person_days.trapped"] = trapped.sum(axis=1)
    scores = log_scores(scenario, arrays["arrivals_expected"], arrays["quantity"], labels)
    return found | {f"log_score.{host}": score for host, score in scores.items()}
