"""Steps of a chain, each in a plain sentence with its causes, its reasons, its rule and source."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from offramp.model.contact import INTENTS
from offramp.model.names import SIGNALS, TESTS
from offramp.model.scenario import Scenario
from offramp.results import labels
from offramp.results.clauses import Happening, clause
from offramp.results.past import Past
from offramp.results.words import day_words, plain

MOST_CAUSES = 3
"""Causes that are told; the rest are counted."""
TERMS_OF_LAW = {"law": "law (it is prohibited)", "duty": "law (it is owed)"}
"""The terms that law has in a choice, as they are told; left out where they are 0."""
MOST_INPUTS = 6
"""Numbers that are told of those that decided an event."""


@dataclass(frozen=True)
class Told:
    """One step of a chain."""

    event: int
    day: int
    date: str
    sentence: str
    """When and what."""
    what: str
    """What alone, as a clause."""
    because: tuple[str, ...]
    """What brought it about, the latest first."""
    more_causes: int
    """Causes that are not told."""
    again: int
    """Times that the same happened again right after."""
    worth: bool
    """Whether what decided it are the terms of what it was worth to the one who chose it."""
    total: str
    """Sum of those terms; a choice below 0 was drawn against the odds."""
    decided_by: tuple[tuple[str, str], ...]
    """What decided it: names with numbers, in words."""
    law: str
    """The provision it is taken under; empty where there is none."""
    kind: str
    """What kind of event it is."""
    rule: str
    """Dotted path of the rule that fired."""
    where: str
    """`file:line` of the rule."""
    source: str
    """Where the rule comes from; empty where it does not say."""

    def __str__(self) -> str:
        lines = [self.sentence]
        if self.because:
            more = f" (and {self.more_causes} more)" if self.more_causes else ""
            lines.append(f"because: {'; '.join(self.because)}{more}")
        if self.decided_by:
            told = [said(name, value) for name, value in self.decided_by[:MOST_INPUTS]]
            apart = f"worth {self.total}, beside 0 for waiting, chance apart"
            lead = apart if self.worth else "what decided it"
            lines.append(f"{lead}: {', '.join(told)}")
        if self.law:
            lines.append(f"law: {self.law}")
        at = f"{self.where}, {self.rule}" if self.where else self.rule
        lines.append(f"rule: {at}; {self._origin()}")
        return "\n   ".join(lines)

    def _origin(self) -> str:
        if self.source.startswith("judgement: "):
            return self.source
        return f"source: {self.source}" if self.source else "source: the authors of the scenario"

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def said(name: str, value: str) -> str:
    """Return a name with its number, in words."""
    return f"{name}: {value}" if value in {"yes", "no"} else f"{name} {value}"


def tell(scenario: Scenario, past: Past, path: list[int]) -> tuple[Told, ...]:
    """Tell the steps of a path; a step that only repeats the one before it is counted there.

    Args:
        scenario: of the run.
        past: of the future that the path belongs to.
        path: numbers of events, first to last.
    """
    steps: list[Told] = []
    kept: list[list[int]] = []
    for event in path:
        if kept and _same(past.at(kept[-1][0]), past.at(event)):
            kept[-1].append(event)
        else:
            kept.append([event])
    numbers = {group[0]: n for n, group in enumerate(kept, start=1)}
    numbers |= {event: n for n, group in enumerate(kept, start=1) for event in group[1:]}
    for group in kept:
        own = group[-1] if group is kept[-1] else group[0]
        steps.append(_told(scenario, past, own, len(group) - 1, numbers))
    return tuple(steps)


def _same(a: Happening, b: Happening) -> bool:
    return (a.kind, a.item, a.place) == (b.kind, b.item, b.place)


def _told(scenario: Scenario, past: Past, event: int, again: int, numbers: dict[int, int]) -> Told:
    it = past.at(event)
    day = scenario.start + timedelta(days=it.day)
    repeated = f" (the like happened {again + 1} times in a row)" if again else ""
    what = f"{clause(scenario, it)}{repeated}"
    causes = past.causes(event)
    every = dict.fromkeys(_cause(scenario, past.at(cause), numbers) for cause in causes)
    told = list(every)[:MOST_CAUSES]
    return Told(
        event=event,
        day=it.day,
        date=str(day),
        sentence=f"On {day_words(day)} (day {it.day}): {what}.",
        what=what,
        because=tuple(told),
        more_causes=len(every) - len(told),
        again=again,
        worth=it.kind in {"proposed", "decided", "adopted"} and it.rule.startswith("measures."),
        total=plain(sum(value for _, value in it.inputs)),
        decided_by=_reasons(scenario, it),
        law=labels.law(scenario, _law_path(it)),
        kind=it.kind,
        rule=it.rule,
        where=it.where,
        source=labels.source(scenario, it.rule),
    )


def _cause(scenario: Scenario, it: Happening, numbers: dict[int, int]) -> str:
    if it.event in numbers:
        return f"step {numbers[it.event]}"
    day: date = scenario.start + timedelta(days=it.day)
    return f"{clause(scenario, it)} ({day_words(day)})"


def _law_path(it: Happening) -> str:
    """Return the path of the measure or provision an event is about, as far as law is behind it."""
    if it.kind == "finding":
        return f"provisions.{it.item}"
    if it.kind in {"proposed", "decided", "adopted", "rejected", "shelved", "in_force"}:
        return f"measures.{it.item}"
    return ""


def _reasons(scenario: Scenario, it: Happening) -> tuple[tuple[str, str], ...]:
    """Return what decided an event, in words; votes are told in its sentence already.

    Of conditions that only can be true or false those that were false are left out, if any
    was true; what law weighs is left out where it weighs nothing.
    """
    if it.rule.startswith("procedures."):
        return ()
    given = [(name, value) for name, value in it.inputs if name not in INTENTS]
    given = [(name, value) for name, value in given if value or name not in TERMS_OF_LAW]
    if any(value for name, value in given if _test(name)):
        given = [(name, value) for name, value in given if value or not _test(name)]
    return tuple(_reason(scenario, name, value) for name, value in given)


def _test(name: str) -> str:
    """Return the word of a test that is true or false, such as `ever`; empty for a number."""
    head, dot, _ = name.partition(".")
    return head if dot and head in {"ever", *TESTS} else ""


def _reason(scenario: Scenario, name: str, value: float) -> tuple[str, str]:
    head, _, key = name.partition(".")
    if name in TERMS_OF_LAW:
        return TERMS_OF_LAW[name], plain(value)
    if name in scenario.quantities and scenario.quantities[name].form == "chance":
        return f"the reading “{labels.number(scenario, name)}”", "yes" if value else "no"
    if _test(name):
        about = labels.signal(scenario, key)
        said = about if head == "ever" else f"{about} {head.replace('_', ' ')}"
        return said, "yes" if value else "no"
    if head in SIGNALS and key:
        about = labels.signal(scenario, key)
        return f"days since {about}" if head == "since" else f"times of {about}", plain(value)
    return labels.number(scenario, name), plain(value)
