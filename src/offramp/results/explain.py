"""How something came about: a chain of causes in plain sentences, each with rule and source."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import EventTable
from offramp.model.problems import did_you_mean
from offramp.model.signal import Case
from offramp.results.chain_tally import ChainTally, chain_ends
from offramp.results.chains import Chain, Kind, chain_summary, ranked
from offramp.results.data import RunData
from offramp.results.errors import WrongQuestionError
from offramp.results.past import Past
from offramp.results.telling import Told, tell
from offramp.results.trails import find_trails
from offramp.results.words import in_100


@dataclass(frozen=True)
class Account:
    """One chain in plain sentences."""

    title: str
    """What it is, and how common."""
    member: int | None
    """The future it is told from; None where no future has such a chain."""
    steps: tuple[Told, ...]
    """First to last."""

    def __str__(self) -> str:
        numbered = [f"{n}. {step}" for n, step in enumerate(self.steps, start=1)]
        told = [f"As told by future {self.member}:", *numbered] if self.steps else []
        return "\n".join([self.title, *told])

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "title": self.title,
            "member": self.member,
            "steps": [step.to_dict() for step in self.steps],
        }


@dataclass(frozen=True)
class Explanation:
    """One or several chains; as text, it is ready to be read."""

    accounts: tuple[Account, ...]

    def __str__(self) -> str:
        return "\n\n".join(str(account) for account in self.accounts)

    def __repr__(self) -> str:
        return str(self)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"chains": [account.to_dict() for account in self.accounts]}


_TITLES = {
    "observed": "The commonest observed chain (history, by the causes that the model names)",
    "hypothesised": "The commonest hypothesised chain (about three things or more)",
}


def explain(
    data: RunData,
    outcome: str | None = None,
    *,
    member: int | None = None,
    event: int | None = None,
) -> Explanation:
    """Say how something came about; see `Run.explain`.

    Raises:
        WrongQuestionError: if there is no such outcome, member or event.
    """
    if event is not None and member is None:
        msg = f"event {event} of which future? give its member too"
        raise WrongQuestionError(msg)
    if member is not None:
        return Explanation((_of_member(data, member, event, outcome),))
    if outcome is not None:
        return Explanation((_of_outcome(data, outcome),))
    kinds: tuple[Kind, ...] = ("observed", "hypothesised")
    summary = data.chains or chain_summary(data, most=1)
    return Explanation(tuple(_commonest(data, kind, summary[kind]) for kind in kinds))


def _commonest(data: RunData, kind: Kind, chains: Sequence[Mapping[str, Any]]) -> Account:
    """Tell the first of the chains of a summary."""
    if not chains:
        return _none(_TITLES[kind])
    first, example = chains[0], chains[0]["example"]
    count = first.get("futures")
    return _account(data, _TITLES[kind], count, example["member"], example["event"])


def _none(title: str) -> Account:
    return Account(f"{title}: there is none in this run.", None, ())


def _account(data: RunData, title: str, count: int | None, member: int, event: int) -> Account:
    """Tell a chain by an example; `count` is None where nobody has seen its like."""
    often = (
        "how often it comes is given as a range only, since nobody has seen its like"
        if count is None
        else f"in {in_100(count, data.size)} futures, given these assumptions"
    )
    past = Past.of(data, member)
    path = past.main_path(event)
    return Account(f"{title}: {often}.", member, tell(data.scenario, past, path))


def _of_member(data: RunData, member: int, event: int | None, outcome: str | None) -> Account:
    past = Past.of(data, member)
    if event is None:
        event = past.last_decisive(outcome)
    path = past.main_path(event)
    return Account(f"Future {member}, event {event}.", member, tell(data.scenario, past, path))


def _of_outcome(data: RunData, name: str) -> Account:
    """Tell the commonest chain that ends in an answer to a question, or in events about an item."""
    cases = [
        (question, case)
        for question, outcome in data.scenario.outcomes.items()
        for case in outcome.cases
        if name in (case.id, f"{question}.{case.id}") or (name == question and not case.otherwise)
    ]
    if cases:
        counted = _chains(data, partial(_answers, [(q, case.id) for q, case in cases]))["answers"]
    else:
        _check(data, name)
        by_end = _chains(data, partial(_about, name, data))
        ends = by_end["climbs" if len(by_end["any climb"]) else "later"]
        counted = ends if len(ends) else by_end["about"]
    chains = ranked(data, counted, most=1)
    title = _question(data, cases, chains) if cases else f"The commonest way to `{name}`"
    if not chains:
        return _none(title)
    chain = chains[0]
    return _account(data, title, None if chain.unseen else chain.count, chain.member, chain.event)


Select = Callable[[EventTable, list[str]], dict[str, NDArray[np.intp]]]
"""Says in which rows of events chains end, by a name for the kind of end."""


def _chains(data: RunData, select: Select) -> dict[str, ChainTally]:
    """Count the chains that end in some events, one shard after the other."""
    found: dict[str, ChainTally] = {}
    for events, words in data.parts.coded():
        trails = find_trails(events, words)
        for kind, rows in select(events, words).items():
            own = ChainTally.of(events, trails, rows)
            found[kind] = found[kind].add(own) if kind in found else own
    return found


def _answers(
    cases: Sequence[tuple[str, str]], events: EventTable, words: list[str]
) -> dict[str, NDArray[np.intp]]:
    """Return the rows of the answers to some questions."""
    code = {word: number for number, word in enumerate(words)}
    rows = np.zeros(len(events), bool)
    for question, case in cases:
        rows |= (events.item == code.get(question, -1)) & (events.target == code.get(case, -1))
    return {"answers": np.flatnonzero(rows & (events.kind == code.get("outcome", -1)))}


def _about(
    name: str, data: RunData, events: EventTable, words: list[str]
) -> dict[str, NDArray[np.intp]]:
    """Return the rows of events about an item: all, and those in which chains end."""
    code = {word: number for number, word in enumerate(words)}.get(name, -1)
    ends = chain_ends(data.scenario, data.decided_day, events, words)
    about = {kind: rows[events.item[rows] == code] for kind, rows in ends.items()}
    return about | {"any climb": ends["climbs"], "about": np.flatnonzero(events.item == code)}


def _question(data: RunData, cases: list[tuple[str, Case]], chains: list[Chain]) -> str:
    """Return the title of a way to an answer: that of the chain found, or the first asked for."""
    last = chains[0].steps[-1] if chains else None
    answers = [(q, c) for q, c in cases if last is None or (q, c.id) == (last.item, last.target)]
    question, case = answers[0]
    asked = data.scenario.outcomes[question].label or question
    return f"The commonest way to “{case.label}” ({asked})"


def _check(data: RunData, name: str) -> None:
    """Raise an error if no event is about an item of that name."""
    about = sorted(data.parts.words("item"))
    if name in about:
        return
    scenario = data.scenario
    if name in scenario.signals() or name in scenario.ladder.rungs:
        msg = f"no future of this run has an event about `{name}`"
        raise WrongQuestionError(msg)
    known = [*scenario.outcomes, *about]
    known += [case.id for outcome in scenario.outcomes.values() for case in outcome.cases]
    hint = did_you_mean(name, known) or f"the outcomes are {', '.join(scenario.outcomes)}"
    msg = f"nothing in this run is called `{name}`: {hint}"
    raise WrongQuestionError(msg)
