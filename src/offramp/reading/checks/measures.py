"""Measures and procedures fit together."""

from collections.abc import Iterator

from offramp.model.problems import Problem, did_you_mean
from offramp.model.quantity import Number, Quantity
from offramp.reading.checks.bench import Bench

COLLECTIVE = frozenset({"consensus", "qualified_majority", "council", "coalition"})
"""Rules by which several actors decide."""
COUNTING = COLLECTIVE - {"consensus"}
"""Rules that need so many."""


def rungs_without_dyad(bench: Bench) -> Iterator[Problem]:
    """A measure that raises a rung says of which dyad."""
    for key, measure in bench.scenario.measures.items():
        if measure.rung and not measure.dyad:
            message, hint = f"{key} raises a rung, but of no dyad", "add `dyad:`"
            yield bench.problem("missing-key", f"measures.{key}.rung", message, hint)


def lonely_families(bench: Bench) -> Iterator[Problem]:
    """A family of a single measure is not the name of another family, misspelt."""
    families: dict[str, list[str]] = {}
    for key, measure in bench.scenario.measures.items():
        if measure.family:
            families.setdefault(measure.family, []).append(key)
    known = [family for family, keys in families.items() if len(keys) > 1]
    for family, keys in families.items():
        hint = did_you_mean(family, known) if len(keys) == 1 else ""
        if hint:
            message = f'no other measure is in the family "{family}"'
            yield bench.problem("unknown-family", f"measures.{keys[0]}.family", message, hint)


def steps_without_measure(bench: Bench) -> Iterator[Problem]:
    """A dated step says of which measure, and a measure in events.csv which step it reached."""
    for key, event in bench.scenario.events.items():
        if event.stage and not event.measure:
            message, hint = f'"{key}" is a step of no measure', "name it in the column `measure`"
            yield bench.problem("missing-key", f"events.{key}.stage", message, hint)
        elif event.measure and not event.stage:
            message, hint = f'"{key}" names a measure and no step', "fill in the column `stage`"
            yield bench.problem("missing-key", f"events.{key}.measure", message, hint)


def idle_procedures(bench: Bench) -> Iterator[Problem]:
    """A rule by which several decide has members, and what it counts."""
    for key, procedure in bench.scenario.procedures.items():
        if procedure.rule not in COLLECTIVE:
            continue
        if not procedure.members:
            message = f"{key} decides by {procedure.rule} and has no members"
            hint = "add `members:`, the actors whose position counts"
            yield bench.problem("missing-key", f"procedures.{key}.rule", message, hint)
        if procedure.rule in COUNTING and procedure.needed is None:
            message = f"{key} decides by {procedure.rule} and does not say how many it needs"
            what = "a number of members" if procedure.rule == "coalition" else "a share"
            yield bench.problem(
                "missing-key", f"procedures.{key}.rule", message, f"add `needed:`, {what}"
            )


def unreachable_majorities(bench: Bench) -> Iterator[Problem]:
    """What a procedure needs can be reached by its members."""
    for key, procedure in bench.scenario.procedures.items():
        needed = _fixed(bench, procedure.needed)
        if needed is None or procedure.rule not in COUNTING or not procedure.members:
            continue
        most = len(procedure.members) if procedure.rule == "coalition" else 1
        if needed > most:
            message = f"{key} needs {needed:g}, more than there can be ({most})"
            hint = f"{procedure.rule} counts members" if most > 1 else "give a share from 0 to 1"
            path = f"procedures.{key}.needed"
            inline = f"{path}.value" in bench.provenance.known
            yield bench.problem("out-of-range", f"{path}.value" if inline else path, message, hint)


def _fixed(bench: Bench, number: Number | None) -> float | None:
    """Return a number that every member has alike; None if there is no such number."""
    found = bench.scenario.quantities.get(number) if isinstance(number, str) else number
    return found.value if isinstance(found, Quantity) and found.over is None else None


def foreign_vetoes(bench: Bench) -> Iterator[Problem]:
    """Who has a veto is a member, and only a council knows vetoes."""
    for key, procedure in bench.scenario.procedures.items():
        for position, actor in enumerate(procedure.vetoes):
            if actor not in procedure.members:
                message = f'"{actor}" has a veto in {key}, but is no member of it'
                hint = did_you_mean(actor, procedure.members) or "add it to `members:`"
                path = f"procedures.{key}.vetoes.{position}"
                yield bench.problem("unknown-actor", path, message, hint)
        if procedure.vetoes and procedure.rule != "council":
            message = f"{key} decides by {procedure.rule}, which knows no veto"
            path = f"procedures.{key}.vetoes"
            yield bench.problem(
                "bad-value", path, message, "delete `vetoes:`, or make it a council"
            )
