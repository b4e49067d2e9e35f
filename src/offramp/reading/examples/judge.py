"""Judges a case by the provisions of a scenario, and says why, in plain Python and words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from offramp.model.expression import Expression
from offramp.model.expression_tree import Logic, Name, Node
from offramp.model.expression_value import Given, value
from offramp.model.law import Provision, Verdict
from offramp.model.law_parties import (
    addressed_on,
    invokers_on,
    may_not_invoke,
    not_bound,
    not_in_force,
    speaks_to,
)
from offramp.model.law_rules import Standing, combinations, decided_by, made_by, rules_on
from offramp.model.law_scope import Strike, outside
from offramp.model.names import SELF
from offramp.reading.examples.facts import Facts

MOST_TOLD = 4
"""Provisions of which an answer says why they do not speak for an action."""


@dataclass(frozen=True)
class Answer:
    """What a case comes to, and why."""

    verdict: Verdict
    why: str


@dataclass(frozen=True)
class _Way:
    """A provision under one way in which readings may hold."""

    met: bool
    why: str


def readings_of(provision: Provision) -> list[str]:
    """Return the readings that the trigger or an exception of a provision names."""
    names = _named_in(provision)
    return [reading for reading in provision.readings if reading in names]


def _named_in(provision: Provision) -> frozenset[str]:
    """Return what the trigger and the exceptions of a provision name."""
    texts = [provision.trigger, *(it.when for it in provision.exceptions.values())]
    return frozenset[str]().union(*(text.names() for text in texts))


def readings_on(facts: Facts, rules: Sequence[str]) -> list[str]:
    """Return the readings that any of several provisions hangs on, each once."""
    provisions = facts.scenario.provisions
    return list(dict.fromkeys(r for key in rules for r in readings_of(provisions[key])))


def judge_provision(facts: Facts, key: str) -> Answer:
    """Return whether a provision is met in a case."""
    readings = readings_of(facts.scenario.provisions[key])
    ways = [(held, _met(facts, key, held)) for held in _ways(facts, readings)]
    if len({way.met for _, way in ways}) > 1:
        odd = [(held, way.met) for held, way in ways]
        return Answer("contested", _hangs_on(odd, "whether it is met"))
    met = ways[0][1]
    return Answer("met" if met.met else "not met", met.why)


def judge_action(facts: Facts) -> Answer:
    """Return what law makes of the action of a case: the prevailing rule that is met decides."""
    scenario = facts.scenario
    rules = rules_on(scenario, facts.action, facts.by, facts.on, facts.relying_on)
    readings = readings_on(facts, rules)
    met_if = _met_if(facts, rules, readings)
    found: list[tuple[Mapping[str, bool], Standing, str]] = []
    for held in _ways(facts, readings):
        met = [key for key in rules if met_if(key, held).met]
        decisive = decided_by(scenario, met)
        standing = made_by(scenario.provisions[decisive]) if decisive else Standing.silent
        found.append((held, standing, decisive))
    verdicts = {_verdict(standing) for _, standing, _ in found}
    if len(verdicts) > 1:
        odd = [(held, _verdict(standing)) for held, standing, _ in found]
        names = " and ".join(sorted(verdicts))
        return Answer("contested", f"it is {names}: {_hangs_on(odd, 'the answer')}")
    first, standing, decisive = found[0]
    if not decisive:
        return Answer("silent", _why_silent(facts, rules, first))
    said = scenario.provisions[decisive].consequence.replace("_", " ")
    why = f"{decisive} ({said}) is met, since {_met(facts, decisive, first).why}"
    later = rules[rules.index(decisive) + 1 :]
    above = [key for key in later if not _met(facts, key, first).met]
    if above:
        higher = "; ".join(f"{key}: {_met(facts, key, first).why}" for key in above[-MOST_TOLD:])
        why += f"; what would prevail over it is not met ({higher})"
    return Answer(_verdict(standing), why)


def _met_if(
    facts: Facts, rules: Sequence[str], readings: Sequence[str]
) -> Callable[[str, Mapping[str, bool]], _Way]:
    """Return what says whether a rule is met by some readings: each is judged once by its own."""
    provisions = facts.scenario.provisions
    own = {key: [r for r in readings if r in _named_in(provisions[key])] for key in rules}
    known: dict[tuple[str, tuple[bool, ...]], _Way] = {}

    def met_if(key: str, held: Mapping[str, bool]) -> _Way:
        way = key, tuple(held[reading] for reading in own[key])
        if way not in known:
            known[way] = _met(facts, key, held)
        return known[way]

    return met_if


def _verdict(standing: Standing) -> Verdict:
    if standing.forbids:
        return "prohibited"
    return "permitted" if standing is Standing.permitted else "silent"


def _ways(facts: Facts, readings: Sequence[str]) -> list[dict[str, bool]]:
    """Return the ways in which readings may hold: the one that is given, or all of them."""
    if facts.reading is not None:
        return [{reading: reading in facts.reading for reading in readings}]
    return list(combinations(readings))


def _hangs_on(ways: Sequence[tuple[Mapping[str, bool], object]], what: str) -> str:
    """Return on which readings something hangs: those that change it alone in some way."""
    came = {frozenset(held.items()): result for held, result in ways}
    decisive = []
    for reading in ways[0][0]:
        for held, result in ways:
            other = {**held, reading: not held[reading]}
            if came.get(frozenset(other.items()), result) != result:
                decisive.append(reading)
                break
    names = ", ".join(f"`{reading}`" for reading in decisive or ways[0][0])
    several = len(decisive or ways[0][0]) > 1
    return f"{what} hangs on the reading{'s' if several else ''} {names}"


def _why_silent(facts: Facts, rules: Sequence[str], held: Mapping[str, bool]) -> str:
    """Return why no provision says anything of an action."""
    scenario = facts.scenario
    told = [f"{key} is not met: {_met(facts, key, held).why}" for key in reversed(rules)]
    for key, provision in scenario.provisions.items():
        relied_on = facts.relying_on is not None and key in facts.relying_on
        if key in rules or not (relied_on or facts.action in provision.actions):
            continue
        if facts.relying_on is not None and not relied_on:
            continue
        told.append(f"{key} {_why_no_rule(facts, key, provision)}")
    if not told:
        return f"no provision speaks of `{facts.action}` by {facts.by}"
    more = f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
    return "; ".join(told[:MOST_TOLD]) + more


def _why_no_rule(facts: Facts, key: str, provision: Provision) -> str:
    if provision.consequence == "CONSULT":
        return "only obliges to consult, and is no basis for anything"
    if facts.action not in provision.actions:
        named = ", ".join(provision.actions) or "no action"
        return f"does not speak of `{facts.action}` (it names {named})"
    if why := not_in_force(facts.scenario, key, facts.on):
        return f"does not apply: {why}"
    if not speaks_to(addressed_on(facts.scenario, key, facts.on), provision.consequence, facts.by):
        return f"does not bind {facts.by}"
    return "may not be relied on here"


def _met(facts: Facts, key: str, held: Mapping[str, bool]) -> _Way:
    """Return whether a provision is met by some readings, and why or why not."""
    scenario, provision = facts.scenario, facts.scenario.provisions[key]
    if why := not_in_force(scenario, key, facts.on):
        return _Way(False, why)
    who = invokers_on(scenario, key, facts.on)
    forbids = bool(facts.action) and provision.consequence == "MUST_NOT"
    if facts.invoker and not forbids:
        if why := may_not_invoke(scenario, key, facts.invoker, facts.on):
            return _Way(False, why)
        who = (facts.invoker,)
    if not who:
        named = provision.invokers
        one = len(named) == 1
        why = not_bound(scenario, key, named[0], facts.on) if one else "nobody who may is bound"
        return _Way(False, f"nobody may invoke it on {facts.on}: {why}")
    if provision.attack is not None:
        if not facts.strikes:
            return _Way(False, "there is no attack among the facts")
        reasons = [_outside(facts, key, strike) for strike in facts.strikes]
        if all(reasons):
            return _Way(False, "; ".join(dict.fromkeys(reasons)))
    said = provision.trigger.text + "".join(e.when.text for e in provision.exceptions.values())
    if not SELF.search(said):
        who = who[:1]
    ways = [_invoked(facts, provision, actor, held) for actor in who]
    best = next((way for way in ways if way.met), ways[0])
    if best.met and provision.attack is not None:
        within = next(s for s, why in zip(facts.strikes, reasons, strict=True) if not why)
        return _Way(True, f"{within} is within its scope")
    return best


def _outside(facts: Facts, key: str, strike: Strike) -> str:
    """Return why an attack is not one of which a provision spoke on its day; nothing if it is."""
    on = strike.day or facts.on
    if why := not_in_force(facts.scenario, key, on):
        return f"on the day of the attack, {on}, {why}"
    return outside(facts.scenario, key, on, strike)


def _invoked(facts: Facts, provision: Provision, actor: str, held: Mapping[str, bool]) -> _Way:
    """Return whether the trigger holds for one actor, and no exception does."""

    def look_up(name: str) -> Given:
        own = SELF.sub(actor, name)
        return float(held[own]) if own in held else facts.value(own)

    trigger = provision.trigger
    if not value(trigger, look_up):
        return _Way(False, f"its trigger does not hold: {_false_part(trigger, look_up, actor)}")
    for name, exemption in provision.exceptions.items():
        if value(exemption.when, look_up):
            said = f": {exemption.text.rstrip('.')}" if exemption.text else ""
            return _Way(False, f"the exception `{name}` holds (`{exemption.when}`){said}")
    return _Way(True, f"its trigger holds (`{_shown(SELF.sub(actor, trigger.text))}`)")


def _false_part(expression: Expression, look_up: Callable[[str], Given], actor: str) -> str:
    """Return the parts of a condition that are false, with the values they were judged by."""
    told = []
    for part in _joined(expression.tree):
        if value(part, look_up):
            continue
        text = expression.text[part.column : part.column + part.length]
        values = [f"{SELF.sub(actor, n)} is {_said(look_up(n))}" for n in _names(part)]
        told.append(f"`{_shown(SELF.sub(actor, text))}` is false ({', '.join(values)})")
    return "; ".join(told)


def _joined(node: Node) -> list[Node]:
    """Return the conditions that are joined by `and`; the condition itself where none are."""
    if isinstance(node, Logic) and node.operator == "and":
        return [part for operand in node.operands for part in _joined(operand)]
    return [node]


def _names(node: Node) -> list[str]:
    """Return the names in a part of an expression, each once."""
    own = [node.name] if isinstance(node, Name) else []
    below = [name for child in node.children for name in _names(child)]
    return list(dict.fromkeys([*own, *below]))


def _shown(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= 80 else f"{short[:76]} ..."


def _said(found: object) -> str:
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, float | int):
        return "never" if found == float("inf") else f"{found:g}"
    return "a list"
