"""Numbers of a scenario in words: what each is called, and its value or distribution."""

from offramp.model.quantity import Quantity, Value
from offramp.model.scenario import Scenario

_FORMS = {
    "normal": "normal: mean {}, standard deviation {}",
    "lognormal": "lognormal: median {}, factor {}",
    "uniform": "uniform: {} to {}",
    "triangular": "triangular: {} to {} to {}",
    "beta": "beta: {}, {}",
    "chance": "holds with chance {}",
}


def in_words(value: Value) -> str:
    """Return a value or distribution in words.

    >>> in_words(Value(uniform=(0.2, 3)))
    'uniform: 0.2 to 3'
    """
    if value.form is None:
        return "not assessed"
    numbers = [f"{number:,.10g}" for number in value.arguments]
    return _FORMS[value.form].format(*numbers) if value.form in _FORMS else numbers[0]


def called(scenario: Scenario, path: str, quantity: Quantity, label: str | None = None) -> str:
    """Return what people call a number.

    Args:
        scenario: that has it.
        path: of the quantity, as `numbers` gives it.
        quantity: that stands there.
        label: for which of its labels; None for all.
    """
    name = quantity.label or _spoken(scenario, path)
    return name if label is None else f"{name} ({_label(scenario, label)})"


def _label(scenario: Scenario, label: str) -> str:
    """Return what a label of an index is called."""
    if label in scenario.actors:
        return scenario.actors[label].label or label
    if label in scenario.places:
        return scenario.places[label].name
    return label


def _spoken(scenario: Scenario, path: str) -> str:
    """Return words for a number without a label: its id, after the item that it stands in."""
    section, _, rest = path.partition(".")
    items = getattr(scenario, section, None) if rest else None
    if isinstance(items, dict):
        own = max((key for key in items if f"{rest}.".startswith(f"{key}.")), key=len, default="")
        if own:
            label = getattr(items[own], "label", "") or own
            inside = rest[len(own) + 1 :]
            if inside.startswith("effects."):
                on, _, how = inside.removeprefix("effects.").rpartition(".")
                inside = f"{'factor' if how == 'times' else 'effect'} on {on}"
            return f"{label}: {inside}".replace("_", " ").replace(".", " ")
    return path.replace("_", " ").replace(".", " ")
