"""Choice: at an opportunity an actor picks one of its open measures, or waits.

Quantal response (McKelvey & Palfrey 1995 call it so) with nested families: the worth of each
option has a Gumbel shock of its own, so that the chance of a choice is a logit. Each option's
shock is keyed by its name: adding a measure changes no shock of another.

A day goes: who has an opportunity (`choose.opportunities`)? If anybody, work out its conditions
and terms there (`Appraisal.today`); let it choose (`choose.choose`); log what was chosen as one
batch, with what stands behind it (`grounds`).
"""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws, labels_on
from offramp.engine.events import Causes, Inputs, Members, Words
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
from offramp.model.measure import Stage
from offramp.processes.measures.appraisal import Appraisal, View
from offramp.processes.measures.choose import Labels, Now, choose, opportunities
from offramp.processes.measures.grounds import behind, names_of, terms
from offramp.processes.measures.options import options_of, views_of
from offramp.processes.measures.steps import Steps, due_days, enter_many
from offramp.processes.measures.weigh import Places, Seen


class Decisions:
    """Actors propose measures, or adopt those that are theirs alone to decide."""

    name: str = "decisions"
    quantities: tuple[str, ...] = ("choice_scale", "family_scale", "risk_aversion")
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("stage", "stage_day", "due", "proposer")

    def __init__(self, layout: Layout) -> None:
        scenario = layout.scenario
        views = views_of(layout)
        self._options = options_of(layout, views)
        self._appraisal = Appraisal(layout, views, self._options.views)
        self._steps = Steps.of(layout)
        self._from = min(self._options.opens, default=scenario.days)
        actors = dict.fromkeys(view.actor for view in views)
        self._calendars = [_calendar(layout, views, actor) for actor in actors]
        self._actors = np.array([layout.position("actors", v.actor) for v in views], np.int16)
        self._wording = Wording(
            layout.names,
            len(views),
            lambda view: _words(layout, views[view], self._steps),
            lambda view: names_of(self._appraisal, view),
        )
        self._scale = layout.columns["choice_scale"][0]
        self._nest = layout.columns["family_scale"][0]

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set."""

    def step(self, state: State) -> None:
        """Let every actor that has an opportunity today choose."""
        if state.day < self._from:
            return
        dated = np.array([state.day in calendar for calendar in self._calendars], np.bool_)
        quantity, keys = state["quantity"].T, state.draws.keys
        chances = labels_on(state.day, self._options.opportunity)
        actors, members = opportunities(self._options, dated, chances, keys, quantity)
        if not len(actors):
            return
        seen = self._appraisal.today(state, actors, members)
        scale, nest = quantity[self._scale], quantity[self._nest]
        labels = Labels.on(state.day, self._options)
        now = Now(state.day, labels, keys, scale, nest, state["stage_day"].T)
        weights, stage = self._appraisal.weights, state["stage"].T
        choice = choose(self._options, weights, seen, now, actors, members, stage)
        self._take_up(state, choice, members, seen)

    def _take_up(self, state: State, choice: Places, members: Members, seen: Seen) -> None:
        """Begin what was chosen at each opportunity; what an actor chose first comes first."""
        places = np.flatnonzero(choice >= 0)
        if not len(places):
            return
        places = places[np.argsort(choice[places], kind="stable")]
        views, rows = choice[places], members[places]
        words, causes, inputs = self._written(state, views, rows, places, seen)
        ids = state.emit_many(rows, words, causes=causes, inputs=inputs)
        at = self._options.measure[views]
        due = due_days(state, rows, self._steps.first_due[at])
        enter_many(state, rows, at, self._steps.first[at], ids, due)
        state["proposer"][rows, at] = self._actors[views]

    def _written(
        self, state: State, views: Places, rows: Members, at: Places, seen: Seen
    ) -> tuple[Words, Causes | None, Inputs | None]:
        """Return what the log says of some choices; `at` is as for `grounds.behind`."""
        if not state.traced:
            return np.empty((0, 6), np.int32), None, None
        words = self._wording.words(views)
        causes = behind(self._appraisal, state, seen, views, rows, at)
        return words, causes, terms(self._appraisal, seen, views, rows, at, self._wording)


def _calendar(layout: Layout, views: Iterable[View], actor: str) -> frozenset[int]:
    """Return the days on which an actor considers its measures whatever comes."""
    scenario = layout.scenario
    mine = (scenario.measures[view.measure] for view in views if view.actor == actor)
    return frozenset(scenario.day_of(when) for measure in mine for when in measure.calendar)


def _words(layout: Layout, view: View, steps: Steps) -> tuple[str, ...]:
    """Return what the log says of taking up a measure, whatever the day."""
    stage = Stage(steps.first[layout.measures.index(view.measure)])
    target = _other(layout, view.measure, view.actor)
    return stage.name, view.measure, view.actor, target, "", f"measures.{view.measure}"


def _other(layout: Layout, measure: str, actor: str) -> str:
    """Return the other side of the dyad that a measure is about, for the log."""
    dyad = layout.scenario.measures[measure].dyad
    if not dyad:
        return ""
    pair = layout.scenario.ladder.dyads[dyad]
    return pair.first if pair.second == actor else pair.second
