"""The engine with our processes at hand."""

from collections.abc import Mapping

from offramp.engine import engine
from offramp.engine.process import Process
from offramp.model.scenario import Scenario
from offramp.processes import PROCESSES


class Engine(engine.Engine):
    """A scenario made ready to be stepped by hand: `begin`, `step`, `run`, `fork`.

    Args:
        scenario: a checked scenario.
        processes: the classes that may be named in its `order`, by name; ours where not given.
        traced: whether events are logged with their causes; without, the futures are the same and
            nothing says why.
        compiled: whether a kernel works the expressions out; without, NumPy does, more slowly.

    Raises:
        ScenarioError: if the order names an unknown process, or one lacks a quantity.
    """

    def __init__(
        self,
        scenario: Scenario,
        processes: Mapping[str, type[Process]] = PROCESSES,
        *,
        traced: bool = True,
        compiled: bool = True,
    ) -> None:
        super().__init__(scenario, processes, traced=traced, compiled=compiled)
