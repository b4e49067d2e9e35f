"""Which tables a run has."""

from typing import TYPE_CHECKING

import numpy as np

from offramp.model.variables import VARIABLES
from offramp.results.query.tables import Made, Parts, Table, long_table, scenario_tables

if TYPE_CHECKING:
    import pyarrow as pa

    from offramp.results.run import Run

RENAMED = {"where": "written_at"}
"""Columns of the events whose name is a word of SQL, and what they are called."""


def tables_of(run: "Run") -> dict[str, Table]:
    """Return the tables of a run by name; nothing is read yet."""
    found: dict[str, Table] = {
        "events": Parts(run.parts(), RENAMED),
        "members": Made(lambda: _members(run)),
        "drawn": Made(lambda: _drawn(run)),
        **scenario_tables(run.scenario),
    }
    for variable in VARIABLES:
        if variable.recorded:
            found[variable.name] = Made(lambda name=variable.name: _variable(run, name))  # type: ignore[misc]
    return found


def _variable(run: "Run", name: str) -> "pa.Table":
    return long_table(run.series[name], run.data.dates)


def _members(run: "Run") -> "pa.Table":
    """Return one row a future: answers of outcomes, then indicators."""
    import pyarrow as pa

    answers = run.data.array("outcome")
    columns: dict[str, pa.Array] = {"member": pa.array(run.series["member"].values)}
    for at, question in enumerate(run.data.labels("questions")):
        cases = pa.array([case.id for case in run.scenario.outcomes[question].cases])
        columns[question] = cases.take(pa.array(answers[:, at].astype(np.int32)))
    for name, values in run.indicators.items():
        columns[name] = pa.array(values, from_pandas=True)
    return pa.table(columns)


def _drawn(run: "Run") -> "pa.Table":
    """Return what each future took for each quantity."""
    import pyarrow as pa

    values = run.data.array("quantity")
    members, names = run.series["member"].values, run.data.labels("numbers")
    codes = np.tile(np.arange(len(names), dtype=np.int32), len(members))
    return pa.table(
        {
            "member": np.repeat(members, len(names)),
            "quantity": pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(names)),
            "value": pa.array(values.ravel(), from_pandas=True),
        }
    )
