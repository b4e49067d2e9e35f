"""Checks of a whole scenario: whether its items fit together.

Each is a small function that yields problems; `CHECKS` names them all.
"""

from collections.abc import Callable, Iterable, Iterator

from offramp.model.problems import Problem
from offramp.reading.checks import (
    acting,
    clashes,
    dates,
    effects,
    examples,
    expressions,
    history,
    idle,
    law,
    measures,
    mechanisms,
    numbers,
    red_lines,
    references,
    signals,
    sources,
    ways,
)
from offramp.reading.checks.bench import Bench

__all__ = ["CHECKS", "Bench", "run_checks"]

Check = Callable[[Bench], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    signals.shared_signals,
    signals.unfit_names,
    signals.taken_names,
    references.unknown_actors,
    references.unknown_places,
    references.unknown_law,
    references.unknown_measures,
    references.unknown_dyads_and_rungs,
    references.unknown_reasons,
    law.unknown_parties,
    law.unknown_readings,
    law.too_many_readings,
    law.unknown_actions,
    law.unknown_reservations,
    law.unknown_sources_of_law,
    law.unfit_rules,
    clashes.clashing_provisions,
    clashes.shall_cycles,
    examples.unsound_examples,
    sources.unknown_sources,
    sources.judgement_without_basis,
    ways.dangling_routes,
    ways.disconnected_places,
    ways.wrong_sums,
    numbers.unknown_units,
    numbers.unknown_labels,
    numbers.unknown_quantities,
    numbers.wrong_units,
    numbers.wrong_indices,
    numbers.out_of_range,
    effects.unknown_targets,
    effects.unknown_amounts,
    effects.wrong_amounts,
    expressions.unsound_expressions,
    acting.missing_processes,
    acting.empty_durations,
    acting.lasting_influences,
    acting.unknown_units,
    acting.taken_indicators,
    acting.impossible_orders,
    measures.rungs_without_dyad,
    measures.lonely_families,
    measures.steps_without_measure,
    measures.idle_procedures,
    measures.unreachable_majorities,
    measures.foreign_vetoes,
    red_lines.foreign_answers,
    red_lines.unknown_replies,
    red_lines.levels_twice,
    red_lines.unknown_hazards,
    red_lines.cases_twice,
    mechanisms.unknown_items,
    mechanisms.unsound_switches,
    history.unknown_observed_places,
    history.impossible_counts,
    history.unknown_closures,
    history.unknown_draws,
    history.impossible_draws,
    history.impossible_phases,
    history.too_many_crossings,
    history.reasons_after,
    dates.early_joins,
    dates.late_treaties,
    dates.days_before_start,
)
"""Every check."""

OF_AUTHORS: tuple[Check, ...] = (
    idle.idle_red_lines,
    idle.idle_measures,
    idle.absent_members,
    examples.failing_examples,
)
"""Checks that only a scenario as its authors wrote it has to pass; see `Bench.as_written`."""


def run_checks(bench: Bench) -> Iterator[Problem]:
    """Yield what all checks find, each problem once."""
    checks = (*CHECKS, *OF_AUTHORS) if bench.as_written else CHECKS
    found = (problem for check in checks for problem in check(bench))
    yield from dict.fromkeys(found)
