"""Part 2: contact between the two sides, and how futures end, as frequencies and ranges."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from offramp.cli.screen.lines import Lines, at_most, prose
from offramp.cli.screen.people import of_100, short

Question = Mapping[str, Any]

MOST = 300
"""Characters, about, for ranges that share an assumption; `run.json` holds it in full."""
FIRST = 2
"""Questions of a scenario that are answered on every screen."""
TOLD = 2
"""Ways into contact that are told by name."""


def contact(summary: Mapping[str, Any], width: int) -> Lines:
    """Return the lines of part 2: lethal contact, what nobody has seen, the first questions.

    Args:
        summary: of a run.
        width: columns in all.
    """
    lines: Lines = []
    for dyad in summary["contact"].values():
        lines += prose(_dyad(dyad, summary["members"]), width, hang=2)
    lines += _unseen(summary, width)
    for question in list(summary["outcomes"].values())[:FIRST]:
        lines += prose(_answers(question), width, hang=2)
    return lines


def more_questions(summary: Mapping[str, Any], width: int, room: int) -> Lines:
    """Return the answers to the questions after the first ones.

    Args:
        summary: of a run.
        width: columns in all.
        room: lines that they may take; where it is short, the last ones are cut or left out.
    """
    rest = list(summary["outcomes"].values())[FIRST:]
    lines: Lines = []
    for number, question in enumerate(rest, start=1):
        left = room - len(lines) - (len(rest) - number)
        lines += at_most(max(1, left), prose(_answers(question), width, hang=2), width)
    return lines[: max(0, room)]


def _dyad(dyad: Mapping[str, Any], members: int) -> str:
    from offramp.results.words import chance_range, in_100

    often = in_100(dyad["futures"], members)
    text = (
        f"Lethal contact, {dyad['label']}: {often} futures "
        f"(range {chance_range(dyad['low'], dyad['high'])}: {dyad['range']})"
    )
    first = dyad["first_date"]
    if first["q50"]:
        dates = [date.fromisoformat(first[name]) for name in ("q50", "q05", "q95")]
        text += ", first on {} ({} to {})".format(*(short(day) for day in dates))
    ways = sorted(dyad["pathways"].values(), key=lambda way: -way["futures"])
    told = _counted([(way["label"], way["in_100"]) for way in ways if way["futures"]], TOLD)
    return f"{text}. By way: {told}." if told else f"{text}."


def _counted(found: list[tuple[str, float]], most: int | None = None) -> str:
    """Return names with how many of 100 futures each has; what is rare, together at the end."""
    common = [(name, of_100(share)) for name, share in found if of_100(share) not in {"0", "<1"}]
    rare = [name for name, share in found if of_100(share) == "<1"]
    told = [f"{name} {share}" for name, share in common[:most]]
    if rest := common[most:] if most else []:
        told.append(f"{len(rest) + len(rare)} others, none above {rest[0][1]}")
    elif len(rare) == 1:
        told.append(f"{rare[0]} <1")
    elif rare:
        told.append(f"{len(rare)} others <1 each")
    return "; ".join(told)


def _answers(question: Question) -> str:
    """Return a question with the frequency of every answer that has been seen before."""
    label = question["label"]
    seen = [(case["label"], case["in_100"]) for case in question["cases"] if "count" in case]
    return f"{label}{':' * label[-1:].isalnum()} Of 100 futures: {_counted(seen)}."


def _unseen(summary: Mapping[str, Any], width: int) -> Lines:
    """Return the ranges of what nobody has seen; a shared assumption is told once."""
    from offramp.results.words import chance_range

    ranges: dict[str, list[str]] = {}
    for question in summary["outcomes"].values():
        for case in question["cases"]:
            if "count" not in case:
                chance = chance_range(case["low"], case["high"])
                told = f"{case['label']}, {chance.replace('fewer than 1 to', '<1 to')}"
                ranges.setdefault(case["assumption"], []).append(told)
    lines: Lines = []
    for assumption, found in ranges.items():
        text = f"Never seen, unvalidated: {'; '.join(found)}. Assumes: {assumption.rstrip('.')}."
        lines += at_most(-(-MOST // width), prose(text, width, hang=2), width)
    return lines
