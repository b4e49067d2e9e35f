"""What alternatives change on the same futures: each thing, below it before, after, change."""

from typing import TYPE_CHECKING

from offramp.cli.screen.lines import Lines, prose

if TYPE_CHECKING:
    from offramp.ensemble.compare import Comparison
    from offramp.ensemble.table import Row

NONE = "none"
"""The difference of what stays as it is."""
INDENT = 6
"""Blanks before the numbers."""


def comparison(found: "Comparison", width: int) -> Lines:
    """Return the lines of a comparison.

    Args:
        found: that is shown.
        width: columns in all.
    """
    told = found.summary
    head = (
        f"{told['scenario']['title']}: the same {told['members']:,} futures (seed {told['seed']}) "
        "as the scenario is and with a change. Averages come with the range that chance leaves "
        "(95 %); what follows counts futures of 100."
    )
    lines = prose(head, width, indent=0)
    for name in found.names:
        lines += ["", f"As it is -> {name}"]
        lines += _rows(found.rows(name), width)
    return [*lines, "", *prose(f"Given these assumptions. {told['limits']}", width, indent=0)]


def _rows(rows: "list[Row]", width: int) -> Lines:
    """Return each row on two lines: what it is, then the numbers."""
    lines: Lines = []
    for row in rows:
        if not row.base:
            lines += prose(row.what, width, indent=1)
        elif row.difference == NONE:
            lines += prose(f"{row.what.strip()}: {row.base}, no change", width)
        else:
            numbers = f"{row.base} -> {row.other}; {row.difference}; {row.futures}"
            lines += [*prose(row.what.strip(), width), *prose(numbers, width, INDENT, hang=2)]
    return lines
