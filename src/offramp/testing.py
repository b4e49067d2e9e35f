"""The contract that every process keeps, as one check to call from a test.

A process of your own passes it before it takes part in a run:

    from offramp.testing import check_process

    def test_my_process(scenario):
        check_process(MyProcess, scenario)
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws
from offramp.engine.engine import Engine
from offramp.engine.events import EventLog
from offramp.engine.process import Process
from offramp.engine.state import State
from offramp.model.scenario import Scenario
from offramp.model.variables import VARIABLES
from offramp.processes import PROCESSES

ALL = "*"
"""In `reads`: everything, since the scenario says what is named in its expressions."""

SIGNALS = ("signal_count", "signal_day")
"""Arrays that `State.emit` changes for a process."""


def check_process(
    process: type[Process] | str,
    scenario: Scenario,
    *,
    members: int = 8,
    days: int = 30,
    seed: int = 1,
) -> None:
    """Run a scenario and hold one of its processes to the contract on every day.

    The process may change only the arrays that its `writes` name, and log events; it may look only
    at those that its `reads` or `writes` name. It conserves people, as whole numbers and none
    below zero. The same state gives the same bits again, and each member gives the same bits
    alone as among others. No number of people is lost to not-a-number.

    Args:
        process: a class, which need not be one of ours, or the name of one of ours.
        scenario: that is run, with the process in its `order`.
        members: how many futures.
        days: how many days.
        seed: of the run.

    Raises:
        AssertionError: if the process breaks a rule; it says which, on what day, and what to do.
        ValueError: if the scenario does not run the process.
    """
    known: Mapping[str, type[Process]] = PROCESSES
    if not isinstance(process, str):
        known = {**known, process.name: process}
    name = process if isinstance(process, str) else process.name
    if name not in scenario.order:
        msg = f'the order of {scenario.id} does not name "{name}": add it, or take another scenario'
        raise ValueError(msg)
    _watch(Engine(scenario, known), {name}, members, days, seed)


def check_all_processes(
    scenario: Scenario, *, members: int = 8, days: int = 30, seed: int = 1, every: int = 1
) -> None:
    """Run a scenario once and hold all of its processes to the contract; see `check_process`.

    Args:
        scenario: that is run.
        members: how many futures.
        days: how many days.
        seed: of the run.
        every: 1 to watch every day, 3 to watch the first and every third one after it.

    Raises:
        AssertionError: for the first process that breaks a rule.
    """
    _watch(Engine(scenario, PROCESSES), set(scenario.order), members, days, seed, every)


def _watch(
    engine: Engine, names: set[str], members: int, days: int, seed: int, every: int = 1
) -> None:
    state = engine.begin(np.arange(members, dtype=np.int64), seed)
    for day in range(days):
        for process in engine.processes:
            if process.name in names and day % every == 0:
                _StepCheck(process, state).run()
            else:
                process.step(state)
        state.day += 1


class _StepCheck:
    """One step of a process, watched."""

    def __init__(self, process: Process, state: State) -> None:
        self._process = process
        self._state = state
        self._before = _copy(state, np.arange(len(state)))
        self._logged = len(state.events._batches)

    def run(self) -> None:
        """Step the state, and say what is wrong with how it changed."""
        watched = _Watched(self._state)
        self._process.step(watched)
        if watched.day != self._before.day:
            self._fail("it changes the day: leave that to the engine")
        self._check_reads(watched.seen)
        self._check_writes()
        self._check_people()
        self._check_repeats()
        self._check_alone()

    def _fail(self, what: str) -> None:
        msg = f'process "{self._process.name}", day {self._before.day}: {what}'
        raise AssertionError(msg)

    def _check_reads(self, seen: set[str]) -> None:
        may = {*self._process.reads, *self._process.writes}
        if ALL in may:
            return
        if undeclared := sorted(seen - may):
            self._fail(f"it looks at `{undeclared[0]}`: name it in `reads`, or do without")

    def _check_writes(self) -> None:
        may = {*self._process.writes, *SIGNALS}
        for what, old, new in (
            ("", self._before.arrays, self._state.arrays),
            ("the causes of ", self._before.causes, self._state.causes),
        ):
            if strange := sorted(new.keys() ^ old.keys()):
                self._fail(f"it adds or removes `{strange[0]}`: declare arrays in `fields`")
            for name in old.keys() - may:
                if not _same(old[name], new[name]):
                    where = _first_difference(old[name], new[name])
                    self._fail(
                        f"it changes {what}`{name}` ({where}): name it in `writes`, or leave it"
                    )

    def _check_people(self) -> None:
        for name, old in self._before.arrays.items():
            if self._state[name].dtype != old.dtype:
                self._fail(
                    f"`{name}` was {old.dtype} and is {self._state[name].dtype}: "
                    "change the array in place, and keep whole numbers whole"
                )
        for field in self._state.fields.values():
            if field.pool and (low := int(self._state[field.name].min(initial=0))) < 0:
                self._fail(f"`{field.name}` falls to {low} people: move no more than there are")
        gained = self._state.people() - self._before.people()
        if gained.any():
            row = int(np.flatnonzero(gained)[0])
            self._fail(
                f"people are not conserved: member {self._state.members[row]} goes from "
                f"{self._before.people()[row]:,} to {self._state.people()[row]:,}; "
                "whoever leaves one pool must enter another"
            )
        for variable in VARIABLES:
            values = self._state[variable.name]
            if variable.unit.startswith("person") and np.isnan(values).any():
                self._fail(f"`{variable.name}` counts people and is not a number in some member")

    def _check_repeats(self) -> None:
        again = _copy(self._before, np.arange(len(self._state)))
        self._process.step(again)
        if what := self._difference(again, np.arange(len(again))):
            self._fail(
                f"the same state gives another {what} the second time: keep nothing that changes "
                "in the process, and draw from `state.draws` by name"
            )

    def _check_alone(self) -> None:
        for row in range(len(self._state)):
            alone = _copy(self._before, np.array([row]))
            self._process.step(alone)
            if what := self._difference(alone, np.array([row])):
                self._fail(
                    f"member {self._state.members[row]} alone gets another {what} than among "
                    "others: compute each member from its own row, and draw by name"
                )

    def _difference(self, other: State, rows: NDArray[np.intp]) -> str:
        """Return in what another step of some members differs; nothing if it is the same."""
        state = self._state
        for name, array in other.arrays.items():
            if not _same(array, state.arrays[name][rows]):
                return f"`{name}` ({_first_difference(array, state.arrays[name][rows])})"
        for name, causes in other.causes.items():
            if not _same(causes, state.causes[name][rows]):
                return f"cause of `{name}`"
        left = other.events.table(other.members)
        right = _new_events(state, self._logged).copy(rows).table(state.members[rows])
        for column in fields(left):
            if not _same(getattr(left, column.name), getattr(right, column.name)):
                return f"`{column.name}` of its events"
        return ""


class _Watched(State):
    """A state that notes which arrays are looked at; it shares them with the original."""

    def __init__(self, state: State) -> None:
        self.__dict__.update(state.__dict__)
        self.memory = None
        self.seen: set[str] = set()
        self.arrays = _Noting(state.arrays, self.seen)
        self.causes = _Noting(state.causes, self.seen)

    def emit(self, *args: Any, **kwargs: Any) -> NDArray[np.int32]:
        """Log an event, as a state does; what that looks at is not the process's doing."""
        with _unnoted(self):
            return super().emit(*args, **kwargs)


class _Noting(dict[str, NDArray[Any]]):
    """A view of a dictionary of arrays that notes the names asked for."""

    def __init__(self, arrays: dict[str, NDArray[Any]], seen: set[str]) -> None:
        super().__init__(arrays)
        self._original = arrays
        self._seen = seen

    def __getitem__(self, name: str) -> NDArray[Any]:
        self._seen.add(name)
        return super().__getitem__(name)

    def __setitem__(self, name: str, array: NDArray[Any]) -> None:
        super().__setitem__(name, array)
        self._original[name] = array


@contextmanager
def _unnoted(state: _Watched) -> Iterator[None]:
    """Forget what is looked at meanwhile."""
    before = set(state.seen)
    yield
    state.seen.intersection_update(before)


def _copy(state: State, rows: NDArray[np.intp]) -> State:
    """Return some members of a state, with the same draws ahead of them."""
    draws = Draws(state.draws.keys[rows])
    fields = state.fields.values()
    copy = State(state.layout, fields, state.members[rows], draws, traced=state.traced)
    copy.day = state.day
    for name, array in state.arrays.items():
        copy.arrays[name][...] = array[rows]
    for name, causes in state.causes.items():
        copy.causes[name][...] = causes[rows]
    copy.events = _new_events(state, len(state.events._batches)).copy(rows)
    return copy


def _new_events(state: State, since: int) -> EventLog:
    """Return a log of only what was logged since it held so many batches."""
    log = EventLog(len(state), state.layout.names)
    log._batches = state.events._batches[since:]
    log._next = state.events._next.copy()
    return log


def _same(a: NDArray[Any], b: NDArray[Any]) -> bool:
    """Return whether two arrays hold the same bits."""
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()


def _first_difference(old: NDArray[Any], new: NDArray[Any]) -> str:
    """Return where two arrays differ first, and how."""
    if old.shape != new.shape:
        return f"shape {old.shape} becomes {new.shape}"
    differs = (old != new) & ~(_lost(old) & _lost(new))
    if not differs.any():
        return f"{old.dtype} becomes {new.dtype}" if old.dtype != new.dtype else "in its bits"
    at = tuple(int(index) for index in np.argwhere(differs)[0])
    return f"at {at}: {old[at]} becomes {new[at]}"


def _lost(values: NDArray[Any]) -> NDArray[np.bool_]:
    lost: NDArray[np.bool_] = values != values  # noqa: PLR0124
    return lost
