"""Runs designs in parts, each of which can be kept, so that a long question can be gone on with."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version

from offramp.engine.engine import Engine
from offramp.ensemble.answers import Answers, answers_of, joined
from offramp.ensemble.kept import Kept
from offramp.ensemble.matters.design import Design, Designed
from offramp.ensemble.plan import Plan
from offramp.ensemble.runner import Progress
from offramp.ensemble.workers import Workers
from offramp.model.scenario import Scenario
from offramp.reading.scenario import content_hash
from offramp.results.errors import StoppedError

PART = 512
"""Futures that are kept together."""


class Futures:
    """Runs designs of one question, and says how far all of them are.

    Args:
        engine: makes the engine of a scenario.
        plan: as many members as all designs together have futures, their seed, and how they run.
        kept: where answers are kept for another time, if anywhere.
        progress: is told how many futures are done, and how many there are.
    """

    def __init__(
        self,
        engine: Callable[[Scenario], Engine],
        plan: Plan,
        kept: Kept | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.seed = plan.seed
        self.complete = True
        self._make = engine
        self._plan = plan
        self._kept = kept
        self._progress = progress
        self._done = 0
        self._report(0)

    def answers(self, scenario: Scenario, design: Design) -> Answers:
        """Return what came of the futures of a design: all, or the first ones after Ctrl-C.

        Raises:
            ScenarioError: if it cannot be run.
            RunError: if an interrupt left nothing.
        """
        step = len(design) if self._kept is None else PART
        said = (content_hash(scenario), self.seed, version("offramp"))
        engine: list[Engine] = []
        parts: list[Answers] = []
        try:
            for first in range(0, len(design), step):
                part = design.of(first, first + step)
                key = sha256(repr((*said, part.digest())).encode()).hexdigest()
                found = self._kept.find(key) if self._kept is not None else None
                if found is None:
                    engine = engine or [self._make(scenario)]
                    found = self._run(engine[0], part)
                    if self._kept is not None:
                        self._kept.keep(key, found)
                else:
                    self._report(len(found))
                found.members[:] += first
                parts.append(found)
        except KeyboardInterrupt:
            self.complete = False
        if not parts:
            msg = "stopped before anything was finished: nothing is shown"
            raise StoppedError(msg)
        return joined(parts)

    def _run(self, engine: Engine, part: Design) -> Answers:
        plan = replace(self._plan, first=0, stop=len(part))
        found = []
        with Workers(Designed(engine, part), plan, answers_of) as workers:
            for one in workers.results():
                found.append(one)
                self._report(len(one))
        return joined(found)

    def _report(self, futures: int) -> None:
        self._done += futures
        if self._progress is not None:
            self._progress(self._done, max(len(self._plan), self._done))
