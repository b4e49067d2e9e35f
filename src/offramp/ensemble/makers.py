"""Which chains of events make the difference, in the futures in which something changed.

Of the futures in which a case of an outcome, or an indicator, is not what it was, those stories are
told that they have on one side and not on the other, the commonest first. Chance upstream moves
stories to and fro, and many a story comes anyhow; so a story counts by the changed futures that
have it on one side only, less those that have it on the other only, less as many as its share of
all other futures. How many those are stands beside it. Where no story has enough of the changed
futures beyond that, none tells them apart, and the difference comes of the change itself.

What nobody has ever seen is no subject here, nor a step in a story: no count of futures is made.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.stories import Apart, Stories, Story
from offramp.ensemble.traits import Traits
from offramp.model.indicators import yardsticks
from offramp.model.scenario import Scenario

LEAST = {"outcomes": 0.1, "indicators": 0.25}
"""Share of the changed futures that a story must have beyond the others, to tell them apart: more
of an indicator, in which no story ends."""
MOST = 3
"""Stories of each subject."""
FEWEST = 3
"""Fewest items that a story worth telling is about, if there are such."""
WAYS = {"low": ("better", "worse"), "high": ("worse", "better"), "": ("lower", "higher")}
"""What it is for an indicator to be lower and higher."""


@dataclass(frozen=True)
class Subject:
    """Something that changed, and one way in which it did."""

    section: str
    """`outcomes` or `indicators`."""
    id: str
    label: str
    """Of the case or the indicator."""
    question: str
    """That the case answers; empty for an indicator."""
    way: str
    """appears, vanishes; better, worse; lower, higher."""
    changed: NDArray[np.bool_]
    """Futures in which it changed that way, shape (member,)."""

    @property
    def others(self) -> NDArray[np.bool_]:
        """Futures in which it did not change, or the other way, shape (member,)."""
        return ~self.changed


@dataclass(frozen=True)
class Maker:
    """A story that changed futures have on one side only."""

    story: Story
    there: bool
    """Whether they have it with the alternative; else as the scenario is."""
    futures: int
    """Of the changed ones, those that have it on this side only."""
    against: int
    """Of the changed ones, those that have it on the other side only."""
    others: int
    """Of all other futures, those that have it on this side only."""
    member: int
    """A changed future that has it."""
    event: int
    """The event there in which it ends, on this side."""


def subjects(scenario: Scenario, base: Traits, other: Traits) -> Iterator[Subject]:
    """Yield what changed in some future: observed cases of outcomes, then indicators.

    Of a question with two answers the second only mirrors the first, and is left out.
    """
    for question, outcome in scenario.outcomes.items():
        if question not in base.outcomes or question not in other.outcomes:
            continue
        ours, theirs = base.outcomes[question], other.outcomes[question]
        cases = list(enumerate(outcome.cases))
        for at, case in cases[:1] if len(cases) == 2 else cases:
            if case.otherwise or not case.observed:
                continue
            was, now = ours == at, theirs == at
            for way, changed in (("appears", now & ~was), ("vanishes", was & ~now)):
                if changed.any():
                    name = f"{question}.{case.id}"
                    asked = outcome.label or question
                    yield Subject("outcomes", name, case.label, asked, way, changed)
    for name, yardstick in yardsticks(scenario).items():
        if yardstick.built_in or name not in base.indicators or name not in other.indicators:
            continue
        before, after = base.indicators[name], other.indicators[name]
        steps = (after < before, after > before)
        for way, changed in zip(WAYS[yardstick.better], steps, strict=True):
            if changed.any():
                label = yardstick.label
                yield Subject("indicators", name, label, "", way, changed)


def makers(
    subject: Subject,
    differing: Apart,
    base: Stories,
    other: Stories,
    members: NDArray[np.int64],
) -> list[Maker]:
    """Return the commonest stories that make one difference.

    Of an outcome that appears or vanishes those that end in it come first, if there are such. Of
    two stories of which one is the beginning of the other only the commoner is given, or the
    longer of two that are as common.

    Args:
        subject: what changed.
        differing: all stories that some future has on one side only.
        base: stories as the scenario is.
        other: with the alternative.
        members: numbers of all futures in order, shape (member,).
    """
    told: list[Maker] = []
    for one in _worth(_counted(subject, differing), subject):
        if any(_begins(one.story, a.story) or _begins(a.story, one.story) for a in told):
            continue
        held = differing.there if one.there else differing.gone
        member = int(members[held.first(one.at, subject.changed)])
        event = _event(other if one.there else base, one.story, member)
        told.append(
            Maker(one.story, one.there, one.futures, one.against, one.others, member, event)
        )
        if len(told) == MOST:
            break
    return told


@dataclass(frozen=True)
class _Counts:
    """A story that differs, counted for a subject."""

    story: Story
    at: int
    there: bool
    futures: int
    against: int
    others: int
    excess: float
    """Changed futures that have it beyond chance to and fro, and beyond the other futures."""


def _counted(subject: Subject, differing: Apart) -> list[_Counts]:
    """Count all stories; those are left out that tell the changed futures from no others."""
    size = len(differing.stories)
    sides = [
        (held.counts(subject.changed, size), held.counts(subject.others, size))
        for held in (differing.gone, differing.there)
    ]
    there = sides[1][0] >= sides[0][0]
    futures, against = (np.where(there, sides[k][0], sides[1 - k][0]) for k in (1, 0))
    others = np.where(there, sides[1][1], sides[0][1])
    changed, rest = float(subject.changed.sum()), float(subject.others.sum())
    excess = futures - against - (changed / rest * others if rest else 0.0)
    least = LEAST[subject.section] * changed
    return [
        _Counts(
            differing.stories[at],
            at,
            bool(there[at]),
            int(futures[at]),
            int(against[at]),
            int(others[at]),
            float(excess[at]),
        )
        for at in np.flatnonzero((excess >= least) & (excess > 0)).tolist()
    ]


def _worth(found: list[_Counts], subject: Subject) -> list[_Counts]:
    """Return the stories worth telling, the commonest first."""
    if subject.section == "outcomes":
        found = [one for one in found if _leads_to(one.story, subject)] or found
    else:
        found = [one for one in found if one.story[-1][0] != "outcome"] or found
    found = [one for one in found if _items(one.story) >= FEWEST] or found
    return sorted(found, key=lambda one: (-one.excess, -len(one.story), one.story))


def _leads_to(story: Story, subject: Subject) -> bool:
    """Return whether a story ends in an answer, and not with it alone."""
    kind, item, target = story[-1]
    return len(story) > 1 and kind == "outcome" and f"{item}.{target}" == subject.id


def _items(story: Story) -> int:
    """Return how many items the steps are about, one after the other."""
    return sum(1 for at, step in enumerate(story) if not at or step[1] != story[at - 1][1])


def _begins(short: Story, long: Story) -> bool:
    return long[: len(short)] == short


def _event(side: Stories, story: Story, member: int) -> int:
    at = side.stories.index(story)
    rows = (side.story == at) & (side.member == member)
    return int(side.event[np.flatnonzero(rows)[0]])
