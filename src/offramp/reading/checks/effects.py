"""Effects act on quantities that are declared, in their unit."""

from collections.abc import Iterator

from offramp.model.effect import Amount, Effect
from offramp.model.expression import Expression
from offramp.model.expression_tree import Name
from offramp.model.names import meaning
from offramp.model.problems import Problem
from offramp.model.quantity import Number, Quantity
from offramp.model.units import interchangeable, is_unit, unit
from offramp.reading.checks.bench import Bench
from offramp.reading.checks.wanted import labels, like_quantity, quantity_named


def unknown_targets(bench: Bench) -> Iterator[Problem]:
    """An effect is on a quantity, or on one label of it."""
    for path, effect in _effects(bench):
        name = effect.on
        if quantity_named(bench.scenario, name) is None and not bench.may_be_broken(name):
            message = f'there is no quantity "{name}" to act on'
            hint = like_quantity(bench.scenario, name)
            yield bench.problem("unknown-quantity", f"{path}.on", message, hint)


def worked_out_amounts(bench: Bench) -> Iterator[tuple[str, Expression, str | None]]:
    """Yield (path, amount, unit it must have) for the amounts that are worked out each day."""
    for path, effect in _effects(bench):
        way, amount = "add" if effect.times is None else "times", _given(effect)
        if isinstance(amount, Expression) and not _is_named(bench, amount):
            target = quantity_named(bench.scenario, effect.on)
            added = None if target is None else target[0].unit
            yield f"{path}.{way}", amount, added if way == "add" else "1"


def unknown_amounts(bench: Bench) -> Iterator[Problem]:
    """What an effect adds or multiplies by, if given by name, is a quantity, a single number."""
    for path, effect in _effects(bench):
        way, amount = _amount(bench, effect)
        if not isinstance(amount, str) or bench.may_be_broken(amount):
            continue
        found = quantity_named(bench.scenario, amount)
        if found is None:
            message = f'there is no quantity "{amount}"'
            hint = like_quantity(bench.scenario, amount)
            yield bench.problem("unknown-quantity", f"{path}.{way}", message, hint)
        elif found[0].over is not None and found[1] is None:
            message = f'the quantity "{amount}" has a number for each of its labels'
            hint = f"add a label: {amount}.{next(iter(labels(bench.scenario, found[0])), 'LABEL')}"
            yield bench.problem("unknown-quantity", f"{path}.{way}", message, hint)


def wrong_amounts(bench: Bench) -> Iterator[Problem]:
    """What is added has the unit of the quantity; what it is multiplied by has none."""
    for path, effect in _effects(bench):
        target = quantity_named(bench.scenario, effect.on)
        way, amount = _amount(bench, effect)
        named = quantity_named(bench.scenario, amount) if isinstance(amount, str) else None
        source = amount if isinstance(amount, Quantity) else named and named[0]
        if target is None or source is None:
            continue
        wanted = target[0].unit if way == "add" else "1"
        found = source.unit
        if not (is_unit(wanted) and is_unit(found)) or interchangeable(unit(wanted), unit(found)):
            continue
        message = f"{effect.on} is in {wanted}, but what is added to it in {found}"
        hint = f"give it in {wanted}; nothing converts it"
        if way == "times":
            message = f"{effect.on} is multiplied by a number in {found}"
            hint = 'a factor has no unit: write unit: "1"'
        inline = f"{path}.{way}.unit"
        where = inline if inline in bench.provenance.known else f"{path}.{way}"
        yield bench.problem("wrong-unit", where, message, hint)


def _effects(bench: Bench) -> Iterator[tuple[str, Effect]]:
    """Yield the path of each effect, and the effect."""
    for section in ("measures", "influences"):
        for key, item in bench.items(section).items():
            for position, effect in enumerate(item.effects):
                yield f"{section}.{key}.effects.{position}", effect


def _amount(bench: Bench, effect: Effect) -> tuple[str, Number | None]:
    """Return which way an effect goes, and by how much; None if that is worked out each day."""
    way, amount = "add" if effect.times is None else "times", _given(effect)
    if isinstance(amount, Expression):
        return way, amount.text if _is_named(bench, amount) else None
    return way, amount


def _given(effect: Effect) -> Amount:
    amount = effect.add if effect.times is None else effect.times
    assert amount is not None  # the model says so
    return amount


def _is_named(bench: Bench, amount: Expression) -> bool:
    """Return whether an amount is a single name, of a quantity or of nothing."""
    if not isinstance(amount.tree, Name):
        return False
    try:
        found = meaning(bench.scenario, amount.text.strip())
    except KeyError:  # over an index that there is not, which is reported at the quantity
        return True
    return found is None or found.kind == "quantity"
