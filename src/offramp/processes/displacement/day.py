"""The parts of a day, one after the other."""

import numpy as np

from offramp.engine.state import State
from offramp.processes.displacement.borders import arrive_inside, cross
from offramp.processes.displacement.choice import choose
from offramp.processes.displacement.correct import correct
from offramp.processes.displacement.departures import leave
from offramp.processes.displacement.forecast import foresee, foretell
from offramp.processes.displacement.impose import announce, impose, keep_to_observed, take_away
from offramp.processes.displacement.journeys import go_inside, set_out
from offramp.processes.displacement.law import push
from offramp.processes.displacement.levels import learn, standing
from offramp.processes.displacement.noise import shake
from offramp.processes.displacement.returns import go_home, move_on
from offramp.processes.displacement.setting import Setting
from offramp.processes.displacement.side_by_side import all_ways
from offramp.processes.displacement.tables import (
    CORRECT,
    FILL,
    GOES,
    GOES_INSIDE,
    INSIDE_SHARE,
    NOISE,
    OF_HOME,
    ONWARD,
    RETURN,
    SHARED_NOISE,
    VISIT,
    Own,
)
from offramp.processes.displacement.today import Today
from offramp.processes.displacement.visits import visit


def set_law(state: State, setting: Setting, own: Own, today: Today) -> None:
    """Set the law of the day, and forecast what follows from it."""
    standing(own.level, own.shared_level, today.standing)
    push(
        today.quantity,
        setting.starts,
        state["fighting"],
        state["air_threat"],
        state["access"],
        state["at_home"],
        state["barred"],
        setting.population,
        today.law,
    )
    choose(
        today.quantity,
        setting.starts,
        own.way_out,
        own.way_inside,
        today.standing,
        today.law,
        today.inside,
        today.outside,
    )
    foresee(
        state.day,
        today.quantity,
        setting.starts,
        state["access"],
        state["at_home"],
        state["displaced"],
        state["trapped"] - own.trapped_barred,
        own.days_out,
        today.standing,
        today.law,
        today.outside,
        own.forecast,
    )
    foretell(
        state.day,
        setting.observed.crossings,
        setting.observed.teaches,
        setting.capacity,
        state["waiting"],
        today.standing,
        own.forecast,
        own.visits,
        state["arrivals_expected"],
        own.surprise,
        own.weight,
    )
    shake(
        state.draws.keys,
        state.day,
        today.quantity,
        setting.starts,
        setting.observed.last,
        setting.names.host[NOISE],
        setting.names.one[SHARED_NOISE],
        own.days_out,
        own.scale,
        own.shock,
        own.lift,
        today.outside,
    )


def send_observed(state: State, setting: Setting, own: Own, today: Today) -> None:
    """Send those who will cross on observed days, and let nobody else cross on them."""
    if state.day >= setting.observed.crossings.shape[1]:
        return
    announce(state.day, setting.observed.crossings, own.due)
    impose(
        state.draws.keys,
        state.day,
        today.labels.imposed,
        today.labels.host[FILL],
        own.days_out,
        state["at_home"],
        state["displaced"],
        today.law,
        today.outside,
        own.due,
        today.sent,
        own.road_out,
    )
    take_away(
        state.draws.keys,
        today.labels.origin[OF_HOME],
        today.sent,
        today.law,
        state["at_home"],
        state["displaced"],
        state["departures"],
    )
    keep_to_observed(state.day, setting.observed.crossings, own.days_out, today.outside)


def depart(state: State, setting: Setting, own: Own, today: Today) -> None:
    """Let people leave as the law says: those free to leave the country, and those barred."""
    keys, labels = state.draws.keys, today.labels
    ways = np.empty_like(own.main_flow)
    all_ways(today.law, today.outside, ways)
    inside = (today.law[:, INSIDE_SHARE] > 0.0).astype(np.float64)
    free, barred = np.empty_like(own.main_source), np.empty_like(own.main_source)
    free_trapped = state["trapped"] - own.trapped_barred
    for drawn, shares, home, displaced, trapped, leaving in (
        (labels.origin, ways, "at_home", "displaced", free_trapped, free),
        (labels.origin_barred, inside, "barred", "displaced_barred", own.trapped_barred, barred),
    ):
        leave(
            keys,
            drawn,
            today.of_member(setting.columns.release_rate),
            state["access"],
            today.law,
            shares,
            state[home],
            state[displaced],
            trapped,
            state["departures"],
            leaving,
        )
    state["trapped"][:] = free_trapped + own.trapped_barred
    set_out(
        keys,
        state.day,
        labels.origin[GOES],
        own.days_out,
        today.law,
        today.outside,
        free,
        today.sent,
        own.road_out,
    )
    noted = len(state) if state.traced else 0
    go_inside(
        keys,
        state.day,
        np.array((labels.origin[GOES_INSIDE], labels.origin_barred[GOES_INSIDE])),
        own.way_inside,
        own.days_inside,
        today.law,
        today.inside,
        free,
        barred,
        own.road_inside,
        own.main_source[:noted],
        own.main_flow[:noted],
    )


def arrive(state: State, setting: Setting, own: Own) -> None:
    """End the ways that end today, inside and at the border, and let people across."""
    for barred, moving, displaced in (
        (0, "moving", "displaced"),
        (1, "moving_barred", "displaced_barred"),
    ):
        arrive_inside(state.day, barred, own.road_inside, state[moving], state[displaced])
    cross(
        state.day,
        setting.observed.crossings,
        setting.capacity,
        own.road_out,
        state["in_transit"],
        state["waiting"],
        state["arrivals"],
        state["hosted"],
        own.unmet,
    )
    state["arrivals_total"][:] += state["arrivals"]


def move_on_and_return(state: State, setting: Setting, own: Own, today: Today) -> None:
    """Let people move on from hosts, and go home from abroad and from inside."""
    labels, hosted = today.labels, state["hosted"]
    visit(
        state.draws.keys,
        state.day,
        today.of_member(setting.columns.visit_rate),
        setting.observed.crossings,
        labels.host[VISIT],
        hosted,
        own.due,
        own.visits,
        own.road_out,
        state["in_transit"],
    )
    move_on(
        state.draws.keys,
        today.quantity,
        setting.starts,
        labels.host[ONWARD],
        labels.one,
        hosted,
        state["moved_on"],
    )
    start = setting.columns.return_rate
    rate = np.array(today.quantity[:, start : start + hosted.shape[1]], order="C")
    here_barred = state["barred"] + own.trapped_barred
    here = state["at_home"] + state["trapped"] - own.trapped_barred
    away = setting.population - own.lived_barred - here
    away_barred = own.lived_barred - here_barred
    for drawn, gone, abroad, displaced, home in (
        (labels.one, away, hosted, "displaced", "at_home"),
        (labels.one_barred, away_barred, hosted[:, :0], "displaced_barred", "barred"),
    ):
        go_home(
            state.draws.keys,
            labels.host[RETURN],
            drawn,
            rate,
            today.of_member(setting.columns.return_rate_inside),
            gone,
            today.law,
            abroad,
            state[displaced],
            state[home],
            state["returns"],
        )


def learn_or_drift(state: State, setting: Setting, own: Own, today: Today) -> None:
    """Move the levels; at the last observation, correct who is on the way."""
    keys, last, names = state.draws.keys, setting.observed.last, setting.names
    learn(
        keys,
        state.day,
        today.quantity,
        setting.starts,
        last,
        names.host,
        names.one,
        own,
    )
    if not last.size or state.day != last.max():
        return
    standing(own.level, own.shared_level, today.standing)
    here = state["at_home"] + state["trapped"] - own.trapped_barred
    correct(
        keys,
        state.day,
        last,
        names.host[CORRECT],
        own,
        today.standing,
        state["in_transit"],
        state["at_home"],
        setting.population - own.lived_barred - here,
        state["departures"],
        today.sent,
    )
