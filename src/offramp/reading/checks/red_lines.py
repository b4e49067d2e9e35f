"""Red lines, the ladder and outcomes fit together."""

from collections.abc import Iterator

from offramp.model.problems import Problem, did_you_mean
from offramp.reading.checks.bench import Bench

NO_ANSWER = "none"
"""The answer of a red line that is none."""
REPLIES = ("up", "stay", "down")
"""The replies of the ladder."""


def foreign_answers(bench: Bench) -> Iterator[Problem]:
    """The answers of a red line are measures of its holder, or `none`."""
    for key, line in bench.scenario.red_lines.items():
        own = [
            name for name, measure in bench.scenario.measures.items() if measure.by == line.holder
        ]
        if not line.responses:
            message, hint = f"{key} has no answers", "give their weights, `none` among them"
            yield bench.problem("missing-key", f"red_lines.{key}.responses", message, hint)
        for answer in line.responses:
            if answer == NO_ANSWER or answer in own or bench.is_broken("measures", answer):
                continue
            path = f"red_lines.{key}.responses.{answer}"
            measure = bench.scenario.measures.get(answer)
            if measure is None:
                message = f'there is no measure "{answer}" to answer with'
                hint = did_you_mean(answer, [*own, NO_ANSWER]) or "define it under `measures:`"
                yield bench.at_key("unknown-measure", path, message, hint)
            else:
                message = f'"{answer}" is a measure of {measure.by}, not of {line.holder}'
                hint = f"name a measure of the holder ({', '.join(own) or 'it has none'}), or none"
                yield bench.at_key("foreign-answer", path, message, hint)


def unknown_replies(bench: Bench) -> Iterator[Problem]:
    """The ladder has the weights of all three replies, and of no other."""
    if "ladder" in bench.broken or not bench.scenario.ladder.rungs:
        return
    reply = bench.scenario.ladder.reply
    for name in reply:
        if name not in REPLIES:
            hint = did_you_mean(name, REPLIES) or f"use {', '.join(REPLIES)}"
            path = f"ladder.reply.{name}"
            yield bench.at_key("unknown-key", path, f'there is no reply "{name}"', hint)
    missing = [name for name in REPLIES if name not in reply]
    if missing:
        message = f"reply has no weight for {' and '.join(missing)}"
        yield bench.at_key("missing-key", "ladder.reply", message, "add it; 0 if it never comes")


def levels_twice(bench: Bench) -> Iterator[Problem]:
    """Each rung stands at a height of its own, from 0."""
    seen: dict[int, str] = {}
    for key, rung in bench.scenario.ladder.rungs.items():
        path = f"ladder.rungs.{key}.level"
        if rung.level in seen:
            message = f'"{key}" stands as high as "{seen[rung.level]}"'
            yield bench.problem("duplicate-level", path, message, "give each rung its own level")
        elif rung.level < 0:
            message = f"level must be at least 0, not {rung.level}"
            yield bench.problem("out-of-range", path, message)
        seen.setdefault(rung.level, key)


def unknown_hazards(bench: Bench) -> Iterator[Problem]:
    """What was never seen is measured by a rung of hazard that a dyad may reach."""
    ladder = bench.scenario.ladder
    for key, outcome in bench.scenario.outcomes.items():
        for position, case in enumerate(outcome.cases):
            path = f"outcomes.{key}.cases.{position}.hazard"
            dyad, _, rung = case.hazard.rpartition(".")
            if not case.hazard or "ladder" in bench.broken:
                continue
            known = [
                f"{d}.{r}" for d in ladder.dyads for r, it in ladder.rungs.items() if it.hazard
            ]
            if dyad not in ladder.dyads or rung not in ladder.rungs:
                message = f'"{case.hazard}" is no rung of a dyad'
                hint = did_you_mean(case.hazard, known) or "write it as DYAD.RUNG"
                yield bench.problem("unknown-hazard", path, message, hint)
            elif not ladder.rungs[rung].hazard:
                message = f'the chance of reaching "{rung}" is not recorded'
                hint = did_you_mean(case.hazard, known) or f"add `hazard: true` to {rung}"
                yield bench.problem("unknown-hazard", path, message, hint)


def cases_twice(bench: Bench) -> Iterator[Problem]:
    """The cases of an outcome have names of their own, and only the last is `otherwise`."""
    for key, outcome in bench.scenario.outcomes.items():
        ids = [case.id for case in outcome.cases]
        for position, case in enumerate(outcome.cases):
            path = f"outcomes.{key}.cases.{position}"
            if case.id in ids[:position]:
                message = f'{key} has a second case "{case.id}"'
                yield bench.problem("duplicate-id", f"{path}.id", message, "rename it")
            if case.otherwise and position + 1 < len(ids):
                message = f'no case after "{case.id}" is ever reached'
                hint = "move `otherwise: true` to the end"
                yield bench.problem("bad-order", f"{path}.otherwise", message, hint)
