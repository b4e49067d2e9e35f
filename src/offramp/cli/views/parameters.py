"""Every number of a scenario: what it is, in which unit, and where it comes from."""

from typing import TYPE_CHECKING

from offramp.model.quantity import JUDGEMENT, Quantity, Value

if TYPE_CHECKING:
    from rich.console import RenderableType

    from offramp.api.scenario import LoadedScenario


def view(scenario: "LoadedScenario") -> "RenderableType":
    """Return every number with distribution, unit, source, file and line."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from offramp.model.numbers import judgement_count, numbers
    from offramp.results.quantity_words import in_words

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Number and where it stands", overflow="fold", ratio=4)
    table.add_column("Value or distribution, unit", ratio=3)
    table.add_column("Source, or the basis of a judgement", ratio=4)
    for path, quantity in numbers(scenario):
        for label, value in ((None, quantity), *quantity.each.items()):
            if value.form is None and label is None:
                continue
            name = path if label is None else f"{path}.{label}"
            place = scenario.where(_at(scenario, path, label))
            table.add_row(
                Text.assemble((name, "bold"), "\n", (place, "dim")),
                f"{in_words(value)}{_unit(quantity)}{_over(quantity, label)}",
                _source(value, quantity),
            )
    judged, count = judgement_count(scenario)
    head = f"{count} numbers, {judged} of them judgement"
    return Group(Text(head, "bold"), Text(), table)


def _at(scenario: "LoadedScenario", path: str, label: str | None) -> str:
    own = f"quantities.{path}" if path in scenario.quantities else path
    return own if label is None else f"{own}.each.{label}"


def _unit(quantity: Quantity) -> str:
    return "" if quantity.unit == "1" else f" {quantity.unit}"


def _over(quantity: Quantity, label: str | None) -> str:
    if quantity.over is None or label is not None:
        return ""
    over = quantity.over if isinstance(quantity.over, str) else ", ".join(quantity.over)
    rest = "each other of the" if quantity.each else "each of the"
    return f"\nfor {rest} {over}" if isinstance(quantity.over, str) else f"\nfor {over}"


def _source(value: Value, quantity: Quantity) -> str:
    source = value.source or quantity.source
    basis = value.basis or (quantity.basis if source == quantity.source else "")
    if source == JUDGEMENT:
        return f"judgement: {basis}"
    return f"{source}: {basis}" if basis else source
