"""What all questions to a scenario take, and the sets of assumptions that they are asked under."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from offramp.api.engine import Engine
from offramp.api.running import Progress
from offramp.api.scenario import AS_IT_IS, LoadedScenario, as_loaded, load
from offramp.ensemble.asking import Asking
from offramp.ensemble.executors import going_on, opened
from offramp.ensemble.kept import Kept
from offramp.ensemble.matters.futures import Futures
from offramp.ensemble.plan import Plan
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.reading.scenario import Reading
from offramp.results.errors import RunError, StoppedError

Sets = Mapping[str, LoadedScenario] | Sequence[str | Path]
"""Assumption sets: overlays of a scenario that is given by name or path; or by a name of their
own, each the scenario as `load` returns it with its overlay."""


class Ways(TypedDict, total=False):
    """How a question is asked; every question takes these, each by its name."""

    members: int
    """Futures: of each variant where several are run, else in all."""
    seed: int
    """1 where not given; another seed gives other futures."""
    out: str | Path | None
    """Folder that keeps what each variant gave, so that the same call goes on later."""
    threads: int | None
    """One for each processor where not given; with an executor, the blocks under way at a time.
    This, `executor`, `on` and `block` change no result."""
    executor: Executor | None
    """Runs the futures in place of threads, as those of `concurrent.futures` do; left open."""
    on: str | None
    """Address of the scheduler of a Dask cluster that runs them: `tcp://host:8786`."""
    block: int | None
    """Futures stepped together; chosen where not given."""
    progress: Progress | None
    """Is told how many futures are done, and how many there are."""


class WaysWithSets(Ways, total=False):
    """The same, under several sets of assumptions."""

    sets: Sets | None
    """By name, in place of the scenario as it is."""


@dataclass(frozen=True)
class Way:
    """How a question is asked; see `Ways`."""

    members: int = 1000
    seed: int = 1
    out: str | Path | None = None
    threads: int | None = None
    executor: Executor | None = None
    on: str | None = None
    block: int | None = None
    progress: Progress | None = None
    sets: Sets | None = None

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        """Give what runs variants of a scenario, for as long as it is needed."""
        with self._planned(self.members) as plan:
            yield Asking(untraced, plan, self._kept(), self.progress)

    @contextmanager
    def futures(self, total: int) -> Iterator[Futures]:
        """Give what runs designs, of so many futures together, for as long as it is needed."""
        with self._planned(total) as plan:
            yield Futures(untraced, plan, self._kept(), self.progress)

    def readings(self, scenario: LoadedScenario | str | Path) -> dict[str, Reading]:
        """Return how the scenario was read under each assumption set."""
        sets = self.sets
        if not sets:
            sets = {AS_IT_IS: as_loaded(scenario)}
        if not isinstance(sets, Mapping):
            if isinstance(scenario, LoadedScenario):
                msg = (
                    "overlays need the name of the scenario: give it, or each set as `load` "
                    "returns it"
                )
                raise RunError(msg)
            sets = {str(one): load(scenario, overlays=[one]) for one in sets}
        found = {}
        for name, one in sets.items():
            if one.reading is None:
                msg = f"{one.id} was changed since it was read: write the change as an overlay"
                raise RunError(msg)
            found[name] = one.reading
        return found

    @contextmanager
    def _planned(self, members: int) -> Iterator[Plan]:
        """Give a plan, with those who run it there."""
        plan = Plan(0, members, self.seed, None, self.threads, self.block)
        with opened(self.executor, self.on) as hands, going_on(self.out):
            yield replace(plan, executor=hands)

    def _kept(self) -> Kept | None:
        return Kept(Path(self.out)) if self.out is not None else None


def untraced(scenario: Scenario) -> Engine:
    """Return an engine that logs no events: nobody asks why."""
    return Engine(scenario, traced=False)


def known(what: str, there: Mapping[str, object], names: Sequence[str]) -> None:
    """Refuse names of what is not there."""
    problems = [
        Problem(
            f"unknown-{what}",
            f'there is no {what} "{name}"',
            did_you_mean(name, there) or f"it has {', '.join(there) or 'none'}",
        )
        for name in names
        if name not in there
    ]
    if problems:
        raise ScenarioError(problems)


def some(what: str, names: Sequence[str] | None) -> None:
    """Refuse a list that names nothing."""
    if names is not None and not names:
        message = f"`{what}` names nothing"
        raise ScenarioError([Problem("missing-name", message, "name at least one, by its id")])


def or_nothing(found: Mapping[str, object]) -> None:
    """Refuse to show what an interrupt left nothing of."""
    if not found:
        msg = "stopped before anything was finished: nothing is shown"
        raise StoppedError(msg)
