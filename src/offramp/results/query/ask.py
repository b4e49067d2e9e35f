"""One SELECT over the tables of a run, by DuckDB shut off from the rest of the machine.

Whoever writes the SQL may be a stranger: one statement, of the kind that only reads; no file is
opened but the events and members of the run; memory is bounded, and so is time.
"""

from contextlib import closing
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING

from offramp.results.errors import RunError, WrongQuestionError
from offramp.results.query.tables import Table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

LONGEST = 20_000
"""Characters of a question."""
ROWS = 100_000
"""Rows of an answer that are taken at a time."""
SECONDS = 600.0
"""After which a question is given up."""
MEMORY, BYTES = "2GB", 2 * 10**9
"""Memory that a question may take, and bytes of its answer; what needs more is refused."""

_TOO_LARGE = f"the question needs more than {MEMORY} of memory: ask for less, or aggregate"
_TOO_LONG = "the question took too long and was given up: ask for less, or of fewer members"
_CLOSED = (
    "SET enable_external_access=false",
    "SET python_enable_replacements=false",
    "SET lock_configuration=true",
)


def ask(
    folder: Path, tables: dict[str, Table], sql: str, *, seconds: float = SECONDS
) -> "pa.Table":
    """Answer one question.

    Args:
        folder: of the run; only files within it are read.
        tables: by name; one that the question does not name is not made.
        sql: one SELECT (or DESCRIBE, SHOW TABLES, SUMMARIZE), of DuckDB's dialect.
        seconds: after which it is given up; making the tables that it names counts.

    Returns:
        The answer as an Arrow table.

    Raises:
        WrongQuestionError: if it is no such statement, or names what is not there; the text says
            where, and what to do.
        RunError: if it takes too long, or too much memory.
    """
    import duckdb

    if len(sql) > LONGEST:
        msg = f"the question has {len(sql):,} characters: {LONGEST:,} are the most that is read"
        raise WrongQuestionError(msg)
    with closing(duckdb.connect(":memory:")) as connection:
        try:
            _one_select(connection, sql)
            connection.execute(f"SET memory_limit='{MEMORY}'")
            connection.execute("SET temp_directory=''")
            connection.execute("SET allowed_directories=[?]", [f"{folder.resolve()}/"])
            end = monotonic() + seconds
            for name in _named(sql, tables):
                tables[name].put(connection, name)
                if monotonic() > end:
                    raise RunError(_TOO_LONG)
            for setting in _CLOSED:
                connection.execute(setting)
            return _answer(connection, sql, end - monotonic())
        except duckdb.Error as error:
            costly = isinstance(error, duckdb.InterruptException | duckdb.OutOfMemoryException)
            kind = RunError if costly else WrongQuestionError
            raise kind(_words(error, tables)) from error


def _one_select(connection: "duckdb.DuckDBPyConnection", sql: str) -> None:
    """Refuse all but one statement that reads."""
    import duckdb

    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        msg = f"{len(statements)} statements were given: ask one question, beginning with SELECT"
        raise WrongQuestionError(msg)
    if statements[0].type != duckdb.StatementType.SELECT:
        kind = statements[0].type.name
        msg = f"{kind} is no question: a run is only read here, so begin with SELECT"
        raise WrongQuestionError(msg)


def _named(sql: str, tables: dict[str, Table]) -> list[str]:
    """Return the tables that a question may be about; all where it asks which there are."""
    words = sql.lower()
    if "show" in words or "information_schema" in words or "duckdb_" in words:
        return list(tables)
    return [name for name in tables if name in words]


def _answer(connection: "duckdb.DuckDBPyConnection", sql: str, seconds: float) -> "pa.Table":
    clock = Timer(seconds, connection.interrupt)
    clock.daemon = True
    clock.start()
    try:
        return _whole(connection.sql(sql).to_arrow_reader(ROWS))
    finally:
        clock.cancel()


def _whole(reader: "pa.RecordBatchReader") -> "pa.Table":
    """Take all of an answer, unless it is too large; no two of its columns share a name."""
    import duckdb
    import pyarrow as pa

    batches, size = [], 0
    try:
        for batch in reader:
            batches.append(batch)
            size += batch.nbytes
            if size > BYTES:
                raise RunError(_TOO_LARGE)
    except (OSError, pa.ArrowException) as error:  # what DuckDB says half way, in words of Arrow
        kinds = {"INTERRUPT": duckdb.InterruptException, "Out of": duckdb.OutOfMemoryException}
        said = str(error)
        known = (kind for begins, kind in kinds.items() if said.startswith(begins))
        raise next(known, duckdb.Error)(said) from error
    found = pa.Table.from_batches(batches, reader.schema)
    return found.rename_columns(_apart(found.column_names))


def _apart(names: list[str]) -> list[str]:
    """Return names of columns, with a number behind one that was there before.

    >>> _apart(["member", "kind", "member"])
    ['member', 'kind', 'member_2']
    """
    found: list[str] = []
    for name in names:
        own, count = name, 1
        while own in found:
            count += 1
            own = f"{name}_{count}"
        found.append(own)
    return found


def _words(error: "duckdb.Error", tables: dict[str, Table]) -> str:
    """Return what DuckDB says, with what to do."""
    import duckdb

    said = str(error).strip()
    if isinstance(error, duckdb.InterruptException):
        return _TOO_LONG
    if isinstance(error, duckdb.OutOfMemoryException):
        return _TOO_LARGE
    if isinstance(error, duckdb.PermissionException):
        return "a question can read the tables of the run, and no file: name one of these tables"
    if isinstance(error, duckdb.CatalogException) and "Table with name" in said:
        first = said.splitlines()[0].rstrip("!")
        return f"{first}: the tables of a run are {', '.join(tables)}"
    return f"{said}\n\nAsk `describe NAME` for the columns of a table, `show tables` for the tables"
