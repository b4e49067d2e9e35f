"""What alternatives change on the same futures: headlines first, then what changes materially."""

from collections.abc import Iterator, Mapping
from itertools import count
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from offramp.cli.screen.lines import Lines, prose
from offramp.cli.views.makers import makers
from offramp.ensemble.lines import table

if TYPE_CHECKING:
    from offramp.ensemble.compare import Comparison
    from offramp.ensemble.table import Row

NONE = "none"
"""The difference of what stays as it is."""
INDENT = 6
"""Blanks before the numbers."""
SEVERAL = 2
"""Alternatives from which on they are told beside one another first."""
MOST = 20
"""Rows beyond the headlines."""


def comparison(found: "Comparison", width: int, titles: Mapping[str, str] | None = None) -> Lines:
    """Return the lines of a comparison.

    Args:
        found: that is shown.
        width: columns in all.
        titles: what alternatives are, in words, by name; for those that have a title.
    """
    told = found.summary
    head = (
        f"{told['scenario']['title']}: the same {told['members']:,} futures (seed {told['seed']}) "
        "as the scenario is and with a change. Differences come with the range that chance leaves "
        "(95 %): of averages by their spread; of what comes about or not by the futures that "
        "changed. Pairing ×12: the same futures on both sides are as good "
        "as 12 times as many unpaired ones (variance of the difference, unpaired over paired)."
    )
    lines = prose(head, width, indent=0)
    for warning in told["warnings"]:
        lines += prose(warning, width, indent=0)
    lines += _at_a_glance(found, width)
    for name in found.names:
        title = (titles or {}).get(name, "")
        heading = f"As it is -> {name}" + (f": {title}" if title else "")
        lines += ["", *prose(heading, width, indent=0, hang=3)]
        lines += _changed(told["alternatives"][name]["change"], width)
        lines += _chosen(found.rows(name), width)
        lines += makers(told["alternatives"][name]["chains"], width)
    return [*lines, "", *prose(f"Given these assumptions. {told['limits']}", width, indent=0)]


def _at_a_glance(found: "Comparison", width: int) -> Lines:
    """Return the headlines that move, of all alternatives beside one another.

    None for a single alternative, or where none moves.
    """
    if len(found.names) < SEVERAL:
        return []
    sides = {name: [row for row in found.rows(name) if row.headline] for name in found.names}
    first = next(iter(sides.values()))
    letters = dict(zip(sides, _letters(), strict=False))
    lines = ["", *prose("At a glance (* where the range leaves out zero)", width, indent=1)]
    for name, letter in letters.items():
        lines += prose(f"{letter}: {name}", width, hang=3)
    told = [["", "as it is", *letters.values()]]
    for row in first:
        others = {
            name: one
            for name, rows in sides.items()
            for one in rows
            if (one.group, one.what) == (row.group, row.what)
        }
        if not row.futures or all(_unmoved(one) for one in others.values()):
            continue
        cells = [_cell(others[name]) if name in others else "" for name in sides]
        told.append([row.what.strip(), _narrow(row.base), *cells])
    if len(told) == 1:
        return []
    lines += table(told, [False, *[True] * (len(sides) + 1)], width, indent=3)
    return [*lines, *_alike(list(letters.values()), told[1:], width)]


def _alike(letters: list[str], rows: list[list[str]], width: int) -> Lines:
    """Return which alternatives read the same in all rows, so that nobody takes it for a slip."""
    by_column: dict[tuple[str, ...], list[str]] = {}
    for letter, column in zip(letters, list(zip(*rows, strict=True))[2:], strict=True):
        by_column.setdefault(column, []).append(letter)
    return [
        line
        for same in by_column.values()
        if len(same) > 1
        for line in prose(f"{' and '.join(same)} read the same in all these rows.", width, indent=3)
    ]


def _letters() -> Iterator[str]:
    """Yield short names for alternatives: A to Z, then A1 to Z1 and so on."""
    for round_ in count():
        yield from (f"{letter}{round_ or ''}" for letter in ascii_uppercase)


def _unmoved(row: "Row") -> bool:
    """Return whether the other side is as the first, of what is counted or told as a range."""
    return row.difference == NONE or (row.base == row.other and not row.pairing)


def _cell(row: "Row") -> str:
    return f"{_narrow(row.other)}{'*' if row.material else ''}"


def _narrow(text: str) -> str:
    """Return how often something comes, in the fewest signs."""
    return text.replace("fewer than ", "<")


def _changed(change: Mapping[str, Any], width: int) -> Lines:
    """Return what an alternative switches off, or sets to another number."""
    by_word: dict[str, list[str]] = {}
    for item in change["items"]:
        section = item["path"].partition(".")[0].replace("_", " ").removesuffix("s")
        by_word.setdefault(item["change"], []).append(f"{item['label']} ({section})")
    texts = [f"{word}: {'; '.join(labels)}" for word, labels in by_word.items()]
    numbers = [f"{one['label']}: {one['base']} -> {one['other']}" for one in change["numbers"]]
    texts += [f"numbers set: {'; '.join(numbers)}"] if numbers else []
    return [line for text in texts for line in prose(text, width, indent=1, hang=2)]


def _chosen(rows: "list[Row]", width: int) -> Lines:
    """Return the headlines, then the rows with a material change, then how many are left out."""
    first = _rows([row for row in rows if not row.base or row.headline], width)
    rest = [row for row in rows if row.base and not row.headline]
    ruled = [row for row in rest if not row.futures]
    material = [row for row in rest if row.material]
    shown = {id(row) for row in material[:MOST]}
    lines = first
    if shown:
        looked = sum(1 for row in rest if row.futures and row.difference != NONE)
        text = (
            f"Beyond these, where the range leaves out zero: {len(material)} of {looked} that moved"
        )
        if (chance := round(looked / 20)) > 0:
            text += f"; chance alone would show about {chance}"
        lines += ["", *prose(text, width, indent=0)]
        lines += _rows([row for row in rows if not row.base or id(row) in shown], width)
    if ruled:
        lines += ["", *prose("Follows from the change itself, so no finding", width, indent=0)]
        for row in ruled:
            lines += _ruled_out(row, width)
    lines += ["", *_left_out(len(material) - len(shown), _quiet(rest), width)]
    return lines


def _quiet(rest: "list[Row]") -> int:
    return sum(1 for row in rest if row.futures and not row.material)


def _left_out(material: int, quiet: int, width: int) -> Lines:
    texts = [f"{material} more with a material change"] if material else []
    texts += [f"{quiet} more without a material change"] if quiet else []
    return prose(f"and {' and '.join(texts)} (all with --json)", width, indent=1) if texts else []


def _rows(rows: "list[Row]", width: int) -> Lines:
    """Return each row: what it is, then the numbers; a heading only where rows follow it."""
    lines: Lines = []
    heading = ""
    for row in rows:
        if not row.base:
            heading = row.what
            continue
        if heading:
            lines += prose(heading, width, indent=1)
            heading = ""
        what = row.what.strip()
        if not row.futures:
            lines += _ruled_out(row, width)
        elif row.difference == NONE:
            lines += prose(f"{what}: {row.base}, no change", width, hang=3)
        elif row.base == row.other and not row.material:
            lines += prose(f"{what}: {row.base} in both; {_tail(row)}", width, hang=3)
        else:
            numbers = f"{row.base} -> {row.other}; {_tail(row)}"
            lines += [*prose(what, width), *prose(numbers, width, INDENT, hang=2)]
    return lines


def _tail(row: "Row") -> str:
    """Return the difference and in how many futures there is one."""
    return "; ".join(part for part in (row.difference, row.futures, row.pairing) if part)


def _ruled_out(row: "Row", width: int) -> Lines:
    """Return what the change itself keeps from coming about: no difference to estimate."""
    return prose(f"{row.what.strip()}: {row.base} as it is; {row.difference}", width, hang=3)
