"""Every number of the scenario, with its unit, its source and where it stands."""

from offramp.model.numbers import judgement_count, numbers
from offramp.model.quantity import JUDGEMENT, Quantity, Value
from offramp.model.scenario import Scenario
from offramp.report.build.shown import Shown
from offramp.report.picture.base import Caption
from offramp.report.picture.trust import Quantities, QuantityRow
from offramp.results.quantity_words import called, in_words


def quantities(shown: Shown) -> Quantities:
    """Return all numbers of the scenario, in the order of its files.

    Raises:
        RunError: if the scenario of the run is missing or damaged.
    """
    scenario = shown.scenario
    rows = [
        _row(shown, path, quantity, label, value)
        for path, quantity in numbers(scenario)
        for label, value in ((None, quantity), *quantity.each.items())
        if value.form is not None or label is not None
    ]
    judged, count = judgement_count(scenario)
    return Quantities(caption=_caption(count, judged), rows=rows)


def _caption(count: int, judged: int) -> Caption:
    return Caption(
        title=f"{judged:,} of {count:,} numbers are judgement; {count - judged:,} rest on a source",
        note=(
            "Each number as the scenario gives it: one value, or a distribution from which every "
            "future draws its own. A judgement says on what ground. Grades are Admiralty: A to F "
            "for the source (A reliable, F cannot be judged), 1 to 6 for the information (1 "
            "confirmed, 6 cannot be judged)."
        ),
        source="The files of the scenario, as they were run.",
    )


def _row(
    shown: Shown, path: str, quantity: Quantity, label: str | None, value: Value
) -> QuantityRow:
    scenario = shown.scenario
    source = value.source or quantity.source
    own = f"quantities.{path}" if path in scenario.quantities else path
    return QuantityRow(
        path=path if label is None else f"{path}.{label}",
        label=called(scenario, path, quantity, label) + _others(quantity, label),
        value=in_words(value),
        unit="" if quantity.unit == "1" else quantity.unit,
        judgement=source == JUDGEMENT,
        basis=value.basis or (quantity.basis if source == quantity.source else ""),
        sources=[source] if source in scenario.sources else [],
        grade=_grade(scenario, source),
        where=shown.where(own if label is None else f"{own}.each.{label}"),
    )


def _others(quantity: Quantity, label: str | None) -> str:
    """Return for whom a number is that stands for several labels."""
    if label is not None or quantity.over is None:
        return ""
    over = quantity.over if isinstance(quantity.over, str) else "labels"
    return f" ({'all other' if quantity.each else 'all'} {over.replace('_', ' ')})"


def _grade(scenario: Scenario, source: str) -> str:
    found = scenario.sources.get(source)
    return found.grade if found else ""
