"""The first day of everything that may be a sign, and of what it may be a sign of."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.model.scenario import Scenario
from offramp.report.build.events import Events
from offramp.report.build.shown import Shown
from offramp.results import labels
from offramp.results.clauses import Happening, clause
from offramp.results.signposts import FEWEST, NEVER, Days
from offramp.results.summary.happenings import unseen_rungs
from offramp.results.summary.numbers import grouped
from offramp.results.tally import between_sides

SIGNS = (
    "threshold",
    "proposed",
    "adopted",
    "rejected",
    "in_force",
    "ended",
    "crossed",
    "answered",
    "unanswered",
    "incident",
    "lethal",
    "finding",
    "began",
    "rung_up",
    "siege",
    "relief",
)
"""Kinds of events that may be signs."""
BY = ("proposed", "answered", "adopted", "rejected", "in_force")
"""Kinds of which it may matter who does it."""
WHERE = ("incident", "lethal", "siege", "relief", "began", "ended")
"""Kinds of which it may matter where."""
MOST = 4000
"""Futures that are looked at; more of them tell hardly more."""


@dataclass(frozen=True)
class Sign:
    """Something that may come: a kind of event about an item, by whom and where if that is said."""

    kind: str
    item: str
    actor: str = ""
    target: str = ""
    place: str = ""

    def words(self, scenario: Scenario) -> str:
        """Return it as a clause."""
        return clause(
            scenario,
            Happening(
                member=0, event=0, day=0, magnitude=np.nan, rule="", where="", inputs=(),
                kind=self.kind, item=self.item, actor=self.actor or "somebody",
                target=self.target, place=self.place,
            ),
        )  # fmt: skip


@dataclass(frozen=True)
class Ahead:
    """Something that there may be signs of."""

    words: str
    days: Days
    """Its first day in each future, (future,)."""
    free: NDArray[np.intp]
    """Futures in which it had not come by the as-of date."""


def signs(shown: Shown) -> tuple[list[Sign], Days]:
    """Return what comes after the as-of date in enough futures, with its first day in each.

    Of what comes in the same futures on the same days only one is told: of one kind of event about
    one item the most particular.

    Returns:
        The signs, and their days, shape (sign, future).

    Raises:
        RunError: if the events or the scenario of the run are missing or damaged.
    """
    events = shown.events
    hidden = _hidden(shown.scenario)
    rows = events.rows(kind=SIGNS)
    rows = rows[(events.day[rows] > shown.as_of_day) & (events.member[rows] < MOST)]
    found: dict[bytes, tuple[Sign, Days]] = {}
    for columns, kinds in (
        (("kind", "item"), SIGNS),
        (("kind", "item", "actor"), BY),
        (("kind", "item", "place"), WHERE),
    ):
        own = rows[events.text["kind"].among(kinds, rows)]
        for sign, day in _grouped(events, own, (*columns, "target")):
            if sign.item in hidden or np.isfinite(day).sum() < FEWEST:
                continue
            same, _ = found.get(day.tobytes(), (sign, day))
            if (same.kind, same.item) == (sign.kind, sign.item):
                found[day.tobytes()] = sign, day
    told = [sign for sign, _ in found.values()]
    days = np.array([day for _, day in found.values()])
    return told, days.reshape(len(told), min(events.size, MOST))


def outcomes(shown: Shown) -> list[Ahead]:
    """Return what there may be signs of.

    That is lethal contact of the two sides, the thresholds that answer a question, and reception
    past its means; only what somebody has seen before. What comes in the same futures on the same
    days as another is left out.

    Raises:
        RunError: if the events or the scenario of the run are missing or damaged.
    """
    found: list[Ahead] = []
    for words, day in _outcomes(shown):
        own = day[:MOST]
        told = any(np.array_equal(own, other.days) for other in found)
        if not told and (np.isfinite(own) & (own > shown.as_of_day)).sum() >= FEWEST:
            found.append(Ahead(words, own, np.flatnonzero(own > shown.as_of_day)))
    return found


def rare(shown: Shown) -> dict[str, int]:
    """Return what comes in too few futures for a sign to be told, with the futures that have it.

    Raises:
        RunError: if the events or the scenario of the run are missing or damaged.
    """
    found: dict[bytes, tuple[str, int]] = {}
    for words, day in _outcomes(shown):
        own = day[:MOST]
        count = int((np.isfinite(own) & (own > shown.as_of_day)).sum())
        if 0 < count < FEWEST:
            found.setdefault(own.tobytes(), (words, count))
    return dict(found.values())


def _outcomes(shown: Shown) -> Iterator[tuple[str, Days]]:
    scenario, events = shown.scenario, shown.events
    for key, dyad in scenario.ladder.dyads.items():
        rows = events.rows(kind=("lethal",), item=between_sides(scenario, key))
        later = rows[events.day[rows] > scenario.decided_day]
        yield f"lethal contact, {dyad.label or key}", events.first_day(later)
    for key in _thresholds(scenario):
        rows = events.rows(kind=("threshold",), item=(key,))
        threshold = scenario.thresholds[key]
        words = labels.named(scenario, threshold, threshold.label or threshold.text or key)
        yield words.rstrip("."), events.first_day(rows)


def _thresholds(scenario: Scenario) -> list[str]:
    """Return the thresholds that answer a question, and those of reception strain in a place."""
    asked = [one for one in scenario.outcomes.values() if not one.disabled]
    named = dict.fromkeys(
        name.removeprefix("ever.")
        for outcome in asked
        for case in outcome.cases
        if case.when is not None and case.observed
        for name in sorted(case.when.names())
    )
    strained = [
        key
        for key, threshold in scenario.thresholds.items()
        if threshold.place and f"strain.{threshold.place}" in threshold.when.names()
    ]
    hidden = _hidden(scenario)
    return [
        key
        for key in dict.fromkeys([*named, *strained])
        if key in scenario.thresholds and key not in hidden
    ]


def _hidden(scenario: Scenario) -> set[str]:
    """Return the items that stand for something nobody has seen."""
    return set(unseen_rungs(scenario)) | {
        name.partition(".")[2]
        for outcome in scenario.outcomes.values()
        for case in outcome.cases
        if case.when is not None and not case.observed
        for name in case.when.names()
    }


def _grouped(
    events: Events, rows: NDArray[np.intp], columns: tuple[str, ...]
) -> Iterator[tuple[Sign, Days]]:
    """Yield each combination of words with its first day in each future."""
    if not len(rows):
        return
    size = min(events.size, MOST)
    words = {name: events.text[name] for name in columns if name != "target"}
    finding = events.text["kind"].among(("finding",), rows)
    target = np.where(finding, events.text["target"].codes[rows] + 1, 0)
    group, first = grouped([*(word.codes[rows] for word in words.values()), target])
    days = np.full((len(first), size), NEVER)
    np.minimum.at(days, (group, events.member[rows]), events.day[rows])
    for at, row in enumerate(rows[first]):
        said = {name: word.words[word.codes[row]] for name, word in words.items()}
        code = int(target[first[at]])
        verdict = events.text["target"].words[code - 1] if code else ""
        yield Sign(**said, target=verdict), days[at]
