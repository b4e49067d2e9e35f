"""The examples of provisions name what there is, and come to what they expect."""

from collections.abc import Iterator, Mapping

from offramp.model.law import Example
from offramp.model.law_rules import MOST_READINGS
from offramp.model.names import known_names, meaning
from offramp.model.problems import Problem, did_you_mean
from offramp.model.scenario import Scenario
from offramp.model.variables import BY_NAME
from offramp.reading.checks.bench import Bench
from offramp.reading.checks.law import TOO_MANY, is_part, is_party
from offramp.reading.examples import OF_ACTIONS, readings_behind, run_example
from offramp.reading.examples.facts import KEYS, day_of, texts

ATTACK = ("on", "soil", "lat", "lon", "day")
"""What can be said of an attack."""


def unsound_examples(bench: Bench) -> Iterator[Problem]:
    """What an example gives is known, and there is enough to judge it by."""
    for key, provision in bench.scenario.provisions.items():
        for name, example in provision.examples.items():
            yield from _wrong_facts(bench, f"provisions.{key}.examples.{name}", example)


def failing_examples(bench: Bench) -> Iterator[Problem]:
    """Every example comes to what it expects."""
    for key, provision in bench.scenario.provisions.items():
        if provision.disabled or bench.is_broken("provisions", key):
            continue
        for name, example in provision.examples.items():
            path = f"provisions.{key}.examples.{name}"
            if any(_wrong_facts(bench, path, example)):
                continue
            hangs_on = readings_behind(bench.scenario, key, name)
            if len(hangs_on) > MOST_READINGS:
                message = (
                    f"the example “{case_of(example)}” hangs on {len(hangs_on)} readings, and at "
                    f"most {MOST_READINGS} can be"
                )
                hint = "say under `reading:` which of them hold"
                yield bench.problem(TOO_MANY, f"{path}.given", message, hint)
                continue
            case = run_example(bench.scenario, key, name)
            if not case.holds:
                message = (
                    f"the example “{case_of(example)}” expects {case.expected}, "
                    f"and it is {case.found}: {case.why}"
                )
                hint = "correct the provision, the facts under `given:`, or `expected:`"
                yield bench.problem("failing-example", f"{path}.expected", message, hint)


def case_of(example: Example) -> str:
    """Return the case of an example as it is told in a sentence."""
    return example.says.rstrip(".")


def _wrong_facts(bench: Bench, path: str, example: Example) -> Iterator[Problem]:
    given = example.given
    at = f"{path}.given"
    if "on" in given:
        try:
            day_of(given["on"])
        except ValueError:
            message = f'"{given["on"]}" is no day'
            yield bench.problem("bad-date", f"{at}.on", message, "write it as 2030-01-31")
    for field in ("invoker", "by", "soil"):
        for who in texts(given.get(field)):
            if not (is_party(bench, who) or (field == "soil" and is_part(who))):
                yield _no_actor(bench, f"{at}.{field}", who)
    yield from _wrong_attack(bench, f"{at}.attack", given.get("attack"))
    yield from _wrong_day(bench, f"{at}.attack.day", given)
    yield from _unknown(bench, f"{at}.relying_on", "provision", given.get("relying_on"))
    yield from _unknown(bench, f"{at}.reading", "reading", given.get("reading"))
    yield from _unknown(bench, f"{at}.facts", "signal", given.get("facts"))
    for name, value in given.items():
        if name not in KEYS:
            yield from _wrong_value(bench, f"{at}.{name}", name, value)
    if example.expected in OF_ACTIONS and not (given.get("by") and given.get("action")):
        message = f"{example.expected} is an answer for an action, and none is given"
        hint = "add `by:` and `action:` under `given:`, or expect met, not met or contested"
        yield bench.problem("missing-key", f"{path}.expected", message, hint)


def _no_actor(bench: Bench, path: str, who: str) -> Problem:
    hint = did_you_mean(who, bench.scenario.actors) or (
        "name an actor, or a country by its ISO 3166 alpha-3 code"
    )
    return bench.problem("unknown-actor", path, f'there is no actor "{who}"', hint)


def _wrong_attack(bench: Bench, path: str, attack: object) -> Iterator[Problem]:
    if attack is None:
        return
    if not isinstance(attack, Mapping):
        message = "the attack does not say whom it hits"
        hint = "write it as `attack: {on: AAA, soil: BBB}`"
        yield bench.problem("bad-value", path, message, hint)
        return
    for field in attack:
        if field not in ATTACK:
            message = f'unknown key "{field}"'
            hint = did_you_mean(field, ATTACK) or f"use {', '.join(ATTACK)}"
            yield bench.at_key("unknown-key", f"{path}.{field}", message, hint)
    for field in ("lat", "lon"):
        if not isinstance(attack.get(field, 0), int | float):
            message = f"{field} must be a number of degrees"
            yield bench.problem("bad-value", f"{path}.{field}", message, "correct it")
    for field in ("on", "soil"):
        for who in texts(attack.get(field)):
            if not (is_party(bench, who) or (field == "soil" and is_part(who))):
                yield _no_actor(bench, f"{path}.{field}", who)


def _wrong_day(bench: Bench, path: str, given: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem if the day of an attack is none, or is after that of its example."""
    attack = given.get("attack")
    if not isinstance(attack, Mapping) or "day" not in attack:
        return
    try:
        day = day_of(attack["day"])
    except ValueError:
        message = f'"{attack["day"]}" is no day'
        yield bench.problem("bad-date", path, message, "write it as 2030-01-31")
        return
    try:
        on = day_of(given["on"]) if "on" in given else bench.scenario.start
    except ValueError:
        return
    if day > on:
        message = f"the attack of {day} has not happened on {on}"
        yield bench.problem("bad-date", path, message, "give an earlier day, or a later `on:`")


def _unknown(bench: Bench, path: str, what: str, named: object) -> Iterator[Problem]:
    """Yield a problem for each text of a list that names no provision, reading or signal."""
    if not (asked := texts(named)):
        return
    known = _ids(bench.scenario, what)
    several = isinstance(named, list | tuple)
    for position, text in enumerate(asked):
        if text not in known and not bench.may_be_broken(text):
            message = f'there is no {what} "{text}"'
            hint = did_you_mean(text, known) or f"name a {what} of the scenario"
            place = f"{path}.{position}" if several else path
            yield bench.problem(f"unknown-{what}", place, message, hint)


def _ids(scenario: Scenario, what: str) -> list[str]:
    """Return the ids of the provisions, the readings or the signals of a scenario."""
    if what == "provision":
        return list(scenario.provisions)
    if what == "signal":
        return list(scenario.signals())
    return [key for key, it in scenario.quantities.items() if it.form == "chance"]


def _wrong_value(bench: Bench, path: str, name: str, value: object) -> Iterator[Problem]:
    """Yield a problem if a fact is no name of an expression, or is not of its kind."""
    found = _type(bench, name)
    labels = _labels(bench, name)
    if labels:
        message = f"{name} has a number for each of its labels, and the label is missing"
        hint = f"add it after a dot: `{name}.{labels[0]}`"
        yield bench.at_key("missing-label", path, message, hint)
    elif found is None:
        if not bench.may_be_broken(name):
            hint = did_you_mean(name, [*KEYS, *known_names(bench.scenario)]) or (
                "name what an expression may name, or one of " + ", ".join(KEYS)
            )
            message = f'there is no "{name}" to be a fact'
            yield bench.at_key("unknown-name", path, message, hint)
    elif (found == "truth") is not isinstance(value, bool) or not isinstance(value, int | float):
        wanted = "true or false" if found == "truth" else "a number"
        yield bench.problem("bad-value", path, f"{name} must be {wanted}", "correct it")


def _labels(bench: Bench, name: str) -> tuple[str, ...]:
    """Return the labels of which a name needs one; none where it needs none."""
    quantity = bench.scenario.quantities.get(name)
    variable = BY_NAME.get(name)
    over = quantity.over if quantity else variable.over if variable else None
    return () if over is None else bench.scenario.labels(over)


def _type(bench: Bench, name: str) -> str | None:
    """Return whether a name stands for a truth or a number; None if it stands for neither."""
    try:
        found = meaning(bench.scenario, name)
    except KeyError:
        return "number"
    if found is not None:
        return found.type if found.size is None else None
    stem, _, label = name.rpartition(".")
    quantity = bench.scenario.quantities.get(stem)
    over = quantity.over if quantity else BY_NAME[stem].over if stem in BY_NAME else None
    return "number" if over == "actors" and is_party(bench, label) else None
