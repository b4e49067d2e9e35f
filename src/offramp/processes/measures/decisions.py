"""Choice: at an opportunity an actor picks one of its open measures, or waits.

Quantal response (McKelvey & Palfrey 1995 call it so) with nested families: the worth of each
option has a Gumbel shock of its own, so that the chance of a choice is a logit. Each option's
shock is keyed by its name: adding a measure changes no shock of another.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws, Keys, name_key
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.law_rules import Standing
from offramp.model.measure import Stage
from offramp.processes.measures.appraisal import LAW, Appraisal, Opinions, View
from offramp.processes.measures.stages import decided_day, enter, first_step, proposers


@dataclass(frozen=True)
class _Options:
    """The measures of one actor, as positions among the views and among the measures."""

    actor: str
    rate: int | None
    views: NDArray[np.intp]
    measures: NDArray[np.intp]
    families: tuple[NDArray[np.intp], ...]
    """Positions among `views` of the members of each family."""
    opportunity: np.uint64
    shocks: Keys
    """Names of the shocks: of waiting, of each measure, of each family."""
    days: frozenset[int]


class Decisions:
    """Actors propose measures, or adopt those that are theirs alone to decide."""

    name: str = "decisions"
    quantities: tuple[str, ...] = ("choice_scale", "family_scale", "risk_aversion")
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("stage", "stage_day", "due", "proposer")

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        views = [
            View(key, actor, measure.utility, measure.when)
            for key, measure in layout.open_measures()
            for actor in proposers(measure)
            if measure.utility and not scenario.actors[actor].disabled
        ]
        self._appraisal = Appraisal(layout, views)
        self._judged = LAW in scenario.order
        self._open_from = np.array([decided_day(scenario, v.measure) + 1 for v in views], int)
        self._measures = np.array([layout.measures.index(v.measure) for v in views], np.intp)
        cooling = np.array([self._cooling(view.measure) for view in views], np.intp)
        self._cool = np.flatnonzero(cooling >= 0)
        self._cooling_columns = cooling[self._cool]
        actors = dict.fromkeys(view.actor for view in views)
        self._options = [self._of(actor, views) for actor in actors]

    def _of(self, actor: str, views: list[View]) -> _Options:
        layout, scenario = self._layout, self._layout.scenario
        mine = [index for index, view in enumerate(views) if view.actor == actor]
        keys = [views[index].measure for index in mine]
        families: dict[str, list[int]] = {}
        for at, key in enumerate(keys):
            families.setdefault(scenario.measures[key].family or key, []).append(at)
        rate = scenario.actors[actor].opportunity
        names = [("wait",), *((key,) for key in keys), *(("family", name) for name in families)]
        shocks = [name_key("decisions", actor, "shock", *name) for name in names]
        calendar = [when for key in keys for when in scenario.measures[key].calendar]
        return _Options(
            actor,
            None if rate is None else layout.column(rate, f"actors.{actor}.opportunity"),
            np.array(mine, np.intp),
            np.array([layout.measures.index(key) for key in keys], np.intp),
            tuple(np.array(members, np.intp) for members in families.values()),
            name_key("decisions", actor, "opportunity"),
            np.array(shocks, np.uint64),
            frozenset(scenario.day_of(when) for when in calendar),
        )

    def _cooling(self, key: str) -> int:
        cooling = self._layout.scenario.measures[key].cooling_off
        return (
            -1 if cooling is None else self._layout.column(cooling, f"measures.{key}.cooling_off")
        )

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set."""

    def step(self, state: State) -> None:
        """Let every actor that has an opportunity today choose."""
        if not self._options or state.day < self._open_from.min():
            return
        chances = [(options, self._opportunities(state, options)) for options in self._options]
        if not any(len(rows) for _, rows in chances):
            return
        opinions = self._appraisal.today(state)
        worth = opinions.all_worth()
        is_open = self._open(state, opinions) & ~np.isnan(worth)
        for options, rows in chances:
            if len(rows):
                self._choose(state, options, rows, opinions, worth, is_open)

    def _opportunities(self, state: State, options: _Options) -> Members:
        """Return the members in which an actor considers its measures today."""
        if state.day in options.days:
            return np.arange(len(state))
        if options.rate is None:
            return np.empty(0, np.intp)
        chance = -np.expm1(-state["quantity"][:, options.rate])
        return np.flatnonzero(state.draws.uniform(state.day, options.opportunity) < chance)

    def _choose(
        self,
        state: State,
        options: _Options,
        rows: Members,
        opinions: Opinions,
        worths: NDArray[np.float64],
        opens: NDArray[np.bool_],
    ) -> None:
        """Let one actor choose in some members, by the worth of all views, (view, member)."""
        mine = np.ix_(options.views, rows)
        is_open = (opens[mine] & self._free(state, options.measures, rows)).T
        some = is_open.any(axis=1)
        if not some.any():
            return
        rows, is_open = rows[some], is_open[some]
        worth = worths[np.ix_(options.views, rows)].T
        worth = np.where(is_open, worth * state.quantity("choice_scale")[rows], -np.inf)
        nest = state.quantity("family_scale")[rows]
        uniforms = Draws(state.draws.keys[rows]).uniforms(state.day, options.shocks)
        shocks = -np.log(-np.log(uniforms))
        shaken = worth / nest + shocks[:, 1 : 1 + len(options.views)]
        values = shocks[:, [0, *range(1 + len(options.views), shocks.shape[1])]]
        picks = np.full(values.shape, -1)
        alone = [n for n, family in enumerate(options.families, 1) if len(family) == 1]
        single = [int(options.families[n - 1][0]) for n in alone]
        values[:, alone] += worth[:, single]
        picks[:, alone] = single
        for number, family in enumerate(options.families, 1):
            if len(family) > 1:
                picks[:, number] = family[np.argmax(shaken[:, family], axis=1)]
                values[:, number] += nest[:, 0] * _log_sum_exp(worth[:, family] / nest)
        choice = picks[np.arange(len(rows)), np.argmax(values, axis=1)]
        for at, index in enumerate(options.views):
            chosen = rows[choice == at]
            if len(chosen):
                self._take_up(state, int(index), chosen, opinions)

    def _open(self, state: State, opinions: Opinions) -> NDArray[np.bool_]:
        """Return which views are of measures open by their condition, cooled off, and in law.

        What law puts beyond the powers of the one who would do it is not open.

        Returns:
            bool (view, member).
        """
        is_open = opinions.all_hold()
        is_open[self._open_from > state.day] = False
        if self._judged:
            is_open &= state["standing"].T[self._measures] != Standing.barred
        since = state["stage_day"].T[self._measures[self._cool]]
        is_open[self._cool] &= state.day >= since + state["quantity"].T[self._cooling_columns]
        return is_open

    def _free(self, state: State, measures: NDArray[np.intp], rows: Members) -> NDArray[np.bool_]:
        """Return where measures are not under way, also by who chose before, bool (option, k)."""
        stage = state["stage"].T[np.ix_(measures, rows)]
        return np.asarray((stage == Stage.idle) | (stage >= Stage.ended), bool)

    def _take_up(self, state: State, index: int, rows: Members, opinions: Opinions) -> None:
        view = self._appraisal.views[index]
        stage, due = first_step(state, rows, view.measure)
        ids = state.emit(
            rows,
            stage.name,
            view.measure,
            f"measures.{view.measure}",
            actor=view.actor,
            target=_other(self._layout, view.measure, view.actor),
            causes=opinions.causes(index, rows),
            inputs=opinions.terms(index, rows) if state.traced else None,
        )
        enter(state, rows, view.measure, stage, ids, due)
        at = self._layout.measures.index(view.measure)
        state["proposer"][rows, at] = self._layout.position("actors", view.actor)


def _log_sum_exp(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logarithm of the sum of exponentials along the last axis; minus infinity for none open."""
    top = values.max(axis=1)
    top[np.isneginf(top)] = 0.0
    total = np.zeros(len(values))
    for column in values.T:
        total += np.exp(column - top)
    with np.errstate(divide="ignore"):
        found: NDArray[np.float64] = np.log(total) + top
    return found


def _other(layout: Layout, measure: str, actor: str) -> str:
    """Return the other side of the dyad that a measure is about, for the log."""
    dyad = layout.scenario.measures[measure].dyad
    if not dyad:
        return ""
    pair = layout.scenario.ladder.dyads[dyad]
    return pair.first if pair.second == actor else pair.second
