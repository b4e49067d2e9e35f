"""What a host has said it can receive, and who says so; and what is contested of it."""

from offramp.model.quantity import JUDGEMENT, Value
from offramp.model.scenario import Scenario
from offramp.results.words import joined, people

PLAN, RATE = "planning_figure", "processing_rate"
"""The means that reception strain is measured against."""
CONTESTED = "contested"
"""A note on a host that says so of its arrivals is shown with them."""


def means(scenario: Scenario, host: str) -> str:
    """Return the stated means of reception of a host and whose figures they are.

    Empty where none is given.
    """
    parts = []
    for name, said in ((PLAN, "{} people in all"), (RATE, "{} people a day")):
        quantity = scenario.quantities.get(name)
        value = None if quantity is None else quantity.at(host)
        if value is None or value.form is None:
            continue
        about = "" if value.is_fixed else "about "
        whose = _whose(scenario, value, quantity.source if quantity else "")
        parts.append(f"{about}{said.format(people(central(value)))} ({whose})")
    return f"{joined(parts)}." if parts else ""


def central(value: Value) -> float:
    """Return the middle of a number that is given as a value or a distribution."""
    numbers = value.arguments
    if value.form == "uniform":
        return (numbers[0] + numbers[1]) / 2
    if value.form == "triangular":
        return numbers[1]
    if value.form == "beta":
        return numbers[0] / (numbers[0] + numbers[1])
    return numbers[0] if numbers else 0.0


def _whose(scenario: Scenario, value: Value, otherwise: str) -> str:
    source = value.source or otherwise
    if source == JUDGEMENT:
        return f"judgement: {value.basis}" if value.basis else "judgement"
    found = scenario.sources.get(source)
    return found.title if found else source


def flag(note: str) -> str:
    """Return what the note on a place says of contested arrivals; empty if nothing.

    >>> flag("Stands at X. Arrivals include contested transfers.")
    'Arrivals include contested transfers.'
    """
    told = next((part for part in note.split(". ") if CONTESTED in part.lower()), "")
    return f"{told.rstrip('.')}." if told else ""
