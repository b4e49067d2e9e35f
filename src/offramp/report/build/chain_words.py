"""The chains that make a difference between two decisions, each in one sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from offramp.report.build.about import About

MOST = 4
"""Things that changed, of which a chain is told."""
FEWEST = 3
"""Futures that changed, for a chain to be told."""
LONGEST = 6
"""Steps that are told of a chain; of a longer one the middle is left out."""
SIDES = {"other": "with the decision", "base": "without the decision"}

Subject = Mapping[str, Any]


def chain_words(about: About, found: Sequence[Subject]) -> list[str]:
    """Return the commonest chain behind each thing that changed in most futures.

    Answers about contact of the two sides come first, then other answers, then indicators.

    Args:
        about: says what is about contact.
        found: `chains` of an alternative, as `offramp.ensemble.reasons` gives them.
    """
    most: dict[str, Subject] = {}
    for one in found:
        before = most.get(one["id"])
        enough = one["futures"] >= FEWEST and _chain(one) is not None
        if enough and (before is None or one["futures"] > before["futures"]):
            most[one["id"]] = one

    def order(one: Subject) -> tuple[bool, bool, int]:
        answer = one["section"] == "outcomes"
        return not (answer and about.contact(one["id"])), not answer, -one["futures"]

    return list(dict.fromkeys(_told(one) for one in sorted(most.values(), key=order)[:MOST]))


def _chain(subject: Subject) -> Mapping[str, Any] | None:
    """Return the commonest chain that goes beyond the change itself; None if there is none."""
    chains = (chain for chain in subject["chains"] if chain["futures"] > 1)
    return next((chain for chain in chains if len(_events(chain)) > 1), None)


def _events(chain: Mapping[str, Any]) -> list[Any]:
    """Return what is told of a chain, without the answer to a question at its end."""
    told: list[Any] = chain["told"]
    ends = chain["steps"] and chain["steps"][-1]["kind"] == "outcome"
    return told[:-1] if ends and len(told) > 1 else told


def _told(subject: Subject) -> str:
    chain = _chain(subject)
    assert chain is not None
    count = subject["futures"]
    futures = f"in {count:,} future{'' if count == 1 else 's'}"
    if subject["question"]:
        side = SIDES["other" if subject["way"] == "appears" else "base"]
        head = f"“{subject['label']}”: {futures} it comes only {side}"
    else:
        head = f"{subject['label']}: {subject['way']} {futures}"
    own = f"In {chain['futures']:,} of them this happens only {SIDES[chain['only']]}"
    others = f" (so too in {chain['others']:,} of the {subject['others']:,} other futures)"
    steps = [step.get("what") or step["sentence"].partition("): ")[2] for step in _events(chain)]
    return f"{head}. {own}{others}: {' → '.join(_short(steps))}"


def _short(steps: list[str]) -> list[str]:
    steps = [step.rstrip(".") for step in steps]
    left = len(steps) - LONGEST
    if left <= 1:
        return steps
    half = LONGEST // 2
    return [*steps[:half], f"({left} more steps)", *steps[-half:]]
