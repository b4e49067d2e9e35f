"""What is in force changes quantities: their effective values, worked out anew each day.

The effective value of a quantity starts from its base: all factors of measures in force and of
influences that act come first, then all additions. The event behind a quantity is the latest that
raises it: what lowers a rate did not bring about what happened all the same.
"""

import numpy as np

from offramp.engine.events import NO_EVENT
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import State
from offramp.model.expression import Expression
from offramp.model.numbers import place_in
from offramp.model.quantity import Quantity
from offramp.processes.measures.apply import EffectTables, Held, wanted, work_out
from offramp.processes.measures.appraisal import places


class Changes:
    """All effects of a scenario, compiled together.

    An amount that is an expression is worked out each morning, on the effective values of the day
    before. Where it has no value, the effect does nothing.
    """

    def __init__(self, layout: Layout) -> None:
        terms: list[Expression] = []
        rows: list[tuple[bool, int, int, int, bool, int, int]] = []
        for path, effects in layout.open_effects():
            section, _, key = path.partition(".")
            is_measure = section == "measures"
            owner = (layout.measures if is_measure else layout.influences).index(key)
            for number, effect in enumerate(effects):
                way = "add" if effect.times is None else "times"
                amount = getattr(effect, way)
                where = f"{path}.effects.{place_in(effects, number)}.{way}"
                column, term = _constant(layout, amount, where), -1
                if column < 0:
                    term = len(terms)
                    terms.append(amount)
                targets = layout.targets(effect.on)
                first, end = (targets[0], targets[-1] + 1) if targets else (0, 0)
                rows.append((is_measure, owner, first, end, way == "times", column, term))
        rows.sort(key=lambda row: not row[4])
        table = np.array(rows, np.int64).reshape(-1, 7).T.copy()
        truths = table.astype(np.bool_)
        changed = places(sorted(layout.changed))
        self._effects = EffectTables(
            truths[0], table[1], table[2], table[3], truths[4], table[5], table[6], changed
        )
        self._program = compile_program(layout, terms)
        self._terms = self._program.grouped(np.arange(len(terms) + 1))

    def work_out(self, state: State, held: Held) -> None:
        """Set today's effective values of all quantities that effects may change."""
        if not len(self._effects.changed):
            return
        amounts, behind = np.empty(0), np.empty(0, np.int32)
        if len(self._program):
            terms, rows = wanted(self._effects, held)
            if len(terms):
                amounts = self._terms.table(terms, state, rows)[0]
                behind = np.full(len(terms), NO_EVENT, np.int32)
                found = self._program.behind(terms, state, rows)
                np.maximum.at(behind, found.at, found.event)
        quantity, causes = state["quantity"].T, state.causes["quantity"].T
        work_out(self._effects, held, state["base"].T, amounts, behind, quantity, causes)


def _constant(layout: Layout, amount: Quantity | Expression, path: str) -> int:
    """Return the column of an amount that stays as it was drawn; -1 for one that may change."""
    if isinstance(amount, Quantity):
        return layout.column(amount, path)
    names = amount.names()
    if names != {amount.text}:
        return -1
    try:
        column = layout.column(amount.text, path)
    except (KeyError, ValueError):
        return -1
    return -1 if column in layout.changed else column
