"""Variants of a scenario that was read: overlays laid over it in memory, numbers held fixed."""

from collections.abc import Iterator
from collections.abc import Mapping as Data
from math import inf
from typing import Any

from offramp.model.base import Model
from offramp.model.history import DrawSeries
from offramp.model.numbers import numbers, place_in
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.quantity import DISTRIBUTIONS, Quantity, Value
from offramp.model.scenario import Scenario
from offramp.reading.build import build
from offramp.reading.checks import Bench, run_checks
from offramp.reading.checks.numbers import out_of_range
from offramp.reading.merge import overlay
from offramp.reading.nodes import NOWHERE, Entry, Mapping, Node, Scalar, Sequence
from offramp.reading.scenario import Reading, content_hash

_STEM = "quantities."
_BOUNDS = {"lognormal": (0.0, inf), "beta": (0.0, 1.0), "chance": (0.0, 1.0)}
"""What can be drawn, by form; other forms say nothing of what a number can be."""
_NO_FORM: dict[str, Any] = dict.fromkeys(DISTRIBUTIONS)


def laid_over(reading: Reading, *tops: Mapping) -> Reading:
    """Return a scenario with overlays laid over it, each over what comes before it, and checked.

    Args:
        reading: the scenario.
        tops: trees, such as stand under `off:` of a mechanism, or from `tree_of`.

    Raises:
        ScenarioError: if an overlay does not fit, or what comes of it is wrong.
    """
    tops = tuple(top for top in tops if top.entries)
    if not tops:
        return reading
    problems: list[Problem] = []
    root = reading.root
    for top in tops:
        root = overlay(root, top, problems)
    if problems:
        raise ScenarioError(problems, reading.texts)
    scenario, provenance = build(root, Scenario, reading.texts)
    problems += run_checks(Bench(scenario, provenance, root))
    if problems:
        raise ScenarioError(problems, reading.texts)
    return Reading(scenario, provenance, reading.texts, root, content_hash(scenario))


def tree_of(data: Data[str, Any]) -> Mapping:
    """Return plain data as a tree that stands in no file."""
    entries = {key: Entry(_node(value), NOWHERE) for key, value in data.items()}
    return Mapping(entries)


def _node(value: Any) -> Node:
    if isinstance(value, Data):
        return tree_of(value)
    if isinstance(value, list | tuple):
        return Sequence(tuple(_node(item) for item in value), NOWHERE)
    return Scalar(value, NOWHERE)


def part_of(reading: Reading, path: str) -> Mapping:
    """Return the mapping at a dotted path such as `mechanisms.strain.off`; empty if none is there.

    Ids may have dots of their own.
    """
    node: Node = reading.root
    rest = path
    while rest and isinstance(node, Mapping):
        keys = [key for key in node.entries if f"{rest}.".startswith(f"{key}.")]
        if not keys:
            return Mapping()
        key = max(keys, key=len)
        node, rest = node.entries[key].node, rest[len(key) + 1 :]
    return node if isinstance(node, Mapping) else Mapping()


def number_at(scenario: Scenario, path: str) -> tuple[str, str | None, Quantity]:
    """Return the number at a path: its own path, its label if one is named, and the quantity.

    Args:
        scenario: that has it.
        path: id of a quantity, with a label or without (`worth.AAA`), or where one stands inline
            (`ladder.reply.up`).

    Raises:
        ScenarioError: if there is no such number.
    """
    known = dict(numbers(scenario))
    wanted = path.removeprefix(_STEM) if path not in known else path
    if wanted in known:
        return wanted, None, known[wanted]
    stem, _, label = wanted.rpartition(".")
    if (found := known.get(stem)) is not None and found.over is not None:
        labels = scenario.labels(found.over)
        if label in labels:
            return stem, label, found
        hint = did_you_mean(label, labels) or f"it has {', '.join(labels)}"
        raise ScenarioError([Problem("unknown-label", f'"{stem}" has no label "{label}"', hint)])
    hint = did_you_mean(wanted, known) or "`offramp show SCENARIO --parameters` lists them all"
    raise ScenarioError([Problem("unknown-number", f'there is no number "{path}"', hint)])


def fixed(reading: Reading, path: str, value: float) -> Scenario:
    """Return a scenario in which one number is the same in every future.

    Of a quantity over an index, all labels that have a number get it, or the one that is named.

    Args:
        reading: the scenario.
        path: as for `number_at`.
        value: in the unit of the number.

    Raises:
        ScenarioError: if there is no such number, or it cannot be that.
    """
    scenario = reading.scenario
    own, label, quantity = number_at(scenario, path)
    new = _held(quantity, label, value)
    in_quantities = own in scenario.quantities
    said = {name: getattr(scenario, name) for name in Scenario.model_fields}
    if in_quantities:
        said["quantities"] = {**scenario.quantities, own: new}
    else:
        section = own.partition(".")[0]
        said[section] = _put(said[section], section, own, new)
    said["series"] = {name: _undrawn(one, own, label) for name, one in scenario.series.items()}
    changed = Scenario.model_construct(scenario.model_fields_set, **said)
    stands = f"{_STEM}{own}" if in_quantities else own
    problems = [
        *_outside(quantity.at(label), path, value),
        *_wrong(reading, changed, stands, value),
    ]
    if problems:
        raise ScenarioError(problems, reading.texts)
    return changed


def _held(quantity: Quantity, label: str | None, value: float) -> Quantity:
    """Return a quantity with a fixed value: of one label, or of all that have a number."""
    if label is not None:
        one = quantity.at(label)
        held = Value(value=value, source=one.source, basis=one.basis)
        return quantity.model_copy(update={"each": {**quantity.each, label: held}})
    each = {
        name: one.model_copy(update=_NO_FORM | {"value": value}) if one.form else one
        for name, one in quantity.each.items()
    }
    own = _NO_FORM | {"value": value} if quantity.form else {}
    return quantity.model_copy(update=own | {"each": each})


def _put(value: Any, path: str, target: str, new: Quantity) -> Any:
    """Return a part of a scenario with the number at `target` replaced."""
    if path == target:
        return new
    if not f"{target}.".startswith(f"{path}."):
        return value
    if isinstance(value, Model):
        below = {name: getattr(value, name) for name in type(value).model_fields if name != "rows"}
        put = {name: _put(one, f"{path}.{name}", target, new) for name, one in below.items()}
        return value.model_copy(update=put)
    if isinstance(value, dict):
        return {key: _put(one, f"{path}.{key}", target, new) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(
            _put(one, f"{path}.{place_in(value, at)}", target, new) for at, one in enumerate(value)
        )
    return value


def _undrawn(series: Any, path: str, label: str | None) -> Any:
    """Return a series without the columns of a number that is no longer drawn from its table."""
    if not isinstance(series, DrawSeries):
        return series

    def kept(column: str) -> bool:
        if label is None:
            return column != path and not column.startswith(f"{path}.")
        return column != f"{path}.{label}"

    rows = tuple({name: one for name, one in row.items() if kept(name)} for row in series.rows)
    return series.model_copy(update={"rows": rows})


def _outside(given: Value, path: str, value: float) -> Iterator[Problem]:
    """Yield a problem where a number can never be drawn: below 0 of what is lognormal."""
    low, high = _BOUNDS.get(given.form or "", (-inf, inf))
    if not low <= value <= high:
        bound = f"between {low:g} and {high:g}" if high < inf else f"at least {low:g}"
        message = f'"{path}" cannot be {value:g}: {given.form} as it is, it is {bound}'
        yield Problem("out-of-range", message, f"give values {bound}")


def _wrong(reading: Reading, changed: Scenario, path: str, value: float) -> Iterator[Problem]:
    """Yield what a fixed number breaks: a share above 1, a negative rate."""
    before = set(out_of_range(Bench(reading.scenario, reading.provenance, reading.root)))
    bench = Bench(changed, reading.provenance, reading.root)
    for problem in out_of_range(bench):
        if problem not in before:
            yield bench.problem(problem.code, path, f"cannot be {value:g}: {problem.message}")
