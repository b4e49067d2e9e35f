"""The chains that make a difference: the commonest of each, told by one of its futures."""

from collections.abc import Mapping, Sequence
from typing import Any

from offramp.cli.screen.lines import Lines, prose
from offramp.ensemble.chain_saying import change, commonest, most_changed, share, steps, told

MOST = 4
"""Things that changed, of which a chain is told."""
OUTCOMES, EACH = 3, 2
"""Answers to questions among them, and to one question."""
LONGEST = 8
"""Steps that are told of a chain; of a longer one the middle is left out."""
SHARED = 2
"""First steps that two chains share, for the second to name the first."""

LETTERS = "ABCD"
"""What chains are called."""

_Told = list[tuple[str, list[Any]]]
"""The chains told so far: on which side, and their steps."""


def makers(found: Sequence[Mapping[str, Any]], width: int) -> Lines:
    """Return the lines on what makes the difference; none where nothing changed.

    Args:
        found: `chains` of an alternative.
        width: columns in all.
    """
    chosen = _chosen(found)
    if not chosen:
        return []
    head = "What makes the difference: chains of events that futures have on one side only"
    lines = ["", *prose(head, width, indent=1, hang=2)]
    known: _Told = []
    asked = ""
    for subject in chosen:
        if subject["question"] and subject["question"] != asked:
            asked = subject["question"]
            lines += prose(asked, width, indent=2)
        chain = commonest(subject)
        said = f"{change(subject, found)}. "
        if chain is None:
            said += "No chain tells these from the others: it comes of the change itself."
            lines += prose(said, width, hang=2)
            continue
        said += f"{share(subject, chain)}, as future {chain['example']['member']} tells it:"
        lines += [*prose(said, width, hang=2), *_steps(chain, known, width)]
    return lines


def _chosen(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return what is told: each thing the way in which more futures changed, outcomes first.

    Of outcomes those of the first question come first. What comes of the change in one step is no
    finding; an indicator is told all the same, to say so.
    """
    most = most_changed(found)
    outcomes = [one for one in most if one["section"] == "outcomes" and commonest(one)]
    questions = list(dict.fromkeys(one["question"] for one in outcomes))
    by_question = [
        sorted((o for o in outcomes if o["question"] == asked), key=lambda o: -int(o["futures"]))
        for asked in questions
    ]
    first = [one for group in by_question for one in group[:EACH]][:OUTCOMES]
    rest = [one for one in most if one["section"] != "outcomes"]
    return [*first, *rest][:MOST]


def _steps(chain: Mapping[str, Any], known: _Told, width: int) -> Lines:
    """Return the steps, numbered, each with its rule and clause.

    The answer to a question at the end is left out, and so are the first steps of a chain that was
    told before.
    """
    keys, said = steps(chain), list(enumerate(told(chain), start=1))
    shared, before = max(
        ((_shared(one, chain["only"], keys), -at) for at, one in enumerate(known)),
        default=(0, 0),
    )
    if shared < min(SHARED, len(keys)) or len(said) != len(keys):
        shared = 0
    rest = said[shared:]
    name = ""
    if shared:
        all_of = shared == len(known[-before][1])
        name = f"chain {LETTERS[-before]}{'' if all_of else f', steps 1 to {shared}'}"
    if rest:
        known.append((chain["only"], keys))
        name = f"chain {LETTERS[len(known) - 1]}{f' ({name}, then)' if name else ''}:"
    return [*prose(name, width, indent=5), *_numbered(rest, width)]


def _shared(one: tuple[str, list[Any]], side: str, keys: list[Any]) -> int:
    """Return how many first steps a chain of a side shares with one that was told."""
    if one[0] != side:
        return 0
    pairs = enumerate(zip(one[1], keys, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one[1]), len(keys)))


def _numbered(steps: Sequence[tuple[int, Mapping[str, Any]]], width: int) -> Lines:
    left = len(steps) - LONGEST
    half = LONGEST // 2
    lines: Lines = []
    for at, (number, step) in enumerate(steps):
        if left > 0 and half <= at < half + left:
            if at == half:
                lines += prose(f"({left} more steps, with --json)", width, indent=8)
            continue
        by = "; ".join(part for part in (step["law"], step["where"] or step["rule"]) if part)
        lines += prose(f"{number}. {step['sentence']} [{by}]", width, indent=5, hang=3)
    return lines
