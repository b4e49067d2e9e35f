"""What each actor may do."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from offramp.api.scenario import LoadedScenario
    from offramp.model.effect import Amount, Effect
    from offramp.model.measure import Measure
    from offramp.model.quantity import Number


def view(scenario: "LoadedScenario") -> "RenderableType":
    """Return every measure: by whom, decided how, open when, with what effect."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = [
        Text(f"{len(scenario.measures)} measures of {scenario.title}", "bold")
    ]
    for name, measure in scenario.measures.items():
        off = "  [off]" if measure.disabled else ""
        place = scenario.where(f"measures.{name}")
        head = Text.assemble((measure.label or name, "bold"), f"  {name}  ", (place, "dim"), off)
        parts += [Text(), head, Padding(_words(measure), (0, 0, 0, 4))]
    return Group(*parts)


def _words(measure: "Measure") -> "Text":
    from rich.text import Text

    proposers = ", ".join(measure.proposers or (measure.by,))
    lines = [
        ("by", f"{measure.by}, proposed by {proposers}; procedure {measure.procedure}"),
        ("provision", measure.provision),
        ("family", measure.family),
        ("open when", str(measure.when)),
        ("worth", "; ".join(f"{term} = {worth}" for term, worth in measure.utility.items())),
        ("takes", _times(measure)),
        ("while in force", "; ".join(_effect(effect) for effect in measure.effects)),
        ("raises", f"{measure.dyad} to {measure.rung}" if measure.rung else ""),
        ("note", measure.note),
    ]
    text = Text()
    for word, says in lines:
        if says:
            text.append(f"{word}: ", "italic")
            text.append(f"{says}\n")
    text.rstrip()
    return text


def _times(measure: "Measure") -> str:
    times = {
        "to start": measure.lead_time,
        "in force": measure.duration,
        "before it may come again": measure.cooling_off,
    }
    return "; ".join(f"{_number(number)} {word}" for word, number in times.items() if number)


def _effect(effect: "Effect") -> str:
    if effect.add is not None:
        return f"{effect.on} + ({_number(effect.add)})"
    return f"{effect.on} x ({_number(effect.times)})" if effect.times is not None else effect.on


def _number(number: "Number | Amount") -> str:
    """Return a number in words: inline, the id of a quantity, or how it is worked out."""
    from offramp.model.quantity import Quantity
    from offramp.results.quantity_words import in_words

    if not isinstance(number, Quantity):
        return str(number)
    return f"{in_words(number)}{'' if number.unit == '1' else f' {number.unit}'}"
