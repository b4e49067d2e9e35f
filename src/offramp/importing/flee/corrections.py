"""registration_corrections.csv: counts before a recount are rescaled by the jump at it."""

from datetime import date

from offramp.importing.flee import cells
from offramp.importing.flee.desk import Desk, Line
from offramp.importing.flee.header import is_header
from offramp.importing.flee.sums import Counts
from offramp.model.problems import did_you_mean

FILE = "input_csv/registration_corrections.csv"
COLUMNS = (("name", "camp", "location"), ("date",))

Named = dict[str, tuple[Line, Counts | None]]
"""The line of data_layout.csv of each camp, and its counts; None where they could not be read."""


def correct(desk: Desk, named: Named) -> dict[str, tuple[Counts, tuple[date, ...]]]:
    """Return the counts of each camp, corrected, with the dates of its corrections."""
    kept: dict[str, tuple[Counts, tuple[date, ...]]] = {
        name: (counts or (), ()) for name, (_, counts) in named.items()
    }
    table = desk.table(FILE) if desk.has(FILE) else None
    for position, line in enumerate(table.lines if table else ()):
        if len(line.cells) < len(COLUMNS) or (position == 0 and is_header(line, COLUMNS)):
            continue
        name = line.text(0)
        when = cells.day(desk, line, 1, "the date of the recount")
        if name not in named:
            hint = did_you_mean(name, named) or "name a camp of data_layout.csv"
            desk.wrong(line, 0, "unknown-camp", f'there is no camp "{name}"', hint)
        elif when is not None and named[name][1]:
            counts, dates = kept[name]
            scaled = _scaled(desk, line, counts, when)
            if scaled is not None:
                kept[name] = (scaled, (*dates, when))
    return kept


def _scaled(desk: Desk, line: Line, counts: Counts, when: date) -> Counts | None:
    """Return counts with those before a date times the jump at it; None where there is none."""
    at = next((position for position, row in enumerate(counts) if row[0] == when), None)
    if at is None or at == 0:
        message = f"{line.text(0)} has no count {'before' if at == 0 else 'on'} {when}"
        near = [str(row[0]) for row in counts[1:]]
        hint = did_you_mean(str(when), near) or "give the date of its first count after a recount"
        desk.wrong(line, 1, "unknown-date", message, hint)
        return None
    if counts[at - 1][1] == 0:
        message = f"the count of {line.text(0)} before {when} is 0, and cannot be rescaled"
        desk.wrong(line, 1, "bad-value", message, "delete the line")
        return None
    factor = counts[at][1] / counts[at - 1][1]
    return (*((day, persons * factor) for day, persons in counts[:at]), *counts[at:])
