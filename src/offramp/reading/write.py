"""A resolved scenario to a folder that reads back as the same scenario."""

from itertools import chain
from pathlib import Path, PurePosixPath

from offramp.reading.home import Home
from offramp.reading.layout import HEAD, PROVENANCE, SCENARIO, SECTIONS, TABLES
from offramp.reading.nodes import Entry, Mapping, Node, Scalar, Sequence
from offramp.reading.provenance_file import provenance_json
from offramp.reading.series import FILE, ROWS, SERIES
from offramp.reading.source_text import UNSEEN
from offramp.reading.tables import ID
from offramp.reading.yaml_emit import emit
from offramp.reading.yaml_scalars import NUMERIC


def write_tree(root: Mapping, folder: Path) -> tuple[Path, ...]:
    """Write a resolved scenario: `scenario.yaml`, its tables, and where each value stood.

    The same scenario always gives the same bytes.

    Args:
        root: The scenario, with everything merged and written out.
        folder: A folder that does not exist yet or is empty.

    Returns:
        The files written.

    Raises:
        FileExistsError: If there is something in the folder.
    """
    if folder.exists() and any(folder.iterdir()):
        msg = f"{folder} is not empty"
        raise FileExistsError(msg)
    texts: dict[str, str] = {}
    rest = _rows_to_tables(_items_to_tables(root, texts), folder, texts)
    texts = {SCENARIO: emit(_in_order(rest)), **texts}
    texts[PROVENANCE] = provenance_json(root, texts)
    for file, text in texts.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(folder / file for file in texts)


def _in_order(root: Mapping) -> Mapping:
    """Return a scenario with its head first, its sections next, and anything else last."""
    keys = [key for key in (*HEAD, *SECTIONS) if key in root]
    keys += sorted(root.entries.keys() - set(keys))
    return Mapping({key: root.entries[key] for key in keys}, root.where)


def _items_to_tables(root: Mapping, texts: dict[str, str]) -> Mapping:
    """Return a scenario without the tables that were added to `texts`."""
    for section in TABLES:
        items = root.get(section)
        if not isinstance(items, Mapping):
            continue
        rows: list[Mapping] = []
        for key, entry in items.entries.items():
            if isinstance(entry.node, Mapping) and ID not in entry.node:
                first = {ID: Entry(Scalar(key, entry.key_where), entry.key_where)}
                rows.append(Mapping(first | entry.node.entries, entry.node.where))
        table = _csv(rows, (ID,)) if len(rows) == len(items.entries) else None
        if table is not None:
            texts[f"{section}.csv"] = table
            root = root.drop(section)
    return root


def _rows_to_tables(root: Mapping, folder: Path, texts: dict[str, str]) -> Mapping:
    """Return a scenario without the rows of series that were added to `texts`."""
    items = root.get(SERIES)
    if not isinstance(items, Mapping):
        return root
    for key, entry in items.entries.items():
        item = entry.node
        name = item.get(FILE) if isinstance(item, Mapping) else None
        rows = item.get(ROWS) if isinstance(item, Mapping) else None
        if not isinstance(item, Mapping) or not isinstance(rows, Sequence):
            continue
        file = name.value if isinstance(name, Scalar) and isinstance(name.value, str) else ""
        table = _csv(rows.items, ())
        if table is not None and _is_free(file, table, folder, texts):
            texts[file] = table
            items = items.put(key, entry.put(item.drop(ROWS)))
    return root.put(SERIES, root.entries[SERIES].put(items))


def _is_free(file: str, table: str, folder: Path, texts: dict[str, str]) -> bool:
    """Return whether a table of a series may be written to a file, and will be read from it.

    Args:
        file: Path of the file in the folder.
        table: Text of the table.
        folder: The folder.
        texts: The files there already are.
    """
    if not file.endswith(".csv") or Home(folder).name(file) != file:
        return False
    path = PurePosixPath(file)
    above = {str(parent) for parent in path.parents} - {"."}
    taken = any(parent in texts for parent in above) or any(t.startswith(f"{file}/") for t in texts)
    plain = file.isascii() and file.isprintable() and Home(folder).inside(file) is not None
    return bool(above) and plain and not taken and texts.get(file, table) == table


def _csv(rows: tuple[Node, ...] | list[Mapping], first: tuple[str, ...]) -> str | None:
    """Return rows as the text of a table; None if one would not read back the same."""
    found = [row for row in rows if isinstance(row, Mapping)]
    if len(found) < len(rows) or not all(row.entries for row in found):
        return None
    header = list(dict.fromkeys(chain(first, *(row.entries for row in found))))
    if not header or not all(_is_cell(name) and name[0] not in NUMERIC for name in header):
        return None
    lines = [header]
    for row in found:
        values = [node.value for e in row.entries.values() if isinstance(node := e.node, Scalar)]
        texts = [value for value in values if isinstance(value, str) and _is_cell(value)]
        if len(texts) < len(row.entries):
            return None
        by_name = dict(zip(row.entries, texts, strict=True))
        lines.append([by_name.get(name, "") for name in header])
    return "".join(f"{','.join(map(_cell, line))}\n" for line in lines)


def _is_cell(text: str) -> bool:
    """Return whether text is read from a table as it was written."""
    broken = "\n" in text or "\r" in text or UNSEEN.search(text)
    return bool(text) and text == text.strip() and not broken


def _cell(text: str) -> str:
    """Return the text of a cell, in quotes where it needs them."""
    return '"' + text.replace('"', '""') + '"' if set(text) & set('",;\t') else text
