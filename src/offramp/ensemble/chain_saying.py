"""What changed and the chain that makes it, in the words that the terminal and the page share."""

from collections.abc import Mapping, Sequence
from typing import Any

FEWEST = 3
"""Futures that changed, for a chain to be told."""
SIDES = {"other": "with the decision", "base": "without the decision"}

Subject = Mapping[str, Any]
"""Something that changed, with its `chains`, as `offramp.ensemble.reasons` gives it."""
Chain = Mapping[str, Any]


def most_changed(found: Sequence[Subject]) -> list[Subject]:
    """Return each thing once, the way in which more futures changed, if enough did."""
    most: dict[str, Subject] = {}
    for one in found:
        before = most.get(one["id"])
        if one["futures"] >= FEWEST and (before is None or one["futures"] > before["futures"]):
            most[one["id"]] = one
    return list(most.values())


def commonest(subject: Subject) -> Chain | None:
    """Return the commonest chain that goes beyond the change itself; None if there is none."""
    return next((chain for chain in subject["chains"] if len(steps(chain)) > 1), None)


def steps(chain: Chain) -> list[Any]:
    """Return the steps of a chain without the answer to a question at its end."""
    found: list[Any] = chain["steps"]
    return found[:-1] if _ends(chain) else found


def told(chain: Chain) -> list[Mapping[str, Any]]:
    """Return what is told of a chain without the answer to a question at its end."""
    found: list[Mapping[str, Any]] = chain["told"]
    return found[:-1] if _ends(chain) and len(found) > 1 else found


def _ends(chain: Chain) -> bool:
    found = chain["steps"]
    return len(found) > 1 and bool(found[-1]["kind"] == "outcome")


def change(subject: Subject, found: Sequence[Subject]) -> str:
    """Return what changed in how many futures, and in how many the other way.

    Args:
        subject: what changed.
        found: all that changed.
    """
    count = subject["futures"]
    futures = f"in {count:,} future{'' if count == 1 else 's'}"
    if subject["question"]:
        side = SIDES["other" if subject["way"] == "appears" else "base"]
        said = f"“{subject['label']}”: {futures} it comes only {side}"
    else:
        said = f"{subject['label']}: {subject['way']} {futures}"
    turned = (
        one["futures"]
        for one in found
        if one["id"] == subject["id"] and one["way"] != subject["way"]
    )
    back = next(turned, 0)
    return f"{said} ({back:,} the other way)" if back else said


def share(subject: Subject, chain: Chain) -> str:
    """Return how many of the futures that changed have a chain, and how many of the others."""
    side = SIDES[chain["only"]]
    own = f"In {chain['futures']:,} of them this happens only {side}"
    against = chain.get("against", 0)
    own += f", in {against:,} only {SIDES[_opposite(chain)]}" if against else ""
    rest, have = subject["others"], chain["others"]
    if not rest:
        return own
    others = f"so too in {have:,}" if have else "in none"
    return f"{own} ({others} of the {rest:,} other future{'' if rest == 1 else 's'})"


def _opposite(chain: Chain) -> str:
    return "base" if chain["only"] == "other" else "other"
