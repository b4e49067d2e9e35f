"""The chains that make a difference between two decisions, each in one sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from offramp.ensemble.chain_saying import Subject, change, commonest, most_changed, share, told
from offramp.report.build.about import About

MOST = 4
"""Things that changed, of which a chain is told."""
LONGEST = 6
"""Steps that are told of a chain; of a longer one the middle is left out."""


def chain_words(about: About, found: Sequence[Subject]) -> list[str]:
    """Return the commonest chain behind each thing that changed in most futures.

    Answers about contact of the two sides come first, then other answers, then indicators. A
    chain that a single future has is not told.

    Args:
        about: says what is about contact.
        found: `chains` of an alternative, as `offramp.ensemble.reasons` gives them.
    """
    chains = [(one, _chain(one)) for one in most_changed(found)]
    pairs = [(one, chain) for one, chain in chains if chain is not None]

    def order(pair: tuple[Subject, Mapping[str, Any]]) -> tuple[bool, bool, int]:
        one, _ = pair
        answer = one["section"] == "outcomes"
        return not (answer and about.contact(one["id"])), not answer, -one["futures"]

    return list(
        dict.fromkeys(
            f"{change(one, found)}. {share(one, chain)}: {_steps(chain)}"
            for one, chain in sorted(pairs, key=order)[:MOST]
        )
    )


def _chain(subject: Subject) -> Mapping[str, Any] | None:
    shared = [one for one in subject["chains"] if one["futures"] > 1]
    return commonest({**subject, "chains": shared})


def _steps(chain: Mapping[str, Any]) -> str:
    steps = [step.get("what") or step["sentence"].partition("): ")[2] for step in told(chain)]
    return " → ".join(_short(steps))


def _short(steps: list[str]) -> list[str]:
    steps = [step.rstrip(".") for step in steps]
    left = len(steps) - LONGEST
    if left <= 1:
        return steps
    half = LONGEST // 2
    return [*steps[:half], f"({left} more steps)", *steps[-half:]]
