"""The chains that make a difference: the commonest of each, told by one of its futures."""

from collections.abc import Mapping, Sequence
from typing import Any

from offramp.cli.screen.lines import Lines, prose

MOST = 4
"""Things that changed, of which a chain is told."""
OUTCOMES, EACH = 3, 2
"""Answers to questions among them, and to one question."""
FEWEST = 3
"""Futures that changed, for a chain to be told."""
LONGEST = 8
"""Steps that are told of a chain; of a longer one the middle is left out."""
SIDES = {"other": "with it", "base": "as it is"}

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
    told: _Told = []
    for subject in chosen:
        chain = _chain(subject)
        back = next((one["futures"] for one in found if _turned(one, subject)), 0)
        lines += prose(_lead(subject, chain, back), width, hang=2)
        if chain:
            lines += _steps(chain, told, width)
    return lines


def _chosen(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return what is told: each thing the way in which more futures changed, outcomes first.

    Of outcomes those of the first question come first. What comes of the change in one step is no
    finding; an indicator is told all the same, to say so.
    """
    most: dict[str, Mapping[str, Any]] = {}
    for one in found:
        before = most.get(one["id"])
        if one["futures"] >= FEWEST and (before is None or one["futures"] > before["futures"]):
            most[one["id"]] = one
    outcomes = [one for one in most.values() if one["section"] == "outcomes" and _chain(one)]
    questions = list(dict.fromkeys(one["question"] for one in outcomes))
    by_question = [
        sorted((o for o in outcomes if o["question"] == asked), key=lambda o: -int(o["futures"]))
        for asked in questions
    ]
    first = [one for group in by_question for one in group[:EACH]][:OUTCOMES]
    rest = [one for one in most.values() if one["section"] != "outcomes"]
    return [*first, *rest][:MOST]


def _chain(subject: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the commonest chain that goes beyond the change itself; None if there is none."""
    return next((chain for chain in subject["chains"] if len(_keys(chain)) > 1), None)


def _keys(chain: Mapping[str, Any]) -> list[Any]:
    """Return the steps of a chain without the answer to a question at its end."""
    steps: list[Any] = chain["steps"]
    return steps[:-1] if len(steps) > 1 and steps[-1]["kind"] == "outcome" else steps


def _turned(one: Mapping[str, Any], subject: Mapping[str, Any]) -> bool:
    """Return whether it is the same thing, changed the other way."""
    return bool(one["id"] == subject["id"] and one["way"] != subject["way"])


def _lead(subject: Mapping[str, Any], chain: Mapping[str, Any] | None, back: int) -> str:
    """Return what changed in how many futures, and how many of them have the chain.

    Args:
        subject: what changed.
        chain: that makes it, if there is one.
        back: futures in which it changed the other way.
    """
    count = subject["futures"]
    futures = f"in {count:,} future{'' if count == 1 else 's'}"
    if subject["question"]:
        side = SIDES["other" if subject["way"] == "appears" else "base"]
        what = f"{subject['question']} “{subject['label']}” {futures} {side} only"
    else:
        what = f"{subject['label']}: {subject['way']} {futures}"
    what += f" ({back:,} the other way)" if back else ""
    if chain is None:
        return f"{what}. No chain tells these from the others: it comes of the change itself."
    side = SIDES[chain["only"]]
    own = f"{chain['futures']:,} of them have this chain {side} only"
    against = f", {chain['against']:,} only the other way round" if chain["against"] else ""
    rest, have = subject["others"], chain["others"]
    do = "does" if have == 1 else "do"
    others = f", and so {do} {have:,} of the {rest:,} others" if rest else ""
    return f"{what}. {own}{against}{others} (as future {chain['example']['member']} tells it):"


def _steps(chain: Mapping[str, Any], told: _Told, width: int) -> Lines:
    """Return the steps, numbered, each with its rule and clause.

    The answer to a question at the end is left out, and so is what a chain told before tells too.
    """
    keys, steps = _keys(chain), list(enumerate(chain["told"], start=1))
    if len(keys) < len(chain["steps"]):
        steps = steps[:-1]
    before = next((at for at, one in enumerate(told) if _alike(one, chain["only"], keys)), None)
    told.append((chain["only"], keys))
    if before is None:
        name = f"chain {LETTERS[len(told) - 1]}:"
        return [*prose(name, width, indent=5), *_numbered(steps, width)]
    known = len(told[before][1])
    shared = f", steps 1 to {len(keys)}" if len(keys) < known else ""
    rest = steps[known:] if len(steps) == len(keys) else []
    name = f"chain {LETTERS[before]}{shared}{', then' if rest else ''}"
    return [*prose(name, width, indent=5), *_numbered(rest, width)]


def _alike(told: tuple[str, list[Any]], side: str, keys: list[Any]) -> bool:
    """Return whether of two chains of one side one is the beginning of the other."""
    shorter = min(len(told[1]), len(keys))
    return told[0] == side and told[1][:shorter] == keys[:shorter]


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
