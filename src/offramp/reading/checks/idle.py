"""What an author has written and nobody can ever use: red lines, measures, decision rules."""

from collections.abc import Iterator
from datetime import date

from offramp.model.law_parties import change_days
from offramp.model.law_rules import Standing, made_by, rules_on
from offramp.model.measure import Measure
from offramp.model.names import SIGNALS, TESTS
from offramp.model.problems import Problem
from offramp.model.red_line import RedLine
from offramp.model.scenario import Scenario
from offramp.reading.checks.bench import Bench
from offramp.reading.checks.measures import COLLECTIVE
from offramp.reading.checks.never import Never


def idle_red_lines(bench: Bench) -> Iterator[Problem]:
    """Every red line can be crossed, and by somebody else than its holder."""
    never = Never(bench.scenario)
    for key, line in bench.scenario.red_lines.items():
        if line.disabled:
            continue
        path = f"red_lines.{key}.when"
        holder = bench.scenario.actors.get(line.holder)
        if holder is not None and holder.disabled:
            message = f"the red line {key} is nobody's: its holder {line.holder} is disabled"
            hint = "disable the red line as well, or name another holder"
            yield bench.problem("idle-red-line", f"red_lines.{key}.holder", message, hint)
        elif not never.holds(line.when):
            dead = [name for name in sorted(line.when.names()) if never.known(name) is not None]
            why = f": {' and '.join(f'`{name}`' for name in dead)} can never be" if dead else ""
            message = f"nobody can cross the red line {key}{why}"
            hint = "name a measure, contact or threshold that can come about, or disable the line"
            yield bench.problem("idle-red-line", path, message, hint)
        elif _only_own(bench.scenario, line):
            message = f"only {line.holder} itself could cross its red line {key}"
            hint = "name what others do: measures of other actors, contacts or thresholds"
            yield bench.problem("idle-red-line", path, message, hint)


def _only_own(scenario: Scenario, line: RedLine) -> bool:
    """Return whether a red line hangs on nothing but measures of its holder."""
    names = line.when.names()
    own = [
        rest
        for head, _, rest in (name.partition(".") for name in names)
        if head in {*TESTS, *SIGNALS}
        and rest in scenario.measures
        and scenario.measures[rest].by == line.holder
    ]
    return bool(names) and len(own) == len(names)


def idle_measures(bench: Bench) -> Iterator[Problem]:
    """Every measure can be adopted, by choice, by history, by order, or as an answer."""
    never = Never(bench.scenario)
    for key, measure in bench.scenario.measures.items():
        if measure.disabled or bench.is_broken("measures", key):
            continue
        if _comes_anyway(bench.scenario, key):
            continue
        field, why = _why_idle(bench.scenario, never, key, measure)
        if why:
            message = f"nobody may adopt the measure {key}: {why}"
            hint = (
                "give a proposer an `opportunity:` and the measure its `utility:`, or a "
                "`calendar:`, a step in events.csv or an order; or disable it"
            )
            paths = (f"measures.{key}.{field}.0", f"measures.{key}.{field}")
            known = (path for path in paths if path in bench.provenance.known)
            path = next(known, f"measures.{key}")
            yield bench.problem("idle-measure", path, message, hint)


def _comes_anyway(scenario: Scenario, key: str) -> bool:
    """Return whether history, an order or an answer puts a measure in force."""
    answers = (line.responses for line in scenario.red_lines.values() if not line.disabled)
    steps = (e for e in scenario.events.values() if e.reached is not None and not e.disabled)
    orders = (order for order in scenario.orders.values() if not order.disabled)
    return (
        any(key in responses for responses in answers)
        or any(event.measure == key for event in steps)
        or any(order.measure == key for order in orders)
    )


def _why_idle(scenario: Scenario, never: Never, key: str, measure: Measure) -> tuple[str, str]:
    """Return which field of a measure keeps everybody from it, and why; nothing if none does."""
    names = measure.proposers or (measure.by,)
    actors = {name: scenario.actors[name] for name in names if name in scenario.actors}
    present = {name: actor for name, actor in actors.items() if not actor.disabled}
    field = "proposers" if measure.proposers else "by"
    if actors and not present:
        return field, f"{' and '.join(actors)} {'are' if len(actors) > 1 else 'is'} disabled"
    if not measure.utility:
        return "utility", "it has no utility, so that nobody ever weighs it"
    if not measure.calendar and not any(actor.opportunity for actor in present.values()):
        return field, f"{' and '.join(present)} never considers anything (no `opportunity:`)"
    if not never.holds(measure.when):
        return "when", f"its condition `{measure.when}` is never true"
    barred = _always_barred(scenario, measure)
    if barred:
        return "action", f"it is always beyond the powers of {measure.by}, by {barred}"
    return "", ""


def _always_barred(scenario: Scenario, measure: Measure) -> str:
    """Return the provision that bars a measure on every day; nothing if none does.

    Only a rule that is met in any case and that no other may prevail over counts.
    """
    if not measure.action:
        return ""
    speaking = [key for key, it in scenario.provisions.items() if measure.action in it.actions]
    later = frozenset[date]().union(*(change_days(scenario, key) for key in speaking))
    found = ""
    for day in (scenario.start, *(day for day in later if day > scenario.start)):
        rules = rules_on(scenario, measure.action, measure.by, day)
        lifting = (key for key in reversed(rules) if _made(scenario, key) != Standing.prohibited)
        found = next(lifting, "")
        if not found or _made(scenario, found) is not Standing.barred:
            return ""
        strongest = scenario.provisions[found]
        if strongest.attack or strongest.exceptions or strongest.trigger.text != "true":
            return ""
    return found


def _made(scenario: Scenario, key: str) -> Standing:
    return made_by(scenario.provisions[key])


def absent_members(bench: Bench) -> Iterator[Problem]:
    """A rule by which several decide has members that take part."""
    actors = bench.scenario.actors
    for key, procedure in bench.scenario.procedures.items():
        if procedure.disabled or procedure.rule not in COLLECTIVE or not procedure.members:
            continue
        known = [name for name in procedure.members if name in actors]
        if known and all(actors[name].disabled for name in known):
            message = f"{key} decides by {procedure.rule}, and all of its members are disabled"
            hint = "name an actor that takes part, or disable the measures that it decides on"
            yield bench.problem("no-members", f"procedures.{key}.members.0", message, hint)
