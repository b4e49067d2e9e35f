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
from offramp.results.chain_tally import ENDS
from offramp.results.chains import Step, is_unseen
from offramp.results.trails import ALIKE, NONE, WITH_TARGET, Trails, find_trails

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
    events, words = block.events, layout.names.words
    endings = [code for code, word in enumerate(words) if word in ENDINGS]
    rows = np.flatnonzero(np.isin(events.kind, endings))
    trails = find_trails(events, words)
    told = _told(trails, events, words, layout)
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
    trails: Trails, events: EventTable, words: Sequence[str], layout: Layout
) -> list[Story | None]:
    """Return the story of each trail; None of one with a step that nobody has seen."""
    _, first = np.unique(trails.trail, return_index=True)
    told: list[Story | None] = []
    for trail, row in enumerate(first.tolist()):
        kind, item = words[events.kind[row]], words[events.item[row]]
        target = words[events.target[row]] if kind in WITH_TARGET else ""
        before: Story | None = () if trails.before[trail] == NONE else told[trails.before[trail]]
        if before is None or is_unseen(layout.scenario, Step(kind, item, "", target, "")):
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
class OneSided:
    """A story that futures have on one side and not on the other."""

    story: Story
    there: NDArray[np.bool_]
    """Whether a future has it only with the alternative, shape (member,)."""
    gone: NDArray[np.bool_]
    """Whether it has it only as the scenario is, shape (member,)."""


def one_sided(base: Stories, other: Stories, members: NDArray[np.int64]) -> list[OneSided]:
    """Return the stories that some future has on one side only.

    Args:
        base: of the scenario as it is.
        other: of the alternative, of the same members.
        members: their numbers in order, shape (member,).
    """
    both = joined_words(base.stories, other.stories)
    ours, theirs = _pairs(base, both, members), _pairs(other, both, members)
    found = []
    appears, vanishes = np.setdiff1d(theirs, ours), np.setdiff1d(ours, theirs)
    by_story = [_by_story(side, len(members)) for side in (appears, vanishes)]
    names = {at: story for story, at in both.items()}
    for at in sorted(by_story[0].keys() | by_story[1].keys()):
        there, gone = (np.zeros(len(members), bool) for _ in range(2))
        there[by_story[0].get(at, [])] = True
        gone[by_story[1].get(at, [])] = True
        found.append(OneSided(names[at], there, gone))
    return found


def joined_words(*sides: Sequence[Story]) -> dict[Story, int]:
    """Return the stories of several sides, each with a number."""
    return {story: at for at, story in enumerate(dict.fromkeys(s for side in sides for s in side))}


def _pairs(
    side: Stories, known: Mapping[Story, int], members: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return each pair of story and member as one number."""
    table = np.array([known[story] for story in side.stories], np.int64)
    at = np.searchsorted(members, side.member)
    return table[side.story] * len(members) + at if len(table) else np.empty(0, np.int64)


def _by_story(pairs: NDArray[np.int64], size: int) -> dict[int, NDArray[np.int64]]:
    story, member = np.divmod(pairs, size)
    values, starts = np.unique(story, return_index=True)
    parts = np.split(member, starts[1:])
    return dict(zip(values.tolist(), parts, strict=True)) if len(values) else {}
