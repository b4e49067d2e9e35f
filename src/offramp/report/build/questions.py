"""How likely: each question with its answers, counted where they have been seen, else a range."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from offramp.report.build.numbers import one, sampling
from offramp.report.build.shown import Shown
from offramp.report.build.words import futures
from offramp.report.picture.base import Caption
from offramp.report.picture.outcomes import Case, Question

COUNTED = (
    "Each future is in one case, the first that holds. Ranges beside the dots: what chance alone "
    "leaves, 95 %."
)
UNSEEN = (
    " What nobody has ever seen is a range over what is not known, unvalidated, and never a count."
)


def questions(shown: Shown) -> list[Question]:
    """Return all questions of a run, in the order of the scenario."""
    return [
        _question(shown, key, found) for key, found in shown.summary.get("outcomes", {}).items()
    ]


def _question(shown: Shown, key: str, found: Mapping[str, Any]) -> Question:
    unseen = any("count" not in case for case in found["cases"])
    return Question(
        id=key,
        caption=Caption(
            title=answer(found, shown.members),
            note=COUNTED + UNSEEN * unseen,
            source=f"{shown.members:,} futures of this run, given these assumptions.",
        ),
        label=found["label"],
        cases=[_case(case, shown.members) for case in found["cases"]],
    )


def answer(found: Mapping[str, Any], size: int) -> str:
    """Return a question with its commonest answer among those that have been seen.

    Args:
        found: the question, as the summary of a run has it.
        size: futures.
    """
    ask = f"{found['label'].rstrip('?.: ')}?"
    best = commonest(found)
    if best is None:
        return f"{ask} Nothing that has ever been seen"
    return f"{ask} In {futures(best['count'], size)}: {best['label']}"


def commonest(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the commonest answer among those that have been seen; None where none is."""
    seen = [case for case in found["cases"] if case.get("count")]
    return max(seen, key=lambda case: case["count"], default=None)


def _case(case: Mapping[str, Any], size: int) -> Case:
    if "count" not in case:
        return Case(
            id=case["id"],
            label=case["label"],
            count=None,
            in_100=None,
            low=one(100 * case["low"]),
            high=one(100 * case["high"]),
            assumption=case["assumption"],
            validated=False,
        )
    low, high = sampling(np.array([float(case["count"])]), size)
    return Case(
        id=case["id"],
        label=case["label"],
        count=case["count"],
        in_100=case["in_100"],
        low=one(float(low[0]), 3),
        high=one(float(high[0]), 3),
        assumption="",
        validated=True,
    )
