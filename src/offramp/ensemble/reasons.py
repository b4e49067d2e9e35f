"""The chains that make a difference, told: each from a future that has it, in plain sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow.compute as pc

from offramp.ensemble.makers import Maker, Subject, makers, subjects
from offramp.ensemble.plan import Plan
from offramp.ensemble.side import Ran
from offramp.ensemble.stories import apart
from offramp.results.events_store import to_arrow
from offramp.results.past import Past
from offramp.results.telling import tell


@dataclass(frozen=True)
class _Found:
    """A subject with the stories that make its difference."""

    subject: Subject
    makers: list[Maker]


def reasons(base: Ran, other: Ran, plan: Plan) -> list[dict[str, Any]]:
    """Return what changed, each with the commonest chains that some futures have on one side only.

    The futures that serve as examples are run once more, to tell them.

    Args:
        base: the scenario as it is, run.
        other: an alternative, run on the same futures.
        plan: how they were run.

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
        for subject in subjects(base.side.scenario, base.traits, other.traits)
    ]
    pasts = [_pasts(ran, found, plan, there=there) for there, ran in ((False, base), (True, other))]
    return [_plain(one, (base, other), pasts) for one in found]


def _pasts(ran: Ran, found: Sequence[_Found], plan: Plan, *, there: bool) -> dict[int, Past]:
    """Run the examples of one side again, and return what happened in each, by member."""
    wanted = sorted({maker.member for one in found for maker in one.makers if maker.there == there})
    if not wanted:
        return {}
    block = ran.engine.run(np.array(wanted, np.int64), plan.seed, plan.days)
    scenario, words = ran.side.scenario, ran.engine.layout.names.words
    events = to_arrow(block.events, words, scenario.start, ran.side.where)
    return {
        member: Past(member, events.filter(pc.equal(events["member"], member))) for member in wanted
    }


def _plain(
    found: _Found, sides: tuple[Ran, Ran], pasts: Sequence[dict[int, Past]]
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


def _chain(maker: Maker, ran: Ran, pasts: dict[int, Past]) -> dict[str, Any]:
    past = pasts[maker.member]
    told = tell(ran.side.scenario, past, past.main_path(maker.event))
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
