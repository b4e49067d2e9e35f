"""One side of a comparison: a scenario, run on the futures that all sides share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from offramp.engine.block import Block
from offramp.engine.layout import Layout
from offramp.ensemble.plan import Plan
from offramp.ensemble.stories import Stories, stories_of
from offramp.ensemble.stories import joined as joined_stories
from offramp.ensemble.task import BlockRunner
from offramp.ensemble.traits import Traits, traits_of
from offramp.ensemble.traits import joined as joined_traits
from offramp.ensemble.workers import Workers
from offramp.model.scenario import Scenario
from offramp.results.premise import Premise

Part = tuple[Traits, Stories]
"""What is kept of some futures: nothing that grows with the days."""


def _nowhere(_path: str) -> str:
    return ""


@dataclass(frozen=True)
class Side:
    """One of the scenarios that are compared."""

    scenario: Scenario
    engine: Callable[[], BlockRunner]
    """Makes its engine; called once."""
    where: Callable[[str], str] = field(default=_nowhere)
    """Gives `file:line` of a dotted path."""
    laid: tuple[str, ...] = ()
    """What was laid over the scenario, and which mechanisms it is without, for the record."""
    premise: Premise | None = None
    """What a run of it starts from, if one is to be kept."""


@dataclass(frozen=True)
class Ran:
    """A side that was run."""

    side: Side
    engine: BlockRunner
    traits: Traits
    stories: Stories


def part_of(block: Block, layout: Layout) -> Part:
    """Return what is kept of the futures of a block."""
    return traits_of(block, layout), stories_of(block, layout)


def ran(side: Side, plan: Plan, report: Callable[[int], None]) -> Ran:
    """Run one side and keep what is compared of it.

    Args:
        side: to run.
        plan: which members, and how.
        report: is told how many members more are done.
    """
    engine = side.engine()
    parts = []
    with Workers(engine, plan, part_of) as workers:
        for part in workers.results():
            parts.append(part)
            report(len(part[0].members))
    return joined(side, engine, parts, plan)


def joined(side: Side, engine: BlockRunner, parts: Sequence[Part], plan: Plan) -> Ran:
    """Join what is kept of the blocks of a side."""
    traits = joined_traits([part[0] for part in parts])
    assert np.array_equal(traits.members, np.arange(plan.first, plan.stop))
    return Ran(side, engine, traits, joined_stories([part[1] for part in parts]))
