"""Chains of causes, found for all events of a run at once.

Every event names the events that brought it about. Its *main path* takes, at each step back, the
latest of them. Two events have the same *trail* when their main paths tell the same story: the
same kinds of events about the same items in the same order. Who proposed a measure and where the
fighting was is not part of the story, and a step that only repeats the one before it counts once.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import EventTable
from offramp.results.summary.numbers import grouped
from offramp.results.trail_numbers import NONE, number_trails

ALIKE = ("phase",)
"""Kinds whose items make no difference to a story: fighting is fighting."""
WITH_TARGET = ("outcome",)
"""Kinds whose target is part of the story: the answer to a question."""


@dataclass(frozen=True)
class Trails:
    """The trail of each event, as a tree of trails."""

    trail: NDArray[np.int64]
    """Number of the trail of each event, shape (event,)."""
    parent: NDArray[np.int64]
    """Row of the latest cause of each event, or `NONE`, shape (event,)."""
    step: NDArray[np.int64]
    """Number of what each event adds to a story, shape (event,)."""
    before: tuple[int, ...]
    """For each trail, the one it continues, or `NONE`."""
    items: tuple[int, ...]
    """For each trail, how many items its steps are about, one after the other."""
    keys: NDArray[np.uint64]
    """For each trail, a number that the same story has wherever it is told."""

    def beginnings(self, trail: int) -> list[int]:
        """Return the trails that one begins with, itself first."""
        found = []
        while trail != NONE:
            found.append(trail)
            trail = self.before[trail]
        return found

    def path(self, row: int) -> list[int]:
        """Return the rows of the main path to an event, first to last, repeats left out."""
        rows = [row]
        while self.parent[rows[-1]] != NONE:
            rows.append(int(self.parent[rows[-1]]))
        rows.reverse()
        fresh = (self.step[b] != self.step[a] for a, b in pairwise(rows))
        return [rows[0], *(b for b, is_new in zip(rows[1:], fresh, strict=True) if is_new)]


def latest_causes(events: EventTable) -> NDArray[np.int64]:
    """Return the row of the latest cause of each event, or `NONE`, shape (event,)."""
    found = np.full(len(events), NONE, np.int64)
    has = np.flatnonzero(np.diff(events.causes_start) > 0)
    if len(has):
        latest = np.maximum.reduceat(events.causes, events.causes_start[has])
        found[has] = first_rows(events)[has] + latest
    return found


def first_rows(events: EventTable) -> NDArray[np.int64]:
    """Return, for each event, the row of the first event of its member, shape (event,)."""
    return np.searchsorted(events.member, events.member).astype(np.int64)


def find_trails(events: EventTable, words: Sequence[str]) -> Trails:
    """Find the trails of all events.

    Args:
        events: all events of some members, sorted by (member, event).
        words: that the codes stand for.
    """
    parent = latest_causes(events)
    item = np.where(_is(events, words, ALIKE), 0, events.item)
    target = np.where(_is(events, words, WITH_TARGET), events.target, 0)
    step, told = grouped([events.kind, item, target])
    trail, before, first = number_trails(parent, step)
    texts = [_words_of(events, words, row) for row in told.tolist()]
    items: list[int] = []
    keys: list[int] = []
    same = (before != NONE) & (item[first] == item[parent[first]])
    added = zip(before.tolist(), step[first].tolist(), same.tolist(), strict=True)
    for above, what, again in added:
        items.append((items[above] if above != NONE else 0) + (not again))
        keys.append(story_key(keys[above] if above != NONE else 0, texts[what]))
    return Trails(
        trail, parent, step, tuple(before.tolist()), tuple(items), np.array(keys, np.uint64)
    )


def story_key(before: int, step: Sequence[str]) -> int:
    """Return the key of a story that goes on with a step.

    Args:
        before: key of what came before; 0 for nothing.
        step: the words of the step.
    """
    text = "\0".join((str(before), *step)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def _words_of(events: EventTable, words: Sequence[str], row: int) -> tuple[str, str, str]:
    """Return what an event adds to a story: kind, item and target, as far as they matter."""
    kind = words[events.kind[row]]
    item = "" if kind in ALIKE else words[events.item[row]]
    return kind, item, words[events.target[row]] if kind in WITH_TARGET else ""


def _is(events: EventTable, words: Sequence[str], kinds: Collection[str]) -> NDArray[np.bool_]:
    """Return whether events are of some kinds, bool (event,)."""
    codes = [code for code, word in enumerate(words) if word in kinds]
    return np.isin(events.kind, codes)
