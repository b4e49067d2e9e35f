"""Texts of scenario files with something added: nothing else in them is changed.

Each result is read again and compared, so that a file in an unusual layout is left alone.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from offramp.importing.tables.to_places import COLUMNS, PlaceRow
from offramp.model.problems import Problem
from offramp.reading.csv_cells import rows
from offramp.reading.nodes import Mapping, Scalar, plain
from offramp.reading.source_text import LINE_END
from offramp.reading.tables import ID
from offramp.reading.yaml_text import parse_yaml


def table_text(header: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(body)
    return stream.getvalue()


def with_item(text: str, lines: str) -> str | None:
    """Return a YAML file with an item added at its end; None where that cannot be done.

    Args:
        text: The file; empty if there is none yet.
        lines: The item, from the first column on.
    """
    added = _values(lines)
    before = _values(text) if text.strip() else {}
    if added is None or before is None or set(added) & set(before):
        return None
    end = "" if not text or text.endswith("\n") else "\n"
    whole = f"{text}{end}{lines}"
    return whole if _values(whole) == before | added else None


def with_value(text: str, key: str, field: str, value: str) -> str | None:
    """Return a YAML file with another text for one field of an item; None if it cannot be done."""
    node = parse_yaml(text, "", [])
    item = node.get(key) if isinstance(node, Mapping) else None
    scalar = item.get(field) if isinstance(item, Mapping) else None
    if not isinstance(scalar, Scalar) or scalar.inset is None:
        return None
    lines = LINE_END.split(text)
    ends = [*LINE_END.findall(text), ""]
    at, start = scalar.where.line - 1, scalar.where.column - 1
    line = lines[at]
    lines[at] = line[:start] + value + line[start + scalar.length :]
    whole = "".join(line + end for line, end in zip(lines, ends, strict=True))
    before, after = _values(text), _values(whole)
    if before is None or after is None:
        return None
    before[key][field] = value
    return whole if before == after else None


def with_places(text: str, given: Iterable[PlaceRow]) -> tuple[str, list[str], int] | None:
    """Return places.csv with other cells for some places, and new places at its end.

    Args:
        text: The file; empty if there is none yet.
        given: Cells by column; a place keeps what is not given for it.

    Returns:
        The table, what changed of its places, and how many are new; None where the file cannot
        be read.
    """
    problems: list[Problem] = []
    old = [[cell.text for cell in row] for row in rows(text, "", problems)]
    header = list(old[0]) if old else [ID]
    if problems or header[0] != ID or any(len(row) != len(header) for row in old):
        return None
    added = list(given)
    header += [c for c in COLUMNS if c not in header and any(c in row for row in added)]
    by_id = {row[0]: dict(zip(header, row, strict=False)) for row in old[1:]}
    changed: list[str] = []
    new = 0
    for row in added:
        there = by_id.get(row[ID])
        if there is None:
            by_id[row[ID]] = dict(row)
            new += 1
        elif any(there.get(key, "") != cell for key, cell in row.items()):
            others = {k: cell for k, cell in row.items() if there.get(k, "") != cell}
            told = [f"{k} {there.get(k) or 'nothing'} to {cell}" for k, cell in others.items()]
            changed.append(f"{row[ID]}: {', '.join(told)}")
            there.update(row)
    body = [[row.get(column, "") for column in header] for row in by_id.values()]
    return table_text(header, body), changed, new


def _values(text: str) -> dict[str, Any] | None:
    """Return what a YAML file says; None if it is not a mapping of items."""
    problems: list[Problem] = []
    node = parse_yaml(text, "", problems)
    if node is None and not problems:
        return {}
    if problems or not isinstance(node, Mapping):
        return None
    values: dict[str, Any] = plain(node)
    return values
