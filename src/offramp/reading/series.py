"""The rows of observed series, each in a table of its own beside the file that names it."""

from offramp.model.problems import Problem
from offramp.reading import tables
from offramp.reading.home import OUTSIDE, Home, Reading
from offramp.reading.nodes import Entry, Mapping, Scalar, Sequence

SERIES, FILE, ROWS = "series", "file", "rows"


def attach_rows(root: Mapping, home: Home, reading: Reading) -> Mapping:
    """Return what a file holds with the rows of each series that names a `file:`.

    Args:
        root: What the file holds, or the whole of one folder.
        home: The folder of that file; no series may name a file outside it.
        reading: Gathers texts and problems.
    """
    items = root.get(SERIES)
    if not isinstance(items, Mapping):
        return root
    for key, entry in items.entries.items():
        item = entry.node
        named = item.entries.get(FILE) if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or named is None or ROWS in item:
            continue
        rows = _rows(named, home, reading)
        if rows is not None:
            table = Entry(rows, rows.where)
            items = items.put(key, entry.put(item.put(ROWS, table)))
    return root.put(SERIES, root.entries[SERIES].put(items))


def _rows(named: Entry, home: Home, reading: Reading) -> Sequence | None:
    """Return the table that a `file:` names."""
    node = named.node
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return None  # the model says what it should be
    path = home.inside(node.value) if node.value.endswith(".csv") else None
    if path is None:
        message = f'"{node.value}" is no table inside the folder of this file'
        hint = f"{OUTSIDE}, such as series/name.csv"
        problem = Problem("bad-path", message, hint, node.where, node.length)
        reading.problems.append(problem)
        return None
    file = home.name(node.value)
    text = reading.texts.load(path, file, tables.LARGEST, reading.problems, node)
    return None if text is None else tables.parse_rows(text, file, reading.problems)
