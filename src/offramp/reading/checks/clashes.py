"""Provisions do not contradict one another, and duties do not go round in a circle."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from offramp.model.expression_tree import (
    Compare,
    Logic,
    Name,
    Node,
    Truth,
    Unary,
)
from offramp.model.law import Provision
from offramp.model.law_parties import (
    addressed_on,
    change_days,
    invokers_on,
    not_in_force,
    speaks_to,
)
from offramp.model.law_scope import outside, strikes
from offramp.model.names import SELF, SIGNALS, TESTS
from offramp.model.problems import Problem
from offramp.model.scenario import LETHAL, Scenario
from offramp.reading.checks.bench import Bench

Literal = tuple[Node, bool]
"""A condition, and whether it holds."""

OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def clashing_provisions(bench: Bench) -> Iterator[Problem]:
    """Where one rule allows what another forbids, the one that prevails is named."""
    scenario = bench.scenario
    live = {key: it for key, it in scenario.provisions.items() if not it.disabled}
    forbids = [key for key, it in live.items() if it.consequence == "MUST_NOT"]
    allows = [key for key, it in live.items() if it.consequence in {"MAY", "SHALL"}]
    for one, other in product(forbids, allows):
        first, second = live[one], live[other]
        actions = [action for action in first.actions if action in second.actions]
        if not actions or first.priority != second.priority:
            continue
        if _excepted(one, second) or _excepted(other, first) or _exclusive(scenario, one, other):
            continue
        who = _spoken_to_by_both(scenario, one, other, actions)
        if who:
            message = (
                f"{one} forbids {who} `{actions[0]}` and {other} says {second.consequence} of it, "
                f"both with priority {first.priority}: which of them prevails?"
            )
            hint = (
                f"give one of them a higher `priority:`, or say under `exceptions:` of {one} when "
                f"it does not apply"
            )
            yield bench.problem("clashing-provisions", f"provisions.{one}", message, hint)


def _excepted(key: str, other: Provision) -> bool:
    """Return whether an exception of a provision names another provision."""
    return any(
        name.partition(".")[2] == key
        for exemption in other.exceptions.values()
        for name in exemption.when.names()
    )


def _spoken_to_by_both(scenario: Scenario, one: str, other: str, actions: list[str]) -> str:
    """Return somebody who could do one of the actions and to whom both speak; or nothing.

    Where measures are such actions, those who carry them out count; else every actor.
    """
    doers = [m.by for m in scenario.measures.values() if m.action in actions and not m.disabled]
    for on in _days(scenario, one, other):
        if not_in_force(scenario, one, on) or not_in_force(scenario, other, on):
            continue
        groups = [
            (addressed_on(scenario, key, on), scenario.provisions[key]) for key in (one, other)
        ]
        for actor in dict.fromkeys(doers or scenario.actors):
            if all(speaks_to(group, it.consequence, actor) for group, it in groups):
                return actor
    return ""


def _days(scenario: Scenario, *keys: str) -> list[date]:
    """Return the first day, and those from which something changes for some provisions."""
    changes = frozenset[date]().union(*(change_days(scenario, key) for key in keys))
    return [scenario.start, *sorted(day for day in changes if day > scenario.start)]


def _exclusive(scenario: Scenario, one: str, other: str) -> bool:
    """Return whether it can be seen that two provisions are never met together.

    What one invoker says of itself is not contradicted by what another one says of itself.
    """
    first, second = (_conditions(scenario.provisions[key]) for key in (one, other))
    if any(node == Truth(False) and held for node, held in (*first, *second)):
        return True
    if not _same_invoker(scenario, one, other):
        first = [it for it in first if not _of_itself(it[0])]
    return any(_contradict(a, b) for a in first for b in second)


def _same_invoker(scenario: Scenario, one: str, other: str) -> bool:
    """Return whether nobody but one and the same actor may ever invoke either provision."""
    who: set[str] = set()
    for on in _days(scenario, one, other):
        who.update(invokers_on(scenario, one, on), invokers_on(scenario, other, on))
    return len(who) <= 1


def _of_itself(node: Node) -> bool:
    """Return whether a condition speaks of its invoker."""
    if isinstance(node, Name):
        return SELF.search(node.name) is not None
    return any(_of_itself(child) for child in node.children)


def _conditions(provision: Provision) -> list[Literal]:
    """Return conditions that all hold where a provision is met."""
    found = _all(provision.trigger.tree, True)
    for exemption in provision.exceptions.values():
        found += _all(exemption.when.tree, False)
    return found


def _all(node: Node, held: bool) -> list[Literal]:
    """Return the conditions that hold, or not, where a whole condition does, or does not."""
    if isinstance(node, Unary) and node.operator == "not":
        return _all(node.operand, not held)
    if isinstance(node, Logic) and (node.operator == "and") is held:
        return [part for operand in node.operands for part in _all(operand, held)]
    return [(node, held)]


def _contradict(one: Literal, other: Literal) -> bool:
    (first, first_held), (second, second_held) = one, other
    if first == second:
        return first_held is not second_held
    if not (isinstance(first, Compare) and isinstance(second, Compare)):
        return False
    if len(first.rest) != 1 or len(second.rest) != 1 or not (first_held and second_held):
        return False
    (left, right), (sign, limit) = first.rest[0], second.rest[0]
    return first.first == second.first and right == limit and OPPOSITE[left] == sign


def shall_cycles(bench: Bench) -> Iterator[Problem]:
    """No duty leads to a measure that triggers, by way of others, the same duty."""
    leads = _duties(bench.scenario)
    reported: set[frozenset[str]] = set()
    for start in leads:
        for way in _round(leads, start):
            duties = frozenset(way[::2])
            if duties not in reported:
                reported.add(duties)
                yield _cycle(bench, way)


def _duties(scenario: Scenario) -> dict[str, dict[str, list[str]]]:
    """Return, for each duty, the measures that it obliges to and the duties they trigger."""
    duties = {
        key: it
        for key, it in scenario.provisions.items()
        if it.consequence == "SHALL" and not not_in_force(scenario, key, _late(scenario, key))
    }
    attacks = strikes(scenario)
    leads: dict[str, dict[str, list[str]]] = {}
    for key, duty in duties.items():
        on = _late(scenario, key)
        leads[key] = {}
        for measure, it in scenario.measures.items():
            if it.disabled or it.action not in duty.actions or not it.action:
                continue
            if not speaks_to(addressed_on(scenario, key, on), "SHALL", it.by):
                continue
            leads[key][measure] = [
                other
                for other, next_duty in duties.items()
                if measure in _triggers(next_duty)
                or (
                    next_duty.attack is not None
                    and measure in attacks
                    and not outside(scenario, other, on, attacks[measure])
                )
            ]
    return leads


def _late(scenario: Scenario, key: str) -> date:
    """Return the day by which a provision is judged: the start, or its first day after that."""
    return next(
        (day for day in _days(scenario, key) if not not_in_force(scenario, key, day)),
        scenario.start,
    )


def _triggers(provision: Provision) -> set[str]:
    """Return the measures and other signals by which a provision may come to be met."""
    return _signals(provision.trigger.tree, True)


def _signals(node: Node, held: bool) -> set[str]:
    if isinstance(node, Unary) and node.operator == "not":
        return _signals(node.operand, not held)
    if isinstance(node, Name):
        head, _, rest = node.name.partition(".")
        speaks = head in SIGNALS or (head in TESTS and head != "rejected")
        return {rest.removesuffix(f".{LETHAL}")} if speaks and held else set()
    return set().union(*(_signals(child, held) for child in node.children))


def _round(leads: dict[str, dict[str, list[str]]], start: str) -> Iterator[list[str]]:
    """Yield the ways from a duty back to it: duty, measure, duty, measure and so on."""
    ahead = [[start]]
    seen: set[str] = set()
    while ahead:
        way = ahead.pop()
        for measure, duties in leads[way[-1]].items():
            for duty in duties:
                if duty == start:
                    yield [*way, measure]
                elif duty not in seen:
                    seen.add(duty)
                    ahead.append([*way, measure, duty])


def _cycle(bench: Bench, way: list[str]) -> Problem:
    steps = [
        f"{duty} obliges to {measure}" for duty, measure in zip(way[::2], way[1::2], strict=True)
    ]
    message = f"duties go round in a circle: {', which triggers '.join(steps)}, which triggers it"
    hint = "say under `exceptions:` when one of them does not apply, or make one of them MAY"
    path = f"provisions.{way[0]}.consequence"
    return bench.problem("shall-cycle", path, message, hint)
