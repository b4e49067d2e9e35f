"""What each decision does for people against contact, on the same futures."""

from collections.abc import Mapping, Sequence
from typing import Any

from offramp.report.build.about import About
from offramp.report.build.chain_words import chain_words
from offramp.report.build.compared import alike, does, named
from offramp.report.build.effects import CONTACT, OTHERS, PEOPLE, effects, unseen
from offramp.report.build.given import well_formed
from offramp.report.build.regrets import AS_IT_IS, regrets, set_name
from offramp.report.build.shown import Shown
from offramp.report.picture.base import Caption
from offramp.report.picture.decisions import Alternative, Comparison
from offramp.results.errors import RunError

Found = Mapping[str, Any]
ALL, IN_TITLE = 3, 2
"""Alternatives that the title tells all of; and how many it tells of more."""


def comparison(shown: Shown, found: Sequence[Found]) -> Comparison | None:
    """Return what alternatives change; None where nothing was compared.

    The differences are those of the first set of assumptions; all are judged for regret.

    Args:
        shown: the run, for what its scenario says of each result.
        found: what `offramp compare --json` printed, or `comparison.json` holds, each.

    Raises:
        RunError: if one is of another scenario, or the scenario is missing or damaged.
    """
    if not found:
        return None
    with well_formed("compare"):
        return _comparison(shown, found)


def _comparison(shown: Shown, found: Sequence[Found]) -> Comparison:
    for one in found:
        if one["scenario"]["id"] != shown.scenario.id:
            msg = (
                f"what is compared is of the scenario {one['scenario']['id']}, and the run of "
                f"{shown.scenario.id}: give a comparison of the same scenario"
            )
            raise RunError(msg)
    about = About(shown.scenario)
    first = set_name(found[0])
    same = [one for one in found if set_name(one) == first]
    sides = {
        name: (side, one["members"]) for one in same for name, side in one["alternatives"].items()
    }
    told = [_alternative(about, name, *side) for name, side in sides.items()]
    warnings = [text for one in found for text in one["warnings"]]
    return Comparison(
        caption=_caption(told, found[0], first),
        members=found[0]["members"],
        alternatives=told,
        regrets=regrets(about, found),
        warnings=list(dict.fromkeys(warnings)),
    )


def _alternative(about: About, name: str, found: Found, members: int) -> Alternative:
    by_group = effects(about, found, members)
    return Alternative(
        name=name,
        change=_change(found["change"]),
        people=by_group[PEOPLE],
        contact=by_group[CONTACT],
        others=by_group[OTHERS],
        chains=chain_words(about, found["chains"]),
        unseen=unseen(about, found),
    )


def _change(change: Found) -> list[str]:
    """Return what an alternative changes in the scenario, in words."""
    items = [
        f"{one['change']}: {one['label']} "
        f"({one['path'].partition('.')[0].replace('_', ' ').removesuffix('s')})"
        for one in change["items"]
    ]
    return items + [f"{one['label']}: {one['base']} → {one['other']}" for one in change["numbers"]]


def _caption(told: Sequence[Alternative], found: Found, name: str) -> Caption:
    under = "" if name == AS_IT_IS else f", under the assumptions of {name}"
    first = sorted(told, key=lambda one: not any(e.material for e in [*one.people, *one.contact]))
    groups = alike(first if len(told) <= ALL else first[:IN_TITLE])
    return Caption(
        title=". ".join(f"{named(group)}: {does(group[0])}" for group in groups),
        note=(
            "Each line is the mean difference between two decisions on the same futures, with the "
            "range that chance leaves (95 %). Lower, higher, the same: of 100 futures. Pairing: "
            "how many times as many futures of their own would be as exact. What nobody has seen "
            "is a range on either side, and never a difference."
        ),
        source=(
            f"{found['members']:,} futures of each side, seed {found['seed']}{under}; given these "
            "assumptions."
        ),
    )
