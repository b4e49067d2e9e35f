"""Every expression makes sense: its names mean something, its types and units fit."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from offramp.model.expression import Expression
from offramp.model.expression_check import Finding, Symbol, Type, check
from offramp.model.measure import Measure
from offramp.model.names import known_names, meaning
from offramp.model.problems import Problem, did_you_mean
from offramp.reading.checks.bench import Bench
from offramp.reading.checks.effects import worked_out_amounts

SELF = re.compile(r"\bself\b")
"""The word that stands for the actor that is weighing."""

ALONE = "unilateral"
"""The rule by which an actor decides alone."""


class Written(NamedTuple):
    """An expression as it stands in a scenario."""

    path: str
    """Dotted path."""
    expression: Expression
    expect: Type
    unit: str | None = None
    """Unit of the value that is needed."""
    actors: tuple[str, ...] = ()
    """Whom `self` may stand for."""


def unsound_expressions(bench: Bench) -> Iterator[Problem]:
    """Names are known, conditions are conditions, and units can be compared."""
    names = _Names(bench)
    for written in written_expressions(bench):
        yield from names.problems(written)


def written_expressions(bench: Bench) -> Iterator[Written]:
    """Yield every expression of a scenario, with what is needed there."""
    scenario = bench.scenario
    for section, field in (
        ("red_lines", "when"),
        ("influences", "when"),
        ("thresholds", "when"),
        ("ladder.gates", "when"),
    ):
        for key, item in bench.items(section).items():
            yield Written(f"{section}.{key}.{field}", getattr(item, field), "truth")
    for key, contact in scenario.contacts.items():
        for intent, rate in contact.rates.items():
            yield Written(f"contacts.{key}.rates.{intent}", rate, "number", "1/day")
    for key, influence in scenario.influences.items():
        if influence.rate is not None:
            yield Written(f"influences.{key}.rate", influence.rate, "number", "1/day")
    for key, stock in scenario.stocks.items():
        yield Written(f"stocks.{key}.change", stock.change, "number", f"{stock.unit}/day")
    for key, indicator in scenario.indicators.items():
        path, value = f"indicators.{key}.value", indicator.value
        if indicator.take == "share":
            yield Written(path, value, "truth")
        else:
            yield Written(path, value, "number", indicator.unit)
    for key, outcome in scenario.outcomes.items():
        for position, case in enumerate(outcome.cases):
            if case.when is not None:
                yield Written(f"outcomes.{key}.cases.{position}.when", case.when, "truth")
    yield from _of_measures(bench)
    yield from _of_provisions(bench)
    for path, amount, wanted in worked_out_amounts(bench):
        yield Written(path, amount, "number", wanted)


def _of_measures(bench: Bench) -> Iterator[Written]:
    """Yield the expressions of measures, with who weighs them."""
    steps: dict[str, dict[str, None]] = {}
    for event in bench.scenario.events.values():
        if event.reached is not None:
            steps.setdefault(event.measure, {})[event.actor] = None
    for key, measure in bench.scenario.measures.items():
        proposers = measure.proposers or (measure.by,)
        members = _voters(bench, measure)
        weighing = dict.fromkeys((*proposers, *members, *steps.get(key, ())))
        yield Written(f"measures.{key}.when", measure.when, "truth", None, tuple(weighing))
        voting = () if measure.support else members
        for field, terms, actors in (
            ("utility", measure.utility, (*proposers, *voting)),
            ("support", measure.support, members or proposers),
        ):
            for name, term in terms.items():
                path = f"measures.{key}.{field}.{name}"
                yield Written(path, term, "number", "1", tuple(dict.fromkeys(actors)))


def _voters(bench: Bench, measure: Measure) -> tuple[str, ...]:
    """Return the members of the procedures that decide on a measure and authorise it."""
    found: dict[str, None] = {}
    for name in (measure.procedure, measure.authorisation):
        procedure = bench.scenario.procedures.get(name)
        if procedure is not None and procedure.rule != ALONE:
            found |= dict.fromkeys(procedure.members)
    return tuple(found)


def _of_provisions(bench: Bench) -> Iterator[Written]:
    """Yield the triggers and exceptions of provisions, with who may invoke them."""
    actors = bench.scenario.actors
    several = [name for name, actor in actors.items() if actor.kind == "group"]
    for key, provision in bench.scenario.provisions.items():
        treaty = bench.scenario.treaties.get(provision.treaty)
        parties = (*treaty.parties, *treaty.joins, *several) if treaty else ()
        who = [name for name in provision.invokers or parties if name in actors]
        stands_for = tuple(dict.fromkeys(who or [*actors][:1]))
        path = f"provisions.{key}"
        yield Written(f"{path}.trigger", provision.trigger, "truth", None, stands_for)
        for name, exemption in provision.exceptions.items():
            at = f"{path}.exceptions.{name}.when"
            yield Written(at, exemption.when, "truth", None, stands_for)


class _Names:
    """What names mean in one scenario, worked out once each."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self._known: dict[str, Symbol | None] = {}
        self._unclear: set[str] = set()

    @cached_property
    def _choices(self) -> list[str]:
        try:
            return known_names(self.bench.scenario)
        except KeyError:
            return []

    def symbol(self, name: str) -> Symbol | None:
        """Return what a name stands for, or None."""
        if name not in self._known:
            try:
                found = meaning(self.bench.scenario, name)
            except KeyError:  # over an index that there is not, which is reported at the quantity
                found = None
                self._unclear.add(name)
            self._known[name] = Symbol(found.type, found.unit, found.size) if found else None
        return self._known[name]

    def suggest(self, name: str) -> str:
        """Return what to do about an unknown name."""
        return did_you_mean(name, self._choices) or "define it under `quantities:`"

    def problems(self, written: Written) -> Iterator[Problem]:
        """Yield what is wrong with an expression, for whomever `self` stands."""
        actors: list[str | None] = [None]
        if written.actors and SELF.search(written.expression.text):
            actors = [a for a in written.actors if not self.bench.is_broken("actors", a)]
        reported: set[tuple[int, str]] = set()
        for actor in actors:
            for finding in self._findings(written, actor):
                if (finding.column, finding.code) not in reported:
                    reported.add((finding.column, finding.code))
                    yield self._problem(written, finding, actor)

    def _findings(self, written: Written, actor: str | None) -> Iterator[Finding]:
        """Yield the findings where `self` stands for an actor, but those on what is broken."""

        def put(name: str) -> str:
            return SELF.sub(actor, name) if actor else name

        found = check(
            written.expression,
            lambda name: self.symbol(put(name)),
            written.expect,
            written.unit,
            lambda name: self.suggest(put(name)),
        )
        for finding in found:
            name = put(_text(written, finding))
            unclear = name in self._unclear or self.bench.may_be_broken(name)
            if finding.code != "unknown-name" or not unclear:
                yield finding

    def _problem(self, written: Written, finding: Finding, actor: str | None) -> Problem:
        """Return a finding as a problem with its place."""
        message, hint = finding.message, finding.hint
        name = _text(written, finding)
        if finding.code == "unknown-name" and SELF.search(name):
            if actor is None:
                hint = "`self` has a meaning in measures and provisions only: name the actor"
            else:
                message = f"there is no `{SELF.sub(actor, name)}`, which `{name}` is for {actor}"
        provenance = self.bench.provenance
        if written.path not in provenance.known:
            return self.bench.problem(finding.code, written.path, message, hint)
        return provenance.problem(
            finding.code, written.path, message, hint, column=finding.column, length=finding.length
        )


def _text(written: Written, finding: Finding) -> str:
    """Return the part of an expression that a finding is about."""
    return written.expression.text[finding.column : finding.column + finding.length]
