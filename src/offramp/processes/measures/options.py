"""The measures that each actor may choose from, put into the tables that the kernel reads."""

from collections.abc import Sequence

import numpy as np

from offramp.engine.draws import name_key
from offramp.engine.layout import Layout
from offramp.processes.measures.appraisal import View, places
from offramp.processes.measures.choose import Options
from offramp.processes.measures.stages import decided_day, proposers


def views_of(layout: Layout) -> list[View]:
    """Return the views among which actors choose, those of an actor side by side."""
    actors = layout.scenario.actors
    views = [
        View(key, actor, measure.utility, measure.when)
        for key, measure in layout.open_measures()
        for actor in proposers(measure)
        if measure.utility and not actors[actor].disabled
    ]
    order = {actor: at for at, actor in enumerate(dict.fromkeys(view.actor for view in views))}
    return sorted(views, key=lambda view: order[view.actor])


def options_of(layout: Layout, views: Sequence[View]) -> Options:
    """Return the tables of some views, those of an actor side by side.

    A measure without a family is a family of its own.
    """
    scenario = layout.scenario
    actors = list(dict.fromkeys(view.actor for view in views))
    families: dict[tuple[str, str], list[int]] = {}
    for at, view in enumerate(views):
        family = scenario.measures[view.measure].family or view.measure
        families.setdefault((view.actor, family), []).append(at)
    keys = [
        *(name_key("decisions", actor, "opportunity") for actor in actors),
        *(name_key("decisions", actor, "shock", "wait") for actor in actors),
        *(name_key("decisions", actor, "shock", "family", name) for actor, name in families),
        *(name_key("decisions", view.actor, "shock", view.measure) for view in views),
    ]
    named = np.split(
        np.array(keys, np.uint64), np.cumsum([len(actors), len(actors), len(families)])
    )
    return Options(
        rate=places([_rate(layout, actor) for actor in actors]),
        opportunity=named[0],
        wait=named[1],
        views=_starts([view.actor for view in views], actors),
        families=_starts([actor for actor, _ in families], actors),
        together=named[2],
        members=places([0, *np.cumsum([len(members) for members in families.values()])]),
        member=places([view for members in families.values() for view in members]),
        shock=named[3],
        measure=places([layout.measures.index(view.measure) for view in views]),
        opens=places([decided_day(scenario, view.measure) + 1 for view in views]),
        cooling=places([_cooling(layout, view.measure) for view in views]),
    )


def _starts(owners: Sequence[str], actors: Sequence[str]) -> np.ndarray:
    """Return where those of each actor begin, with the end of the last."""
    return places([0, *np.cumsum([owners.count(actor) for actor in actors])])


def _rate(layout: Layout, actor: str) -> int:
    """Return the column of an actor's rate of opportunities, or -1."""
    rate = layout.scenario.actors[actor].opportunity
    return -1 if rate is None else layout.column(rate, f"actors.{actor}.opportunity")


def _cooling(layout: Layout, key: str) -> int:
    """Return the column of a measure's cooling-off, or -1."""
    cooling = layout.scenario.measures[key].cooling_off
    return -1 if cooling is None else layout.column(cooling, f"measures.{key}.cooling_off")
