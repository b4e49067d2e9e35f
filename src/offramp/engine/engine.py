"""The engine: it steps states by the ordered processes of a day, and knows no politics."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block
from offramp.engine.draws import Draws, member_keys
from offramp.engine.fields import common_fields
from offramp.engine.layout import Layout
from offramp.engine.outcomes import OutcomeRules
from offramp.engine.parameters import Unknowns, draw_quantities, draws_of, hold
from offramp.engine.process import Process
from offramp.engine.record import Recorder
from offramp.engine.state import State
from offramp.engine.tally import Indicators, Tally
from offramp.model.day import unordered
from offramp.model.problems import Problem, ScenarioError
from offramp.model.scenario import Scenario


class Engine:
    """A scenario made ready to run.

    It holds no state and may be shared by threads: `begin` makes a state, `step` changes it by
    one day, `run` does both and records, `fork` branches it.

    Args:
        scenario: a checked scenario.
        processes: the classes that may be named in its `order`, by name.
        traced: whether events are logged with their causes; without, the futures are the same and
            nothing says why.
        compiled: whether a kernel works the expressions out; without, NumPy does, more slowly,
            and the futures are the same but for the last bits of `exp`, `log` and powers.

    Raises:
        ScenarioError: if the order names an unknown process or leaves out one that is needed, or
            if a process lacks a quantity.
    """

    def __init__(
        self,
        scenario: Scenario,
        processes: Mapping[str, type[Process]],
        *,
        traced: bool = True,
        compiled: bool = True,
    ) -> None:
        problems = _unknown(scenario, processes) or _missing(scenario, processes)
        problems = problems or unordered(scenario)
        if problems:
            raise ScenarioError(problems)
        self.scenario = scenario
        self._available = processes
        self._traced = traced
        self._compiled = compiled
        self.layout = Layout(scenario, compiled=compiled)
        self.processes: tuple[Process, ...] = tuple(
            processes[name](self.layout) for name in scenario.order
        )
        self._outcomes = OutcomeRules(self.layout)
        self._indicators = Indicators(self.layout)
        own = [field for process in self.processes for field in process.fields()]
        self._fields = [*common_fields(self.layout), *own]

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what it is made again from elsewhere: the scenario as text, not what is compiled.

        Raises:
            pickle.PicklingError: if a process is no class of a module.
        """
        text = self.scenario.model_dump_json(by_alias=True, exclude_defaults=True)
        options = {"traced": self._traced, "compiled": self._compiled}
        return _remade, (type(self), text, self._available, options)

    def __repr__(self) -> str:
        return f"Engine({self.scenario.id}: {' -> '.join(self.scenario.order)})"

    def begin(
        self, members: NDArray[np.int64], seed: int, *, unknowns: Unknowns | None = None
    ) -> State:
        """Return the state of some members before day 0.

        Args:
            members: their numbers, shape (member,); they key what chance does.
            seed: of the ensemble; a member's future depends on it and its number only.
            unknowns: what each takes of what is not known; its own draw where not given.

        Raises:
            ScenarioError: if something is imposed that is not drawn.
        """
        state, drawn = self._blank(members, seed, unknowns or Unknowns(members))
        for process in self.processes:
            process.begin(state, drawn)
        return state

    def rehearse(self, processes: Iterable[Process]) -> None:
        """Live through the horizon with some processes alone, so that their kernels are compiled.

        What comes of it means nothing, and what goes wrong in it is passed over: a process finds
        nothing of what the others write.

        Args:
            processes: some of those of this engine, one after the other.
        """
        members = np.arange(2, dtype=np.int64)
        state, drawn = self._blank(members, 0, Unknowns(members))
        for process in processes:
            with suppress(Exception):
                process.begin(state, drawn)
                for state.day in range(self.scenario.days):
                    process.step(state)

    def _blank(
        self, members: NDArray[np.int64], seed: int, unknowns: Unknowns
    ) -> tuple[State, Draws]:
        """Return a state that no process has begun, and the draws of what is not known."""
        drawn = draws_of(self.layout, members, seed, unknowns)
        draws = Draws(member_keys(seed, members, "chance"))
        state = State(self.layout, self._fields, members, draws, traced=self._traced).clear()
        state["base"][:] = draw_quantities(self.layout, drawn)
        hold(self.layout, unknowns, state["base"])
        state["quantity"][:] = state["base"]
        return state, drawn

    def step(self, state: State) -> None:
        """Change a state by the day `state.day`, and set it to the next."""
        self._live(state)
        state.day += 1

    def _live(self, state: State) -> None:
        """Change a state by the day `state.day`."""
        for process in self.processes:
            process.step(state)

    def run(
        self,
        members: NDArray[np.int64],
        seed: int,
        days: int | None = None,
        *,
        unknowns: Unknowns | None = None,
    ) -> Block:
        """Run some members over the horizon.

        Args:
            members: their numbers, shape (member,).
            seed: of the ensemble.
            days: length of the run; that of the scenario where not given.
            unknowns: as for `begin`.
        """
        horizon = self.scenario.days if days is None else days
        state = self.begin(members, seed, unknowns=unknowns)
        recorder = Recorder(state, horizon)
        tally = Tally(self._indicators, len(state))
        for _ in range(horizon):
            self._live(state)
            recorder.record(state)
            tally.add(state)
            state.day += 1
        state.day -= 1
        outcomes = self._outcomes.judge(state)
        return Block(
            members=members,
            series=recorder.series,
            events=state.events.table(members),
            outcomes=outcomes,
            hazard=state["hazard"],
            parameters=state["base"],
            indicators=self._indicators.of_hazard(state["hazard"]) | tally.found(),
        )

    def fork(self, state: State, copies: int, name: str = "fork") -> State:
        """Return a state of `copies` futures of each member, alike today.

        Indicators are not carried: `run` adds them up beside the state, from the first day on.

        Args:
            state: to branch; it stays as it is.
            copies: futures of each member.
            name: the same name gives the same futures, so that decisions can be compared on them.
        """
        return state.fork(np.arange(len(state)), copies, name)


def _remade(
    kind: type[Engine],
    text: str,
    processes: Mapping[str, type[Process]],
    options: Mapping[str, Any],
) -> Engine:
    """Return an engine as it was before it was pickled."""
    return kind(Scenario.model_validate_json(text), processes, **options)


def _unknown(scenario: Scenario, processes: Mapping[str, type[Process]]) -> Sequence[Problem]:
    return tuple(
        Problem(
            "unknown-process",
            f'the order names "{name}", which is no process',
            f"use {', '.join(processes)}",
        )
        for name in scenario.order
        if name not in processes
    )


def _missing(scenario: Scenario, processes: Mapping[str, type[Process]]) -> Sequence[Problem]:
    return tuple(
        Problem(
            "missing-quantity",
            f'the process "{name}" needs the quantity "{quantity}"',
            "add it under `quantities:` with unit, value and source",
        )
        for name in scenario.order
        for quantity in processes[name].quantities
        if quantity not in scenario.quantities
    )
