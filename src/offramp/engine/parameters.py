"""Quantities drawn once a member: what we do not know."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from offramp.engine import quantiles
from offramp.engine.draws import Draws, name_key
from offramp.engine.layout import Layout
from offramp.model.history import DrawSeries
from offramp.model.quantity import Value

_FORMS: dict[str, Callable[..., NDArray[np.float64]]] = {
    "normal": quantiles.normal_from,
    "lognormal": quantiles.lognormal_from,
    "uniform": quantiles.uniform_from,
    "triangular": quantiles.triangular_from,
    "beta": quantiles.beta_from,
    "chance": lambda uniform, chance: (uniform < chance).astype(np.float64),
}


def draw_quantities(layout: Layout, unknowns: Draws) -> NDArray[np.float64]:
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
        quantity = layout.quantities[path]
        own = label is not None and label in quantity.each
        key = name_key("quantity", path, label if own and label else "")
        out[:, column] = _values(quantity.at(label), unknowns, key)
    for name, series in layout.scenario.series.items():
        if isinstance(series, DrawSeries) and series.rows and not series.disabled:
            _take_rows(layout, series, unknowns, name_key("draws", name), out)
    return out


def quantile(value: Value, shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the numbers below which some shares of a distribution lie, shape as given.

    Raises:
        KeyError: if it is a fixed value.
    """
    return _FORMS[str(value.form)](shares, *value.arguments)


def _take_rows(
    layout: Layout, series: DrawSeries, unknowns: Draws, key: np.uint64, out: NDArray[np.float64]
) -> None:
    """Let each member take one row of a table, in place of its own draws of these quantities."""
    taken = (unknowns.uniform(0, key) * len(series.rows)).astype(np.int64)
    for number in series.rows[0]:
        values = np.array([row[number] for row in series.rows])
        out[:, layout.column(number, "")] = values[taken]


def _values(value: Value, unknowns: Draws, key: np.uint64) -> NDArray[np.float64] | float:
    if value.form is None:
        return np.nan
    if value.form == "value":
        return value.arguments[0]
    return _FORMS[value.form](unknowns.uniform(0, key), *value.arguments)
