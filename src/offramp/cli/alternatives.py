"""What `offramp compare` sets beside a scenario: overlays, orders, measures left out."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from offramp.api.scenario import LoadedScenario

AND = "+"
"""Between the parts of one alternative."""
ON = "@"
"""Between a measure and the day on which it is ordered."""


def without(
    name: str, under: list[str], mechanisms: Iterable[str], base: "LoadedScenario"
) -> "Mapping[str, tuple[LoadedScenario, str]]":
    """Return alternatives without mechanisms: each by its name, with what it is in words.

    Args:
        name: of the scenario.
        under: overlays laid under all sides.
        mechanisms: each an alternative; several joined by `+` are one.
        base: the scenario as it is.
    """
    import offramp

    found = {}
    for one in mechanisms:
        ids = _parts(one)
        loaded = offramp.load(name, under, without=ids)
        titles = [base.mechanisms[key].title for key in ids if key in base.mechanisms]
        found[f"without {one}"] = (loaded, "; ".join(titles))
    return found


def overlaid(
    name: str, under: list[str], overlays: Iterable[str], base: "LoadedScenario"
) -> "Mapping[str, tuple[LoadedScenario, str]]":
    """Return alternatives with overlays on top; arguments as for `without`."""
    import offramp

    about = base.overlays
    return {
        f"with {one}": (offramp.load(name, [*under, one]), about.get(one, "")) for one in overlays
    }


def ordered(
    base: "LoadedScenario", orders: Iterable[str]
) -> "Mapping[str, tuple[LoadedScenario, str]]":
    """Return alternatives in which measures are adopted by order.

    Args:
        base: the scenario as it is.
        orders: each an alternative: `MEASURE@DATE`, several joined by `+`.

    Raises:
        BadParameter: if one is not written so.
        ScenarioError: if a measure cannot be ordered, or not on that day.
    """
    from datetime import date

    from offramp.results.words import day_words

    found = {}
    for order in orders:
        changed, words = base, []
        for part in _parts(order):
            measure, sign, when = part.rpartition(ON)
            if not sign or not measure:
                msg = f'"{part}" is no order: write MEASURE{ON}DATE, as talks{ON}2030-04-01'
                raise typer.BadParameter(msg, param_hint="--order")
            changed = changed.ordered(measure, when)
            label = base.measures[measure].label or measure
            words.append(f"{label}, from {day_words(date.fromisoformat(when))}")
        found[f"order {order}"] = (changed, "; ".join(words))
    return found


def forbidden(
    base: "LoadedScenario", measures: Iterable[str]
) -> "Mapping[str, tuple[LoadedScenario, str]]":
    """Return alternatives without measures.

    Args:
        base: the scenario as it is.
        measures: each an alternative: the id of a measure, several joined by `+`.

    Raises:
        ScenarioError: if there is no such measure.
    """
    found = {}
    for one in measures:
        changed = base
        for name in _parts(one):
            changed = changed.forbidding(name)
        labels = [base.measures[name].label or name for name in _parts(one)]
        found[f"forbid {one}"] = (changed, "; ".join(labels))
    return found


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(AND)]
