"""Numbers are whole: their units exist, their labels too, and they lie within their bounds."""

from collections.abc import Iterator
from math import inf

from offramp.model.problems import Problem, did_you_mean
from offramp.model.quantity import Quantity, Value
from offramp.model.units import interchangeable, is_unit, unit
from offramp.model.variables import INDICES
from offramp.reading.checks.bench import Bench, every_number
from offramp.reading.checks.wanted import (
    STANDARD,
    STEPS,
    Want,
    labels,
    like_quantity,
    quantity_named,
    values,
    wanted_numbers,
)

OVER = (*INDICES, "measures")
"""What `over:` may name, beside a list of labels."""


def unknown_units(bench: Bench) -> Iterator[Problem]:
    """Every unit is one."""
    for path, quantity in every_number(bench):
        if not is_unit(quantity.unit):
            message = f'"{quantity.unit}" is not a unit'
            hint = "write it as a product of named units, such as person/day; 1 for none"
            yield bench.problem("unknown-unit", f"{path}.unit", message, hint)


def unknown_labels(bench: Bench) -> Iterator[Problem]:
    """A quantity over an index has numbers for labels of that index only."""
    for path, quantity in every_number(bench):
        over = quantity.over
        if isinstance(over, str) and over not in OVER:
            hint = did_you_mean(over, OVER) or f"use {', '.join(OVER)} or a list of labels"
            yield bench.problem(
                "unknown-index", f"{path}.over", f'there is no index "{over}"', hint
            )
            continue
        known = labels(bench.scenario, quantity)
        for label in quantity.each:
            if label in known or any(item.endswith(f".{label}") for item in bench.broken):
                continue
            where = f"none of the {over}" if isinstance(over, str) else "not in `over:`"
            message = f'"{label}" is {where}'
            hint = did_you_mean(label, known) or f"it has {', '.join(known)}"
            yield bench.at_key("unknown-label", f"{path}.each.{label}", message, hint)


def unknown_quantities(bench: Bench) -> Iterator[Problem]:
    """A number given by name is one of `quantities`, a single one."""
    for path, number, _ in wanted_numbers(bench):
        if not isinstance(number, str) or bench.may_be_broken(number):
            continue
        found = quantity_named(bench.scenario, number)
        if found is None:
            message = f'there is no quantity "{number}"'
            hint = like_quantity(bench.scenario, number)
            yield bench.problem("unknown-quantity", path, message, hint)
        elif found[0].over is not None and found[1] is None:
            message = f'the quantity "{number}" has a number for each of its labels'
            hint = f"add a label: {number}.{next(iter(labels(bench.scenario, found[0])), 'LABEL')}"
            yield bench.problem("unknown-quantity", path, message, hint)


def wrong_units(bench: Bench) -> Iterator[Problem]:
    """A number has the unit that its place wants."""
    for path, quantity, _, want in _wanted(bench):
        if not (is_unit(quantity.unit) and is_unit(want.unit)):
            continue
        if not interchangeable(unit(quantity.unit), unit(want.unit)):
            inline = f"{path}.unit" in bench.provenance.known
            name = path.rpartition(".")[2]
            message = f"{name} is in {quantity.unit}, where {want.unit} is needed"
            hint = f"give it in {want.unit}; nothing converts it"
            where = f"{path}.unit" if inline else path
            yield bench.problem("wrong-unit", where, message, hint)


def wrong_indices(bench: Bench) -> Iterator[Problem]:
    """A quantity that processes read has one number, or one for each label of its index."""
    found: list[tuple[str, Quantity, str | None]] = [
        (path, n, None) for path, n, _ in wanted_numbers(bench) if isinstance(n, Quantity)
    ]
    for key, want in STANDARD.items():
        if key in bench.scenario.quantities:
            found.append((f"quantities.{key}", bench.scenario.quantities[key], want.over))
    for path, quantity, over in found:
        if over in {quantity.over, STEPS}:
            continue
        name = path.rpartition(".")[2]
        if over is None:
            message = f"{name} has a number for each of its labels, where one is needed"
            yield bench.problem("wrong-index", f"{path}.over", message, "delete `over:`")
        elif quantity.over != bench.scenario.labels(over):
            message = f"{name} needs a number for each of the {over}"
            yield bench.problem("wrong-index", f"{path}.over", message, f"write `over: {over}`")


def out_of_range(bench: Bench) -> Iterator[Problem]:
    """A share is between 0 and 1, and what cannot be negative is not."""
    for path, quantity, label, want in _wanted(bench):
        for below, value in values(quantity, label):
            low, high = extremes(value)
            if low < want.lowest or high > want.highest:
                bound = f"at least {want.lowest:g}"
                if want.highest < inf:
                    bound = f"between {want.lowest:g} and {want.highest:g}"
                shown = f"{low:g}" if low == high else f"{low:g} to {high:g}"
                message = f"{path.rpartition('.')[2]} must be {bound}, not {shown}"
                where = ".".join(part for part in (path, below, value.form) if part)
                yield bench.problem("out-of-range", where, message)


def extremes(value: Value) -> tuple[float, float]:
    """Return the lowest and highest number that a value is likely to be.

    For the distributions without an end, that is their middle.
    """
    numbers = value.arguments
    if not numbers:
        return 0.0, 0.0
    if value.form in {"uniform", "triangular"}:
        return numbers[0], numbers[-1]
    return (0.0, 1.0) if value.form == "beta" else (numbers[0], numbers[0])


def _wanted(bench: Bench) -> Iterator[tuple[str, Quantity, str | None, Want]]:
    """Yield path, quantity, label and what is wanted, for all numbers of which something is."""
    for key, want in STANDARD.items():
        quantity = bench.scenario.quantities.get(key)
        if quantity is not None:
            yield f"quantities.{key}", quantity, None, want
    for path, number, want in wanted_numbers(bench):
        if isinstance(number, Quantity):
            yield path, number, None, want
        elif (found := quantity_named(bench.scenario, number)) is not None:
            yield path, *found, want
