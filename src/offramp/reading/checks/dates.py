"""Dates are in order."""

from collections.abc import Iterator

from offramp.model.problems import Problem
from offramp.reading.checks.bench import Bench


def early_joins(bench: Bench) -> Iterator[Problem]:
    """Who joins a treaty later does so after it is in force, and is no party already."""
    for key, treaty in bench.scenario.treaties.items():
        for actor, day in treaty.joins.items():
            path = f"treaties.{key}.joins.{actor}"
            if treaty.in_force is not None and day < treaty.in_force:
                message = f"{actor} joins on {day}, the treaty is in force from {treaty.in_force}"
                yield bench.problem("bad-order", path, message, "correct one of the two dates")
            if actor in treaty.parties:
                message = f"{actor} joins on {day}, but is among the parties at the start"
                yield bench.problem("bad-order", path, message, "delete it from one of the two")


def late_treaties(bench: Bench) -> Iterator[Problem]:
    """Parties at the start are bound by a treaty that is in force by then."""
    start = bench.scenario.start
    for key, treaty in bench.scenario.treaties.items():
        if treaty.in_force is not None and treaty.in_force > start and treaty.parties:
            message = f"has parties at the start, {start}, but is in force from {treaty.in_force}"
            hint = "move them to `joins:` with that day"
            yield bench.problem("bad-order", f"treaties.{key}.in_force", message, hint)


def days_before_start(bench: Bench) -> Iterator[Problem]:
    """Days on which measures are considered lie in the run."""
    start = bench.scenario.start
    for key, measure in bench.scenario.measures.items():
        for position, day in enumerate(measure.calendar):
            if day < start:
                message = f"{day} lies before the start, {start}"
                path = f"measures.{key}.calendar.{position}"
                yield bench.problem("bad-order", path, message, "delete it")
