"""A replay in words: a headline for each set of assumptions, then tables of measures."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from offramp.ensemble.lines import prose, table, widths_of
from offramp.results.words import day_words

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STAGES = {
    "in_force": "in force",
    "adopted": "adopted",
    "decided": "decided",
    "rejected": "refused",
    "proposed": "proposed",
}
"""What history is said to have done."""
IMPOSED = "*"
LABEL = 30
"""Columns that a label has at least."""


def headline(summary: Mapping[str, Any], name: str) -> str:
    """Return what comes of one set of assumptions, in a sentence.

    Args:
        summary: of a replay; its measures and `near_days` are enough.
        name: of the set.
    """
    near: list[tuple[float, str]] = []
    refused: list[float] = []
    for measure in summary["measures"]:
        found = measure["sets"][name]
        if found is None or measure["imposed"]:
            continue
        if measure["taken"]:
            near.append((found["within_7_days"]["in_100"], measure["label"]))
        else:
            refused.append(found["adopted"]["in_100"])
    parts = []
    if near:
        text = (
            f"what history did comes about within {summary['near_days']} days of its date (and by "
            f"the as-of date) in {_mean(near)}"
        )
        if len(near) > 1:
            low, high = min(near), max(near)
            text += (
                f" on average over {len(near)} measures (most often {high[1]}: {_short(high[0])}; "
                f"least often {low[1]}: {_short(low[0])})"
            )
        else:
            text += f" ({near[0][1]})"
        parts.append(text)
    if refused:
        on_average = f" on average over {len(refused)} measures" if len(refused) > 1 else ""
        mean = _in_100(sum(refused) / len(refused))
        parts.append(f"what it refused or left open is adopted in {mean}{on_average}")
    said = "; ".join(parts) or "all that history did is imposed, so nothing is decided anew"
    return f"{said[0].upper()}{said[1:]}."


def _mean(found: Sequence[tuple[float, str]]) -> str:
    return _in_100(sum(share for share, _ in found) / len(found))


def _in_100(share: float) -> str:
    return f"{_short(share)} in 100 futures"


def _short(share: float) -> str:
    """Return how many in 100, as short as it can be said.

    >>> _short(0), _short(0.2), _short(12.6), _short(99.8)
    ('0', '<1', '13', '>99')
    """
    if 0 < share < 0.95:
        return "<1"
    return ">99" if 99.05 < share < 100 else f"{round(share)}"


def lines(summary: Mapping[str, Any], width: int) -> list[str]:
    """Return a replay as lines of text.

    Args:
        summary: of the replay.
        width: columns in all.
    """
    start, as_of = (date.fromisoformat(summary[name]) for name in ("start", "as_of"))
    names = list(summary["sets"])
    head = (
        f"{summary['scenario']['title']}: {day_words(start)} to {day_words(as_of)} decided anew in "
        f"{summary['members']:,} futures (seed {summary['seed']}). What was observed is imposed; "
        "measures, answers and incidents are not."
    )
    told = prose(head, width)
    for at, name in enumerate(names):
        one = summary["sets"][name]
        letter = f"{_letter(at)}  " if len(names) > 1 else ""
        about = f" ({one['about'].rstrip('.')})" if one["about"] else ""
        told += ["", *prose(f"{letter}{name}{about}", width, hang=3)]
        told += prose(one["headline"], width, indent=3)
    taken = [measure for measure in summary["measures"] if measure["taken"]]
    others = [measure for measure in summary["measures"] if not measure["taken"]]
    if taken:
        caption = (
            f"Taken in history. Of 100 futures, as far: by that day / within {summary['near_days']}"
            f" days of it, but not after {_day(as_of)} / by {_day(as_of)}"
        )
        told += ["", *prose(caption, width), *_tables(taken, names, _as_far, width)]
    if others:
        caption = (
            f"Refused or left open in history. Of 100 futures, by {_day(as_of)}: proposed / "
            "proposed and rejected / proposed and adopted"
        )
        told += ["", *prose(caption, width), *_tables(others, names, _fate, width)]
    if summary["not_taken"]:
        caption = f"Not on record, and yet taken by {_day(as_of)}, of 100 futures"
        told += ["", *prose(caption, width), *_tables(summary["not_taken"], names, _taken, width)]
    if any(measure["imposed"] for measure in summary["measures"]):
        note = f"{IMPOSED} imposed by the scenario all the same, so no finding."
        told += ["", *prose(note, width)]
    if any(None in measure["sets"].values() for measure in summary["measures"]):
        told += prose("off: switched off in that set.", width)
    return [*told, "", *prose(summary["caution"], width), *prose(summary["limits"], width)]


def _tables(
    measures: Sequence[Mapping[str, Any]],
    names: list[str],
    cell: Callable[[Mapping[str, Any]], str],
    width: int,
) -> list[str]:
    """Return a table of measures by sets; as many below one another as the width needs."""
    dated = "date" in measures[0]
    rows = [
        [
            measure["label"] + IMPOSED * measure.get("imposed", False),
            *([f"{STAGES[measure['stage']]} {_day_of(measure['date'])}"] if dated else []),
            *("off" if (found := measure["sets"][name]) is None else cell(found) for name in names),
        ]
        for measure in measures
    ]
    head = ["", *["history"] * dated]
    heads = [_letter(at) if len(names) > 1 else "futures" for at in range(len(names))]
    found = [[*head, *heads], *rows]
    fixed = 1 + dated
    told: list[str] = []
    for group in _groups(widths_of([found]), len(head), width):
        keep = [*range(fixed), *(fixed + at for at in group)]
        part = [[row[at] for at in keep] for row in found]
        told += [""] if told else []
        told += table(part, [False, *[False] * dated, *[True] * len(group)], width, tight=True)
    return told


def _groups(widths: Sequence[int], fixed: int, width: int) -> list[list[int]]:
    """Return which sets stand in one table: as many as there is room for beside the labels.

    Args:
        widths: of the columns but the first.
        fixed: columns before those of sets.
        width: columns in all.
    """
    room = width - 2 - LABEL - sum(size + 2 for size in widths[: fixed - 1])
    groups: list[list[int]] = []
    left = 0
    for at, size in enumerate(widths[fixed - 1 :]):
        if not groups or left < size + 2:
            groups.append([])
            left = room
        groups[-1].append(at)
        left -= size + 2
    return groups


def _as_far(found: Mapping[str, Any]) -> str:
    return _slashed(found, "by_then", "within_7_days", "by_as_of")


def _fate(found: Mapping[str, Any]) -> str:
    return _slashed(found, "proposed", "rejected", "adopted")


def _taken(found: Mapping[str, Any]) -> str:
    return _short(found["in_100"])


def _slashed(found: Mapping[str, Any], *names: str) -> str:
    return "/".join(_short(found[name]["in_100"]) for name in names)


def _letter(at: int) -> str:
    return LETTERS[at] if at < len(LETTERS) else f"Z{at - len(LETTERS) + 1}"


def _day_of(text: str) -> str:
    return _day(date.fromisoformat(text))


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
