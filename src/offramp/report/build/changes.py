"""What changed between an earlier run and this one, and why: two as-of dates side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.saying import say_range
from offramp.model.indicators import own_indicators, yardsticks
from offramp.report.build.about import About
from offramp.report.build.inputs import inputs, learned
from offramp.report.build.shown import Shown
from offramp.report.picture.base import Caption
from offramp.report.picture.trust import Change, Changes
from offramp.results.errors import RunError
from offramp.results.summary.outcomes import range_of_chance
from offramp.results.words import day_words, in_100, people, plain

YES_OR_NO = 2
"""Answers of a question whose second only mirrors the first."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Result:
    """One result of both runs."""

    what: str
    was: str
    now: str
    strength: float = 0.0
    """The difference in units of its standard error."""


def changes(before: Shown, now: Shown) -> Changes:
    """Return what differs in what went in, and in what came out.

    Args:
        before: the run that this one is held against.
        now: the run that is shown.

    Raises:
        RunError: if they are of different scenarios, or a piece of one is missing or damaged.
    """
    if before.scenario.id != now.scenario.id:
        msg = f"the runs are of two scenarios, {before.scenario.id} and {now.scenario.id}"
        raise RunError(msg)
    went_in = inputs(before, now)
    why = _why(before, now, [one.what for one in went_in])
    found = [*_outcomes(before, now), *_indicators(before, now)]
    bar = NormalDist().inv_cdf(1 - 0.025 / max(len(found), 1))
    came_out = [
        Change(what=one.what, was=one.was, now=one.now, why=why if one.strength >= bar else "")
        for one in found
    ]
    sure = sorted((one for one in found if one.strength >= bar), key=lambda one: -one.strength)
    return Changes(
        caption=_caption(before, now, sure, len(found)),
        before=(
            f"{before.members:,} futures as of {day_words(before.as_of)}, seed "
            f"{before.run.manifest.seed}"
        ),
        inputs=went_in,
        results=came_out,
    )


def _why(before: Shown, now: Shown, differing: list[str]) -> str:
    """Return what a change beyond chance comes of: all that differs in what went in."""
    records, counts = learned(before, now)
    told = []
    if before.as_of != now.as_of:
        told.append(f"{records:,} dated records and {counts:,} counts that one run knew alone")
    known = {"As-of date", "Dated records known", "Counts of people that the run was told"}
    others = [what for what in differing if what not in known | {"Futures", "Seed"}]
    if others:
        told.append("; ".join(others[:3]) + (" and more" if len(others) > 3 else ""))
    return f"Beyond chance. Behind it: {'; '.join(told)}." if told else ""


def _outcomes(before: Shown, now: Shown) -> Iterator[_Result]:
    for question in now.run.data.questions:
        if question not in before.run.data.questions:
            continue
        answers = [run.run.data.ends[f"outcome.{question}"] for run in (before, now)]
        cases = now.scenario.outcomes[question].cases
        for case in cases[:1] if len(cases) == YES_OR_NO else cases:
            what = f"{now.scenario.outcomes[question].label or question} {case.label}"
            if not case.observed:
                yield _unseen(before, now, what, case.hazard)
                continue
            was, ours = (np.asarray(one == case.id, np.float64) for one in answers)
            yield _Result(
                what,
                f"{in_100(int(was.sum()), len(was))} futures",
                f"{in_100(int(ours.sum()), len(ours))} futures",
                _strength(was, ours),
            )


def _unseen(before: Shown, now: Shown, what: str, hazard: str) -> _Result:
    """Return ranges side by side: what nobody has seen has no difference."""
    was, ours = (
        say_range(*range_of_chance(-np.expm1(-one.run.data.ends[f"hazard.{hazard}"])))
        for one in (before, now)
    )
    return _Result(f"{what} (never seen, unvalidated)", was, ours)


def _indicators(before: Shown, now: Shown) -> Iterator[_Result]:
    about, told = About(now.scenario), yardsticks(now.scenario)
    for key in own_indicators(now.scenario):
        if not about.people(key):
            continue
        name = f"indicator.{key}"
        ends = [run.run.data.ends for run in (before, now)]
        if any(name not in one for one in ends):
            continue
        was, ours = (np.asarray(one[name], np.float64) for one in ends)
        was, ours = was[~np.isnan(was)], ours[~np.isnan(ours)]
        if len(was) and len(ours):
            unit = told[key].unit
            yield _Result(
                f"{told[key].label}{'' if unit == '1' else f' ({unit})'}",
                _range(was, unit),
                _range(ours, unit),
                _strength(was, ours),
            )


def _range(values: Floats, unit: str) -> str:
    said = people if unit.startswith("person") else _plain
    low, median, high = (said(float(at)) for at in np.quantile(values, [0.05, 0.5, 0.95]))
    return f"{median} ({low} to {high})"


def _plain(number: float) -> str:
    return plain(float(f"{number:.2g}"))


def _strength(was: Floats, ours: Floats) -> float:
    """Return how far two means are apart in units of the standard error.

    That is the larger of what each varies by itself and what both do taken together: where one does
    not vary, the first alone would make anything certain.
    """
    sizes = len(was), len(ours)
    if min(sizes) < 2:
        return 0.0
    own = was.var(ddof=1) / sizes[0] + ours.var(ddof=1) / sizes[1]
    pooled = np.concatenate([was, ours]).var(ddof=1) * (1 / sizes[0] + 1 / sizes[1])
    error = float(max(own, pooled)) ** 0.5
    return abs(float(ours.mean() - was.mean())) / error if error > 0 else 0.0


def _caption(before: Shown, now: Shown, sure: list[_Result], looked: int) -> Caption:
    dates = f"from {day_words(before.as_of)} to {day_words(now.as_of)}"
    if sure:
        first = sure[0]
        title = (
            f"{len(sure)} of {looked} results moved beyond chance {dates}, most of all: "
            f"{first.what}: {first.was} → {first.now}"
        )
    else:
        title = f"No result moved beyond chance {dates}"
    return Caption(
        title=title,
        note=(
            "In brackets 90 % of futures. A result without a reason differs by no more than "
            "chance would make it, with a bar set for all that were looked at. What nobody has "
            "seen is a range on either side."
        ),
        source=f"{before.members:,} and {now.members:,} futures; given these assumptions.",
    )
