"""The chains that make a difference, told: each from a future that has it, in plain sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow.compute as pc

from offramp.ensemble.makers import Maker, Subject, makers, subjects
from offramp.ensemble.plan import Plan
from offramp.ensemble.side import Ran
from offramp.ensemble.stories import Stories, apart
from offramp.ensemble.traits import Traits
from offramp.model.scenario import Scenario
from offramp.results.events_store import to_arrow
from offramp.results.past import Past
from offramp.results.telling import tell


@dataclass(frozen=True)
class Told:
    """One side of a comparison, whose futures can be told."""

    scenario: Scenario
    traits: Traits
    stories: Stories
    pasts: Callable[[Sequence[int]], Mapping[int, Past]]
    """Gives what happened in some futures, by member."""


@dataclass(frozen=True)
class _Found:
    """A subject with the stories that make its difference."""

    subject: Subject
    makers: list[Maker]


def reasons(base: Ran, other: Ran, plan: Plan) -> list[dict[str, Any]]:
    """Return what changed between two sides that were run just now; see `reasons_between`.

    The futures that serve as examples are run once more, to tell them.

    Args:
        base: the scenario as it is, run.
        other: an alternative, run on the same futures.
        plan: how they were run.
    """
    sides = (
        Told(ran.side.scenario, ran.traits, ran.stories, partial(_run_again, ran, plan))
        for ran in (base, other)
    )
    return reasons_between(*sides)


def reasons_between(base: Told, other: Told) -> list[dict[str, Any]]:
    """Return what changed, each with the commonest chains that some futures have on one side only.

    Args:
        base: the scenario as it is.
        other: an alternative, of the same futures.

    Returns:
        Plain data: for each subject `section`, `id`, `label`, `question`, `way`, `futures` (that
        changed so), `others` (all other futures), and its `chains`, the commonest first: `only`
        (`base` or `other`), `futures`, `against`, `others`, `steps`, `example`, `told`. There are
        none where no chain tells those futures apart.
    """
    members = base.traits.members
    differing = apart(base.stories, other.stories, members)
    found = [
        _Found(subject, makers(subject, differing, base.stories, other.stories, members))
        for subject in subjects(base.scenario, base.traits, other.traits)
    ]
    pasts = [
        side.pasts(
            sorted({maker.member for one in found for maker in one.makers if maker.there == there})
        )
        for there, side in ((False, base), (True, other))
    ]
    return [_plain(one, (base, other), pasts) for one in found]


def _run_again(ran: Ran, plan: Plan, wanted: Sequence[int]) -> dict[int, Past]:
    """Run some futures of one side again, and return what happened in each, by member."""
    if not wanted:
        return {}
    block = ran.engine.run(np.array(wanted, np.int64), plan.seed, plan.days)
    scenario, words = ran.side.scenario, ran.engine.layout.names.words
    events = to_arrow(block.events, words, scenario.start, ran.side.where)
    return {
        member: Past(member, events.filter(pc.equal(events["member"], member))) for member in wanted
    }


def _plain(
    found: _Found, sides: tuple[Told, Told], pasts: Sequence[Mapping[int, Past]]
) -> dict[str, Any]:
    subject = found.subject
    return {
        "section": subject.section,
        "id": subject.id,
        "label": subject.label,
        "question": subject.question,
        "way": subject.way,
        "futures": int(subject.changed.sum()),
        "others": int(subject.others.sum()),
        "chains": [_chain(maker, sides[maker.there], pasts[maker.there]) for maker in found.makers],
    }


def _chain(maker: Maker, side: Told, pasts: Mapping[int, Past]) -> dict[str, Any]:
    past = pasts[maker.member]
    told = tell(side.scenario, past, past.main_path(maker.event))
    return {
        "only": "other" if maker.there else "base",
        "futures": maker.futures,
        "against": maker.against,
        "others": maker.others,
        "steps": [
            {"kind": kind, "item": item, "target": target} for kind, item, target in maker.story
        ],
        "example": {"member": maker.member, "event": maker.event},
        "told": [step.to_dict() for step in told],
    }
