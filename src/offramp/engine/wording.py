"""Words of events as codes, looked up once for each kind of event that a process logs."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

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
        for kind in dict.fromkeys(kinds[~self._known[kinds]].tolist()):
            self._words[kind] = [self._names.code(word) for word in self._said(kind)]
            codes = [self._names.code(name) for name in self._decided(kind)]
            self._inputs[self._first[kind] : self._first[kind + 1]] = codes
            self._known[kind] = True
        return self._words[kinds]

    def inputs(self, kinds: Places) -> tuple[Places, NDArray[np.int32]]:
        """Return what decided some events that `words` knows: event by event, and its name's code.

        Returns:
            Positions among `kinds` and codes, both of shape (sum of the numbers of names,).
        """
        sizes = np.diff(self._first)[kinds]
        at = np.repeat(np.arange(len(kinds)), sizes)
        shift = np.repeat(self._first[kinds] - np.cumsum(sizes) + sizes, sizes)
        return at, self._inputs[shift + np.arange(len(at))]
