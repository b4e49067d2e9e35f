"""Headers: Flee goes by position and ignores them, so one that says otherwise is refused."""

from offramp.importing.flee.cells import is_number
from offramp.importing.flee.desk import COMMENT, Desk, Line

Columns = tuple[tuple[str, ...], ...]
"""The names in use for each position."""


def is_header(line: Line, columns: Columns) -> bool:
    """Return whether a line without `#` names the columns all the same."""
    texts = [cell.text.casefold() for cell in line.cells[: len(columns)]]
    named = sum(text in names for text, names in zip(texts, columns, strict=False))
    return named >= 2 and not any(is_number(text) for text in texts)


def check_header(desk: Desk, header: Line, columns: Columns) -> None:
    """Refuse a header in which a column is missing, or stands where Flee reads another."""
    texts = [cell.text.removeprefix(COMMENT).strip().casefold() for cell in header.cells]
    at = {name: position for position, names in enumerate(columns) for name in names}
    there = {at[text] for text in texts if text in at}
    for position, text in enumerate(texts):
        if at.get(text, position) == position:
            continue
        missing = [names[0] for own, names in enumerate(columns) if own not in there]
        wanted = columns[position][0] if position < len(columns) else "an additional column"
        message = f'"{text}" stands where Flee reads {wanted}'
        order = ", ".join(names[0] for names in columns)
        hint = f"the order is {order}"
        if missing:
            message = f"there is no column {' and no column '.join(missing)}: {message}"
        desk.wrong(header, position, "missing-column" if missing else "bad-header", message, hint)
        return
    if len(texts) < len(columns):
        missing = [names[0] for names in columns[len(texts) :]]
        message = f"there is no column {' and no column '.join(missing)}"
        order = ", ".join(names[0] for names in columns)
        hint = f"Flee reads {order}, in this order"
        desk.wrong(header, len(texts) - 1, "missing-column", message, hint)
