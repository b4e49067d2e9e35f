"""What history did with each measure, by its dated steps."""

from dataclasses import dataclass
from datetime import date

from offramp.model.measure import Stage
from offramp.model.scenario import Scenario
from offramp.processes.measures.stages import decided_day

TAKEN = (Stage.in_force, Stage.adopted, Stage.decided)
"""Stages at which a measure counts as taken, the furthest first."""
REFUSED = (Stage.rejected, Stage.shelved)


@dataclass(frozen=True)
class Step:
    """A dated step of a measure that was checked and known."""

    stage: str
    date: date
    event: str
    """Id of the dated event."""


@dataclass(frozen=True)
class Record:
    """What history did with one measure up to the as-of date."""

    measure: str
    stage: str
    """The furthest it came: `in_force`, `adopted`, `decided`; else `rejected` or `proposed`."""
    date: date
    """When it first came so far."""
    steps: tuple[Step, ...]
    """All of its steps, in order."""
    imposed: bool
    """Whether the scenario imposes that step whatever actors decide."""

    @property
    def taken(self) -> bool:
        """Whether it was decided on, and not refused or left open."""
        return self.stage in {stage.name for stage in TAKEN}


def records(scenario: Scenario) -> dict[str, Record]:
    """Return what history did with each measure, in order of the date, then of the file.

    Only steps from the first day on count, as far as they were checked and known by the as-of
    date; those of measures that are switched off do not.
    """
    steps: dict[str, list[Step]] = {}
    for key, event in scenario.events.items():
        if event.reached is None or event.disabled or event.reached is Stage.ended:
            continue
        known = max(event.known_at, event.date) <= scenario.as_of
        measure = scenario.measures.get(event.measure)
        if known and event.date >= scenario.start and measure and not measure.disabled:
            steps.setdefault(event.measure, []).append(Step(event.stage, event.date, key))
    found = [_record(scenario, name, steps[name]) for name in scenario.measures if name in steps]
    return {one.measure: one for one in sorted(found, key=lambda one: one.date)}


def _record(scenario: Scenario, measure: str, steps: list[Step]) -> Record:
    reached = {Stage[step.stage] for step in steps}
    stage = next((one for one in (*TAKEN, *REFUSED) if one in reached), Stage.proposed)
    when = min(step.date for step in steps if Stage[step.stage] is stage)
    name = Stage.rejected.name if stage in REFUSED else stage.name
    held = scenario.day_of(when) <= decided_day(scenario, measure)
    in_order = sorted(steps, key=lambda step: (step.date, Stage[step.stage]))
    return Record(measure, name, when, tuple(in_order), held)
