"""Part 3: in how many futures each measure is proposed, adopted and comes into force."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from offramp.cli.screen.lines import GAP, Lines, columns, cut, listed
from offramp.cli.screen.people import of_100, short

if TYPE_CHECKING:
    from offramp.results.run import Run

STAGES = ("proposed", "adopted", "in_force")
ALONE = "unilateral"
"""The procedure of an actor that decides alone, and so proposes to nobody."""
LABEL = 46
"""Most characters of the name of a measure."""
PANEL = 48
"""Columns that a panel of the table needs at least."""
BETWEEN = 3
"""Blanks before each panel."""
FEWEST = 3
"""Measures that each panel shows at least."""
STEPS, OTHERS = "Decided together, a step up the ladder", "Others, most often in force first"
"""Captions of the two panels."""


def measures(run: "Run", width: int, room: int) -> Lines:
    """Return the lines of part 3.

    Args:
        run: that is shown.
        width: columns in all.
        room: lines that it should not exceed.
    """
    found = run.summary["measures"]
    later = [name for name, m in found.items() if any(m["after_as_of"].values())]
    below = _elsewhere(found, later, width)
    later.sort(key=lambda name: _weight(found[name]))
    groups = {
        STEPS: [name for name in later if _is_step(run, name)],
        OTHERS: [name for name in later if not _is_step(run, name)],
    }
    groups = {caption: names for caption, names in groups.items() if names}
    wide = width >= 2 * PANEL
    stacked = 1 if wide else max(len(groups), 1)
    rows = max(FEWEST, (room - len(below)) // stacked - 1)
    if any(len(names) > rows for names in groups.values()):
        rows = max(FEWEST, (room - len(below) - 1) // stacked - 1)
    rest = [name for names in groups.values() for name in names[rows:]]
    if rest:
        below = [listed("   Rarer:", [_brief(run, name) for name in rest], width), *below]
    panel = width // 2 if wide else width
    panels = [_panel(run, caption, names[:rows], panel) for caption, names in groups.items()]
    return [*(_beside(panels, panel) if wide else [x for one in panels for x in one]), *below]


def _is_step(run: "Run", name: str) -> bool:
    """Return whether several decide on a measure, and it raises a dyad."""
    measure = run.scenario.measures[name]
    return bool(measure.rung) and measure.procedure != ALONE


def _weight(measure: Mapping[str, Any]) -> tuple[int, ...]:
    """Return what sorts the measures: most often in force, adopted, proposed, first."""
    return tuple(-measure["after_as_of"][stage] for stage in reversed(STAGES))


def _panel(run: "Run", caption: str, names: list[str], width: int) -> Lines:
    """Return measures with their counts, under a caption."""
    found = run.summary["measures"]
    counts = [[*_counts(run, name), "h" if found[name]["observed"] else " "] for name in names]
    wide = max(len(line) for line in columns(counts, [True] * 4, 0, gap=1))
    room = min(LABEL, width - wide - BETWEEN - GAP)
    labels = [cut(found[name]["label"], room).ljust(room) for name in names]
    rows = [[label, *row] for label, row in zip(labels, counts, strict=True)]
    lines = columns(rows, [False, True, True, True, False], BETWEEN, gap=1)
    return [" " * BETWEEN + caption, *lines]


def _beside(panels: list[Lines], width: int) -> Lines:
    """Return panels side by side."""
    tall = max((len(panel) for panel in panels), default=0)
    filled = [[*panel, *[""] * (tall - len(panel))] for panel in panels]
    return [
        "".join(line.ljust(width) for line in row).rstrip() for row in zip(*filled, strict=True)
    ]


def _counts(run: "Run", name: str) -> list[str]:
    """Return of 100 futures how many see it proposed, adopted, in force."""
    later = run.summary["measures"][name]["after_as_of"]
    counts = [of_100(100 * later[stage] / run.members) for stage in STAGES]
    if run.scenario.measures[name].procedure == ALONE:
        counts[0] = "-"
    return counts


def _brief(run: "Run", name: str) -> str:
    return f"{run.summary['measures'][name]['label']} {'/'.join(_counts(run, name))}"


def _elsewhere(found: Mapping[str, Any], later: list[str], width: int) -> Lines:
    """Return what no future chooses after the as-of date: done in history, or never done."""
    rest = [measure for name, measure in found.items() if name not in later]
    history = [f"{m['label']} ({_day(m['observed'])})" for m in rest if m["observed"]]
    idle = [m["label"] for m in rest if not m["observed"]]
    lines = [listed("   In no future:", idle, width)] if idle else []
    return [*lines, listed("   Only in history:", history, width)] if history else lines


def _day(observed: Mapping[str, str]) -> str:
    """Return the last day on which history moved a measure."""
    return short(max(date.fromisoformat(day) for day in observed.values()))
