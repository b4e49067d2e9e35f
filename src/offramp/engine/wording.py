"""Words of events as codes, looked up once for each kind of event that a process logs."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.events import WORDS, Words
from offramp.engine.layout import Names

Places = NDArray[np.int64]


class Wording:
    """What the log says of each kind of event of a process; a kind is known when it first happens.

    Args:
        names: the table of words of the scenario.
        kinds: how many kinds of event there are.
        words: the `WORDS` of a kind.
        inputs: the names of what decided one of a kind.
    """

    def __init__(
        self,
        names: Names,
        kinds: int,
        words: Callable[[int], Sequence[str]],
        inputs: Callable[[int], Sequence[str]] = lambda _: (),
    ) -> None:
        self._names = names
        self._said, self._decided = words, inputs
        self._known = np.zeros(kinds, np.bool_)
        self._words = np.zeros((kinds, len(WORDS)), np.int32)
        self._first = np.cumsum([0, *(len(inputs(kind)) for kind in range(kinds))])
        self._inputs = np.zeros(self._first[-1], np.int32)

    def words(self, kinds: Places) -> Words:
        """Return the codes of what is said of some events, int32 (k, 6)."""
        words = np.empty((len(kinds), len(WORDS)), np.int32)
        if not _look_up(self._known, self._words, kinds, words):
            for kind in dict.fromkeys(kinds[~self._known[kinds]].tolist()):
                self._learn(kind)
            _look_up(self._known, self._words, kinds, words)
        return words

    def _learn(self, kind: int) -> None:
        self._words[kind] = [self._names.code(word) for word in self._said(kind)]
        codes = [self._names.code(name) for name in self._decided(kind)]
        self._inputs[self._first[kind] : self._first[kind + 1]] = codes
        self._known[kind] = True

    def inputs(self, kinds: Places) -> tuple[Places, NDArray[np.int32]]:
        """Return what decided some events that `words` knows: event by event, and its name's code.

        Returns:
            Positions among `kinds` and codes, both of shape (sum of the numbers of names,).
        """
        return _name(self._first, self._inputs, kinds)


@njit
def _look_up(known: NDArray[np.bool_], table: Words, kinds: Places, out: Words) -> bool:
    """Write the words of some kinds of event; return whether all are known."""
    every = True
    for at in range(kinds.size):
        every &= known[kinds[at]]
        for word in range(out.shape[1]):
            out[at, word] = table[kinds[at], word]
    return every


@njit
def _name(
    first: Places, names: NDArray[np.int32], kinds: Places
) -> tuple[Places, NDArray[np.int32]]:
    """Lay out the names of some kinds of event, those of a kind from `first` on."""
    size = 0
    for kind in kinds:
        size += first[kind + 1] - first[kind]
    of, codes, found = np.empty(size, np.int64), np.empty(size, np.int32), 0
    for at in range(kinds.size):
        for name in range(first[kinds[at]], first[kinds[at] + 1]):
            of[found], codes[found] = at, names[name]
            found += 1
    return of, codes
