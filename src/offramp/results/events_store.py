"""`events/part-NNNNNN.parquet`: the events of a run, one file a shard of members.

Words are kept as words, in order of the alphabet within each file, so that a file does not depend
on the order in which a run met them.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from offramp.engine.block import EventTable
from offramp.results.columns import numbers, plain, texts
from offramp.results.errors import RunError
from offramp.results.folder import Folder, whole_file

WORDS = ("kind", "item", "actor", "target", "place", "rule")
"""Columns of an `EventTable` that hold codes of words."""

_WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("member", pa.int64()),
        ("event", pa.int32()),
        ("day", pa.int32()),
        ("date", pa.date32()),
        ("kind", _WORD),
        ("item", _WORD),
        ("actor", _WORD),
        ("target", _WORD),
        ("place", _WORD),
        ("magnitude", pa.float64()),
        ("rule", _WORD),
        ("where", _WORD),
        ("causes", pa.list_(pa.int32())),
        ("inputs", pa.list_(pa.struct([("name", pa.string()), ("value", pa.float64())]))),
    ]
)
"""Columns of the events of a run."""


def to_arrow(
    events: EventTable, words: Sequence[str], start: date, where: Callable[[str], str]
) -> pa.Table:
    """Return events as an Arrow table.

    Args:
        events: of some members.
        words: that the codes stand for.
        start: day 0.
        where: gives `file:line` of a rule's dotted path.
    """
    coded = {name: _dictionary(getattr(events, name), words) for name in WORDS}
    rules = coded["rule"]
    places = texts([where(rule) for rule in rules.dictionary.to_pylist()])
    epoch = (start - date(1970, 1, 1)).days
    inputs = pa.StructArray.from_arrays(
        [_dictionary(events.input_names, words).dictionary_decode(), numbers(events.inputs)],
        fields=list(SCHEMA.field("inputs").type.value_type),
    )
    columns: dict[str, Any] = {
        "member": numbers(events.member),
        "event": numbers(events.event),
        "day": numbers(events.day),
        "date": numbers(events.day + np.int32(epoch)).cast(pa.date32()),
        "magnitude": numbers(events.magnitude),
        **coded,
        "where": _sorted_dictionary(pa.DictionaryArray.from_arrays(rules.indices, places)),
        "causes": pa.ListArray.from_arrays(_offsets(events.causes_start), numbers(events.causes)),
        "inputs": pa.ListArray.from_arrays(_offsets(events.inputs_start), inputs),
    }
    return pa.Table.from_arrays([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def _offsets(starts: NDArray[np.int64]) -> pa.Array:
    return numbers(starts.astype(np.int32))


def _dictionary(codes: NDArray[np.int32], words: Sequence[str]) -> pa.DictionaryArray:
    """Return the words of some codes, each word once and in order."""
    used = np.flatnonzero(np.bincount(codes, minlength=1)).tolist()
    used.sort(key=words.__getitem__)
    rank = np.zeros(len(words), np.int32)
    rank[used] = np.arange(len(used), dtype=np.int32)
    names = texts([words[code] for code in used])
    return pa.DictionaryArray.from_arrays(numbers(rank[codes]), names)


def _sorted_dictionary(array: pa.DictionaryArray) -> pa.DictionaryArray:
    """Return the same words with each of them once in the dictionary, and in order.

    A file of Parquet whose dictionary has a word twice holds bytes that nobody wrote.
    """
    words, same = np.unique(np.array(array.dictionary.to_pylist(), object), return_inverse=True)
    return _dictionary(same.astype(np.int32)[plain(array.indices)], words.tolist())


def write_part(table: pa.Table, path: Path) -> None:
    """Write the events of a shard; the name is there only once the file is whole."""
    with whole_file(path) as unfinished:
        pq.write_table(table, unfinished, compression="zstd", write_page_checksum=True)


def _read(path: Path, columns: Sequence[str] | None) -> pa.Table:
    """Read a file as `ParquetFile` does: `read_table` imports pandas to look for several."""
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        return file.read(None if columns is None else list(columns))


def read_parts(paths: Iterable[Path], columns: Sequence[str] | None = None) -> pa.Table:
    """Return the events of some shards, in order.

    Args:
        paths: of their files.
        columns: only these; all where not given.

    Raises:
        RunError: if one is missing or cannot be read.
    """
    wanted = SCHEMA if columns is None else pa.schema([SCHEMA.field(name) for name in columns])
    tables = []
    for path in paths:
        try:
            tables.append(_read(path, columns).cast(wanted))
        except (OSError, ValueError, KeyError, pa.ArrowException) as error:
            msg = f"{path} is missing or damaged: {Folder(path.parent.parent).mend()}"
            raise RunError(msg) from error
    if not tables:
        return wanted.empty_table()
    return pa.concat_tables(tables).unify_dictionaries().combine_chunks()


def from_arrow(table: pa.Table) -> tuple[EventTable, list[str]]:
    """Return an Arrow table of events as arrays, and the words that their codes stand for.

    Args:
        table: with the columns of `SCHEMA`; all of them, in any order of rows that keeps each
            member's events together and in order.
    """
    names = _Codes()
    table = table.combine_chunks()
    columns = {name: names.codes(one(table, name)) for name in WORDS}
    causes, inputs = one(table, "causes"), one(table, "inputs")
    values = inputs.flatten()
    return (
        EventTable(
            member=_numpy(table, "member"),
            event=_numpy(table, "event"),
            day=_numpy(table, "day"),
            magnitude=_numpy(table, "magnitude"),
            causes=plain(causes.flatten()),
            causes_start=_starts(causes),
            inputs=plain(values.field("value")),
            input_names=names.codes(values.field("name").dictionary_encode()),
            inputs_start=_starts(inputs),
            **columns,
        ),
        names.words,
    )


class _Codes:
    """Gives codes to words as they come."""

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._known = {"": 0}

    def codes(self, array: pa.DictionaryArray) -> NDArray[np.int32]:
        """Return the code of each word of an array."""
        table = []
        for word in array.dictionary.to_pylist():
            if word not in self._known:
                self._known[word] = len(self.words)
                self.words.append(word)
            table.append(self._known[word])
        codes: NDArray[np.int32] = np.array(table, np.int32)[plain(array.indices)]
        return codes


def one(table: pa.Table, name: str) -> Any:
    """Return a column of a table in one piece."""
    column = table.column(name)
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def _numpy(table: pa.Table, name: str) -> NDArray[Any]:
    return plain(one(table, name))


def _starts(lists: pa.ListArray) -> NDArray[np.int64]:
    offsets = plain(lists.offsets).astype(np.int64)
    return offsets - offsets[0] if len(offsets) else np.zeros(1, np.int64)
