"""Asks variants of a scenario on the same futures: each is run once, however often it is needed."""

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.metadata import version

from offramp.ensemble.answers import Answers, answers_of, joined
from offramp.ensemble.kept import Kept
from offramp.ensemble.plan import Plan
from offramp.ensemble.runner import Progress
from offramp.ensemble.task import BlockRunner
from offramp.ensemble.workers import Workers
from offramp.model.scenario import Scenario
from offramp.reading.scenario import content_hash


class Asking:
    """Runs variants and keeps their answers as long as they are needed.

    Args:
        engine: makes the engine of a scenario.
        plan: which members, and how; the same for all variants, so that they share their chance.
        kept: where answers are kept for another time, if anywhere.
        progress: is told how many futures of all variants are done, and how many there are.
    """

    def __init__(
        self,
        engine: Callable[[Scenario], BlockRunner],
        plan: Plan,
        kept: Kept | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.plan = plan
        self._engine = engine
        self._kept = kept
        self._progress = progress
        self._needed: Counter[str] = Counter()
        self._at_hand: dict[str, Answers] = {}
        self._done = 0
        self._total = 0

    def key(self, scenario: Scenario) -> str:
        """Return the name of the answers of a scenario: a digest of all that they depend on."""
        plan = self.plan
        said = (content_hash(scenario), plan.first, plan.stop, plan.seed, plan.days)
        return sha256(repr((*said, version("offramp"))).encode()).hexdigest()

    def expect(self, keys: Iterable[str]) -> None:
        """Say what will be asked, once for each time, so that what is shared is run once."""
        self._needed.update(keys)
        self._total = len(self._needed) * len(self.plan)
        self._report(0)

    def answers(self, scenario: Scenario) -> Answers:
        """Return the answers of a scenario: those at hand, those kept, or new ones.

        Raises:
            ScenarioError: if it cannot be run.
            KeyboardInterrupt: on an interrupt; what is whole stays kept.
        """
        key = self.key(scenario)
        found = self._at_hand.get(key)
        if found is None:
            found = self._find(key) or self._run(key, scenario)
            self._at_hand[key] = found
        self._needed[key] -= 1
        if self._needed[key] <= 0:
            del self._at_hand[key]
        return found

    def _find(self, key: str) -> Answers | None:
        found = self._kept.find(key) if self._kept is not None else None
        if found is not None:
            self._report(len(found))
        return found

    def _run(self, key: str, scenario: Scenario) -> Answers:
        parts = []
        with Workers(self._engine(scenario), self.plan, answers_of) as workers:
            for part in workers.results():
                parts.append(part)
                self._report(len(part))
        found = joined(parts)
        if self._kept is not None:
            self._kept.keep(key, found)
        return found

    def _report(self, members: int) -> None:
        self._done += members
        if self._progress is not None:
            self._progress(self._done, max(self._total, self._done))
