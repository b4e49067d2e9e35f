"""The questions of `offramp sweep`: a number held, decisions that flip, groups ranked, a screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from offramp.cli.asking import Told

if TYPE_CHECKING:
    from offramp.api.asking import Sets, Ways
    from offramp.api.scenario import LoadedScenario
    from offramp.ensemble.matters.answer import Matters
    from offramp.ensemble.matters.groups import By
    from offramp.ensemble.matters.indices import Method


@dataclass(frozen=True)
class Asked:
    """What every question of a sweep has."""

    scenario: "LoadedScenario"
    reads: Sequence[str] | None
    """What is read; what a question reads by itself where None."""
    how: "Ways"
    """Futures, seed, folder, who runs them, and who is told how far they are."""


def hold(
    asked: Asked,
    quantity: str,
    values: Sequence[float],
    quantiles: int,
    sets: "Sets | None",
) -> Told:
    """Hold a number at each of some values, under each set of assumptions."""
    import offramp

    return offramp.sweep(
        asked.scenario,
        quantity,
        values,
        quantiles=quantiles,
        reads=asked.reads,
        sets=sets,
        **asked.how,
    )


def tip(asked: Asked, decisions: "Mapping[str, LoadedScenario]", quantity: str | None) -> Told:
    """Find where decisions change places as one assumption moves, or those that do most."""
    import offramp

    tried = [quantity] if quantity is not None else []
    return offramp.tipping(asked.scenario, decisions, asked.reads or (), tried, **asked.how)


def rank(asked: Asked, method: "Method", groups: "By", within: str | None) -> Told:
    """Rank groups of numbers, alone and together."""
    import offramp

    return offramp.sensitivity(
        asked.scenario, asked.reads, method=method, groups=groups, within=within, **asked.how
    )


def screen(asked: Asked) -> "Matters":
    """Say what matters, number by number."""
    import offramp

    return offramp.matters(asked.scenario, asked.reads, **asked.how)


def draw(found: "Matters", path: Path) -> None:
    """Draw what matters."""
    from offramp.ensemble.matters.picture import picture

    picture(found, path)


def decisions(
    own: "LoadedScenario", scenario: str, overlays: Sequence[Path], texts: Sequence[str]
) -> "dict[str, LoadedScenario]":
    """Return the decisions to set against one another, by name."""
    from offramp.cli import alternatives

    asked = [alternatives.of_either(text) for text in texts]
    alternatives.different(asked)
    below = [str(one) for one in overlays]
    return {one.name: alternatives.built(scenario, below, own, one)[0] for one in asked}
