"""Designs: which chance each future meets, and which draw of what is not known it takes."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block
from offramp.engine.draws import Draws, member_keys
from offramp.engine.engine import Engine
from offramp.engine.layout import Layout
from offramp.engine.parameters import Unknown, Unknowns, quantile, unknowns_of
from offramp.ensemble.task import made, packed

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """Futures to be run, numbered from 0.

    Attributes:
        chance: the number that keys the chance of each, shape (future,); those that share it meet
            the same chance.
        unknowns: what each takes of what is not known.
    """

    chance: NDArray[np.int64]
    unknowns: Unknowns

    def __len__(self) -> int:
        return len(self.chance)

    def of(self, first: int, stop: int) -> "Design":
        """Return the futures from `first` up to `stop`, which is not included."""
        return Design(self.chance[first:stop], self.unknowns.of(slice(first, stop)))

    def digest(self) -> str:
        """Return a digest of all that it says."""
        told = sha256(self.chance.tobytes())
        told.update(self.unknowns.draws.tobytes())
        for sort in (self.unknowns.imposed, self.unknowns.held):
            for name, values in sorted(sort.items()):
                told.update(f"\n{name}\n".encode())
                told.update(np.ascontiguousarray(values).tobytes())
            told.update(b"\n\n")
        return told.hexdigest()


class Designed:
    """An engine whose members are the futures of a design."""

    def __init__(self, engine: Engine, design: Design) -> None:
        self.layout = engine.layout
        self._engine = engine
        self._design = design

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what it is made again from elsewhere: an engine that other designs share."""
        return _designed, (packed(self._engine), self._design)

    def run(self, members: NDArray[np.int64], seed: int, days: int | None = None) -> Block:
        """Run some futures of the design, by their numbers, which follow one another."""
        part = self._design.of(int(members[0]), int(members[-1]) + 1)
        block = self._engine.run(part.chance, seed, days, unknowns=part.unknowns)
        return replace(block, members=members)


def _designed(engine: bytes, design: Design) -> Designed:
    return Designed(cast("Engine", made(engine)), design)


def nested(layout: Layout, seed: int, draws: int, replicates: int) -> Design:
    """Return the nested design: each draw of what is not known meets so many chances of its own.

    Future d * replicates + r takes draw d, and has chance of its own. What nobody can know is
    chance even if it is drawn once: such a number is drawn anew in each future.

    Args:
        layout: of the scenario.
        seed: of the ensemble.
        draws: of what is not known.
        replicates: futures of each.
    """
    futures = np.arange(draws * replicates, dtype=np.int64)
    own = Draws(member_keys(seed, futures, "parameters"))
    chance = {one.name: own.uniform(0, one.key) for one in unknowns_of(layout) if not one.knowable}
    return Design(futures, Unknowns(futures // replicates, chance))


def drawn(layout: Layout, seed: int, draws: int) -> tuple[list[Unknown], Floats]:
    """Return what is not known, and the value of each in each draw, shape (draw, unknown).

    Labels that share a draw share a value; of a table of draws there is no value, and it is left
    out, as is what nobody can know.
    """
    unknowns = [one for one in unknowns_of(layout) if one.knowable and one.value is not None]
    shares = shares_drawn(unknowns, seed, draws)
    values = np.empty((draws, len(unknowns)))
    for at, one in enumerate(unknowns):
        assert one.value is not None
        values[:, at] = quantile(one.value, shares[:, at])
    return unknowns, values


def shares_drawn(unknowns: list[Unknown], seed: int, draws: int) -> Floats:
    """Return the uniform behind each number in each draw, shape (draw, unknown)."""
    keys = Draws(member_keys(seed, np.arange(draws, dtype=np.int64), "parameters"))
    columns = [keys.uniform(0, one.key) for one in unknowns]
    return np.column_stack(columns) if columns else np.empty((draws, 0))
