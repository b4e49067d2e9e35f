"""Quantities drawn once a member: what we do not know."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from offramp.engine import quantiles
from offramp.engine.draws import Draws, Keys, member_keys, name_key
from offramp.engine.layout import Layout
from offramp.model.history import DrawSeries
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.quantity import Value

Floats = NDArray[np.float64]

_FORMS: dict[str, Callable[..., Floats]] = {
    "normal": quantiles.normal_from,
    "lognormal": quantiles.lognormal_from,
    "uniform": quantiles.uniform_from,
    "triangular": quantiles.triangular_from,
    "beta": quantiles.beta_from,
    "chance": lambda uniform, chance: (uniform < chance).astype(np.float64),
}


@dataclass(frozen=True)
class Unknown:
    """One thing that is not known: whatever one keyed uniform decides in a member.

    Attributes:
        name: path of a number, with its label where that has a distribution of its own; or
            `series.NAME` of a table of which each member takes a row.
        key: of its uniform.
        columns: of the layout that it decides.
        value: its distribution; None of a table.
        knowable: whether more research could narrow it.
    """

    name: str
    key: np.uint64
    columns: tuple[int, ...]
    value: Value | None
    knowable: bool = True


@dataclass(frozen=True)
class Unknowns:
    """What each of some members takes of what is not known, where that is not its own draw.

    Chance stays keyed by the number of the member, so that N draws times M of chance are exact:
    members share a draw here, and never their chance.

    Attributes:
        draws: for each member the number of the draw it takes, shape (member,); member m takes
            draw m where nothing is given.
        imposed: uniforms by the name of an `Unknown`, each of shape (member,), in place of the
            drawn ones; not-a-number leaves the drawn one.
        held: values by the name of an `Unknown` in its unit, each of shape (member,), likewise.
    """

    draws: NDArray[np.int64]
    imposed: Mapping[str, Floats] = field(default_factory=dict)
    held: Mapping[str, Floats] = field(default_factory=dict)

    def of(self, rows: slice) -> "Unknowns":
        """Return those of some of the members."""
        return Unknowns(
            self.draws[rows],
            {name: values[rows] for name, values in self.imposed.items()},
            {name: values[rows] for name, values in self.held.items()},
        )


class Imposed(Draws):
    """Draws in which the uniforms of some names are given."""

    __slots__ = ("_given",)

    def __init__(self, keys: Keys, given: Mapping[int, Floats]) -> None:
        super().__init__(keys)
        object.__setattr__(self, "_given", dict(given))

    def uniform(self, day: int, name: np.uint64, attempt: int = 0) -> Floats:
        """float64 (B,) in (0, 1): the given ones where there are any."""
        drawn = super().uniform(day, name, attempt)
        given: Floats | None = self._given.get(int(name))  # type: ignore[attr-defined]
        return drawn if given is None else np.where(np.isnan(given), drawn, given)


def unknowns_of(layout: Layout) -> tuple[Unknown, ...]:
    """Return what is not known of a scenario, in the order of its columns; tables come last.

    Labels that share the distribution given at the top of a quantity are one.
    """
    tables = tuple(_tables(layout))
    taken = {column for table in tables for column in table.columns}
    found: dict[str, Unknown] = {}
    for column, (path, label) in enumerate(layout.column_names):
        quantity = layout.quantities[path]
        value = quantity.at(label)
        if value.is_fixed or column in taken:
            continue
        name, key = _drawn_as(layout, path, label)
        columns = (*found[name].columns, column) if name in found else (column,)
        found[name] = Unknown(name, key, columns, value, quantity.kind == "not_known")
    return (*found.values(), *tables)


def draws_of(layout: Layout, members: NDArray[np.int64], seed: int, unknowns: Unknowns) -> Draws:
    """Return the draws of what is not known that some members take.

    Args:
        layout: of the scenario.
        members: their numbers, shape (member,).
        seed: of the ensemble.
        unknowns: what each takes.

    Raises:
        ScenarioError: if something is imposed or held that is not drawn.
        ValueError: if the shapes differ, or a uniform lies outside 0 and 1.
    """
    given = {**unknowns.imposed, **unknowns.held}
    if {len(unknowns.draws), *map(len, given.values())} != {len(members)}:
        message = f"there are {len(members)} members: give each one draw and one of each number"
        raise ValueError(message)
    keys = member_keys(seed, unknowns.draws, "parameters")
    if not given:
        return Draws(keys)
    known = {one.name: one for one in unknowns_of(layout)}
    problems = [
        Problem(
            "not-drawn",
            f'nothing called "{name}" is drawn',
            did_you_mean(name, known) or "`offramp show SCENARIO --parameters` lists all numbers",
        )
        for name in given
        if name not in known
    ]
    if problems:
        raise ScenarioError(problems)
    if any(np.any((values <= 0) | (values >= 1)) for values in unknowns.imposed.values()):
        message = "imposed uniforms lie between 0 and 1, neither of them included"
        raise ValueError(message)
    return Imposed(keys, {int(known[name].key): one for name, one in unknowns.imposed.items()})


def draw_quantities(layout: Layout, unknowns: Draws) -> Floats:
    """Draw every quantity of a scenario for each member.

    Labels that share the distribution given at the top of a quantity share the draw: what is
    not known about one is not known about the others in the same way.

    Args:
        layout: of the scenario.
        unknowns: keys of the parameters, one for each member.

    Returns:
        float64 (member, column); not-a-number where a label is not assessed.
    """
    out = np.empty((len(unknowns.keys), len(layout.column_names)))
    for column, (path, label) in enumerate(layout.column_names):
        _, key = _drawn_as(layout, path, label)
        out[:, column] = _values(layout.quantities[path].at(label), unknowns, key)
    for table in _tables(layout):
        _take_rows(layout, table, unknowns, out)
    return out


def hold(layout: Layout, unknowns: Unknowns, out: Floats) -> None:
    """Put the values that are held into drawn quantities, shape (member, column)."""
    if unknowns.held:
        known = {one.name: one for one in unknowns_of(layout)}
        for name, values in unknowns.held.items():
            for column in known[name].columns:
                np.copyto(out[:, column], values, where=~np.isnan(values))


def quantile(value: Value, shares: Floats) -> Floats:
    """Return the numbers below which some shares of a distribution lie, shape as given.

    Raises:
        KeyError: if it is a fixed value.
    """
    return _FORMS[str(value.form)](shares, *value.arguments)


def _drawn_as(layout: Layout, path: str, label: str | None) -> tuple[str, np.uint64]:
    """Return the name and the key under which a column is drawn."""
    own = label if label and label in layout.quantities[path].each else ""
    return f"{path}.{own}" if own else path, name_key("quantity", path, own)


def _tables(layout: Layout) -> Iterator[Unknown]:
    """Yield the tables of which each member takes a row, in place of its own draws."""
    for name, series in layout.scenario.series.items():
        if isinstance(series, DrawSeries) and series.rows and not series.disabled:
            columns = tuple(layout.column(number, "") for number in series.rows[0])
            yield Unknown(f"series.{name}", name_key("draws", name), columns, None)


def _take_rows(layout: Layout, table: Unknown, unknowns: Draws, out: Floats) -> None:
    """Let each member take one row of a table."""
    series = layout.scenario.series[table.name.removeprefix("series.")]
    assert isinstance(series, DrawSeries)
    taken = (unknowns.uniform(0, table.key) * len(series.rows)).astype(np.int64)
    for number, column in zip(series.rows[0], table.columns, strict=True):
        out[:, column] = np.array([row[number] for row in series.rows])[taken]


def _values(value: Value, unknowns: Draws, key: np.uint64) -> Floats | float:
    if value.form is None:
        return np.nan
    if value.form == "value":
        return value.arguments[0]
    return _FORMS[value.form](unknowns.uniform(0, key), *value.arguments)
