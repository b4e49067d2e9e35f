"""The stories of futures: which chains of events each of them has.

A story is the main path to an event, as trails tell it: the same kinds of events about the same
items in the same order. Kept are the stories that end in something that may matter: a measure in
force, a step up the ladder, a killing, an answer to a red line, a threshold, an answer to a
question. Those with a step that nobody has ever seen are left out, so that no count of futures can
be read off them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block, EventTable
from offramp.engine.layout import Layout
from offramp.model.scenario import Scenario
from offramp.results.chain_tally import ENDS
from offramp.results.chains import Step, is_unseen
from offramp.results.trail_numbers import NONE
from offramp.results.trails import ALIKE, WITH_TARGET, Trails, find_trails

ENDINGS = (*ENDS, "answered", "threshold", "outcome")
"""Kinds of events in which a story ends."""

Story = tuple[tuple[str, str, str], ...]
"""Kind, item and target of each step, first to last; the target only of answers to questions."""


@dataclass(frozen=True)
class Stories:
    """Which futures have which stories."""

    stories: tuple[Story, ...]
    story: NDArray[np.int32]
    """Position of a story, one a row, shape (row,)."""
    member: NDArray[np.int64]
    """The future that has it, shape (row,); no pair of both comes twice."""
    event: NDArray[np.int32]
    """Number of the first event there in which it ends, shape (row,)."""


def stories_of(block: Block, layout: Layout) -> Stories:
    """Return the stories of the futures of a block; there are none if it was not traced."""
    return stories_in(block.events, layout.names.words, layout.scenario)


def stories_in(events: EventTable, words: Sequence[str], scenario: Scenario) -> Stories:
    """Return the stories of some futures.

    Args:
        events: of these futures, all of them.
        words: that the codes stand for.
        scenario: that was run.
    """
    endings = [code for code, word in enumerate(words) if word in ENDINGS]
    rows = np.flatnonzero(np.isin(events.kind, endings))
    trails = find_trails(events, words)
    told = _told(trails, events, words, scenario)
    kept = np.array([story is not None for story in told], bool)
    rows = rows[kept[trails.trail[rows]]] if len(rows) else rows
    pairs = np.stack([trails.trail[rows], events.member[rows]])
    _, first = np.unique(pairs, axis=1, return_index=True)
    rows = rows[np.sort(first)]
    used, story = np.unique(trails.trail[rows], return_inverse=True)
    return Stories(
        stories=tuple(found for at in used.tolist() if (found := told[at]) is not None),
        story=story.astype(np.int32),
        member=events.member[rows].astype(np.int64),
        event=events.event[rows].astype(np.int32),
    )


def _told(
    trails: Trails, events: EventTable, words: Sequence[str], scenario: Scenario
) -> list[Story | None]:
    """Return the story of each trail; None of one with a step that nobody has seen."""
    _, first = np.unique(trails.trail, return_index=True)
    told: list[Story | None] = []
    for trail, row in enumerate(first.tolist()):
        kind, item = words[events.kind[row]], words[events.item[row]]
        target = words[events.target[row]] if kind in WITH_TARGET else ""
        before: Story | None = () if trails.before[trail] == NONE else told[trails.before[trail]]
        if before is None or is_unseen(scenario, Step(kind, item, "", target, "")):
            told.append(None)
        else:
            told.append((*before, (kind, "" if kind in ALIKE else item, target)))
    return told


def joined(parts: Sequence[Stories]) -> Stories:
    """Join the stories of blocks of different members."""
    known: dict[Story, int] = {}
    codes = []
    for part in parts:
        table = [known.setdefault(story, len(known)) for story in part.stories]
        codes.append(np.array(table, np.int32)[part.story])
    return Stories(
        tuple(known),
        np.concatenate(codes),
        np.concatenate([part.member for part in parts]),
        np.concatenate([part.event for part in parts]),
    )


@dataclass(frozen=True)
class Held:
    """Which futures have which stories on one side only: one pair of both a row."""

    story: NDArray[np.int64]
    """Position of a story, shape (row,)."""
    at: NDArray[np.int64]
    """Position of a future, shape (row,)."""

    def counts(self, futures: NDArray[np.bool_], stories: int) -> NDArray[np.int64]:
        """Return how many of some futures have each story, shape (story,).

        Args:
            futures: which futures count, shape (member,).
            stories: how many stories there are.
        """
        return np.bincount(self.story[futures[self.at]], minlength=stories)

    def first(self, story: int, futures: NDArray[np.bool_]) -> int:
        """Return the position of the first of some futures that has a story."""
        return int(self.at[(self.story == story) & futures[self.at]].min())


@dataclass(frozen=True)
class Apart:
    """The stories that some future has on one side only."""

    stories: tuple[Story, ...]
    there: Held
    """With the alternative only."""
    gone: Held
    """As the scenario is only."""


def apart(base: Stories, other: Stories, members: NDArray[np.int64]) -> Apart:
    """Return the stories that some future has on one side only.

    Args:
        base: of the scenario as it is.
        other: of the alternative, of the same members.
        members: their numbers in order, shape (member,).
    """
    known = {story: at for at, story in enumerate(dict.fromkeys((*base.stories, *other.stories)))}
    ours, theirs = _pairs(base, known, members), _pairs(other, known, members)
    there, gone = np.setdiff1d(theirs, ours), np.setdiff1d(ours, theirs)
    size = len(members)
    return Apart(tuple(known), Held(*np.divmod(there, size)), Held(*np.divmod(gone, size)))


def _pairs(
    side: Stories, known: Mapping[Story, int], members: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return each pair of story and member as one number."""
    table = np.array([known[story] for story in side.stories], np.int64)
    at = np.searchsorted(members, side.member)
    return table[side.story] * len(members) + at if len(table) else np.empty(0, np.int64)
