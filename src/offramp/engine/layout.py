"""Where everything stands in the arrays of a state: labels, columns, codes."""

from collections.abc import Iterator
from threading import Lock

from offramp.model.effect import Effect
from offramp.model.influence import Influence
from offramp.model.measure import Measure
from offramp.model.numbers import numbers
from offramp.model.quantity import Number, Quantity
from offramp.model.scenario import Scenario
from offramp.model.variables import INDICES


class Layout:
    """Positions of the labels, quantities, signals and words of one scenario.

    Positions follow the files; nothing random hangs on them, since draws are keyed by name.

    Args:
        scenario: a checked scenario.
        compiled: whether its expressions shall be worked out by a kernel; else NumPy does it.
    """

    def __init__(self, scenario: Scenario, *, compiled: bool = True) -> None:
        self.scenario = scenario
        self.compiled = compiled
        self.labels: dict[str, tuple[str, ...]] = {i: scenario.labels(i) for i in INDICES}
        self.measures: tuple[str, ...] = tuple(scenario.measures)
        self.influences: tuple[str, ...] = tuple(scenario.influences)
        self.rungs: tuple[str, ...] = tuple(scenario.ladder.rungs)
        self.signals: tuple[str, ...] = tuple(scenario.signals())
        self.columns: dict[str, range] = {}
        self.quantities: dict[str, Quantity] = {}
        self.column_names: list[tuple[str, str | None]] = []
        for path, quantity in numbers(scenario):
            self._add(path, quantity)
        self.names = Names()
        self.changed: frozenset[int] = frozenset(
            column
            for _, effects in self.open_effects()
            for effect in effects
            for column in self.targets(effect.on)
        )

    def targets(self, on: str) -> tuple[int, ...]:
        """Return the columns that an effect changes: all labels of a quantity, or one."""
        return tuple(self.columns[on]) if on in self.columns else (self.column(on, ""),)

    def _add(self, path: str, quantity: Quantity) -> None:
        labels: tuple[str | None, ...] = (None,)
        if quantity.over is not None:
            labels = self.scenario.labels(quantity.over)
        start = len(self.column_names)
        self.column_names += [(path, label) for label in labels]
        self.columns[path] = range(start, len(self.column_names))
        self.quantities[path] = quantity

    def position(self, index: str, label: str) -> int:
        """Return the position of a label in an index such as `hosts`."""
        return self.labels[index].index(label)

    def signal(self, name: str) -> int:
        """Return the position of a signal."""
        return self.signals.index(name)

    def column(self, number: Number, path: str) -> int:
        """Return the column of a number: inline at `path`, or named, with a label or without.

        Raises:
            KeyError: if it names a quantity that the scenario lacks.
        """
        name = path if isinstance(number, Quantity) else number
        if name in self.columns:
            return self.columns[name][0]
        stem, _, label = name.rpartition(".")
        over = self.quantities[stem].over
        if over is None:
            raise KeyError(name)
        return self.columns[stem][self.scenario.labels(over).index(label)]

    def width(self, over: str) -> int:
        """Return the number of labels of an index."""
        return len(self.labels[over])

    def open_influences(self) -> Iterator[tuple[str, Influence]]:
        """Iterate over the influences that are not disabled."""
        return ((k, i) for k, i in self.scenario.influences.items() if not i.disabled)

    def open_effects(self) -> Iterator[tuple[str, tuple[Effect, ...]]]:
        """Iterate over the dotted ids of what may be in force, with what it does."""
        yield from ((f"measures.{key}", it.effects) for key, it in self.open_measures())
        yield from ((f"influences.{key}", it.effects) for key, it in self.open_influences())

    def open_measures(self) -> Iterator[tuple[str, Measure]]:
        """Iterate over the measures that are not disabled."""
        return ((k, m) for k, m in self.scenario.measures.items() if not m.disabled)


class Names:
    """A table of words: each has a code, and the empty word is 0. Threads may share it."""

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._codes: dict[str, int] = {"": 0}
        self._lock = Lock()

    def __getstate__(self) -> list[str]:
        """Return the words, from which a copy is made elsewhere."""
        return list(self.words)

    def __setstate__(self, words: list[str]) -> None:
        self.words = words
        self._codes = {word: code for code, word in enumerate(words)}
        self._lock = Lock()

    def code(self, word: str) -> int:
        """Return the code of a word, new or known."""
        known = self._codes.get(word)
        if known is not None:
            return known
        with self._lock:
            if word not in self._codes:
                self.words.append(word)
                self._codes[word] = len(self.words) - 1
            return self._codes[word]
