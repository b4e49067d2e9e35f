"""What leads to what: the commonest chains, each step down to rule, clause and source."""

from collections.abc import Mapping
from typing import Any, Literal

from offramp.model.scenario import Scenario
from offramp.report.build.shown import Shown
from offramp.report.build.words import capital
from offramp.report.picture.base import Caption
from offramp.report.picture.chains import Chain, Step
from offramp.results.past import Past
from offramp.results.rule_words import rests_on, rule_words
from offramp.results.telling import Told, said, tell
from offramp.results.words import in_100

Kind = Literal["observed", "hypothesised"]
KINDS: tuple[Kind, ...] = ("observed", "hypothesised")
EACH = 2
"""Chains of each kind that are told, the commonest first."""
_NOTES = {
    "observed": (
        "History, by the causes that the model names: each step is the latest cause of the next. "
        "The days are those of one future that has the chain."
    ),
    "hypothesised": (
        "After the as-of date, about three things or more, ending in contact of the two sides "
        "where any future has that. Each step is the latest cause of the next; the days are those "
        "of one future that has the chain."
    ),
}
ELSEWHERE = (
    " This is of the scenario as it is; the chains that a decision brings are under Decisions."
)


def chains(shown: Shown, *, compared: bool = False) -> list[Chain]:
    """Return the commonest observed chains, then the commonest hypothesised ones.

    Args:
        shown: the run.
        compared: whether decisions are compared beside it.

    Raises:
        RunError: if the events or the scenario of the run are missing or damaged.
    """
    found: Mapping[str, Any] = shown.summary["chains"]
    return [
        _chain(shown, kind, f"{kind}-{number}", told, compared=compared)
        for kind in KINDS
        for number, told in enumerate(found[kind][:EACH], start=1)
    ]


def _chain(
    shown: Shown, kind: Kind, name: str, chain: Mapping[str, Any], *, compared: bool
) -> Chain:
    member, event = chain["example"]["member"], chain["example"]["event"]
    past = Past.of(shown.run.data, member)
    told = tell(shown.scenario, past, past.main_path(event))
    count = chain.get("futures")
    return Chain(
        id=name,
        kind=kind,
        caption=Caption(
            title=_title(told, count, shown.members),
            note=_NOTES[kind] + ELSEWHERE * (compared and kind == "hypothesised"),
            source=f"Commonest chains of {shown.members:,} futures, told by future {member}.",
        ),
        in_100=None if count is None else chain["in_100"],
        member=member,
        steps=[_step(shown.scenario, step) for step in told],
    )


def _title(told: tuple[Told, ...], count: int | None, futures: int) -> str:
    """Return where a chain leads, from what, in how many futures."""
    first, last = told[0].what, told[-1].what
    often = (
        "how often is a range only, since nobody has seen its like"
        if count is None
        else f"{in_100(count, futures)} futures, given these assumptions"
    )
    begins = f". It begins with: {first}" if len(told) > 1 else ""
    return f"{capital(last)}: {often}{begins}"


def _step(scenario: Scenario, told: Told) -> Step:
    rule = [rule_words(scenario, told.rule, told.kind)]
    if told.source.startswith(("judgement: ", "claim of ")):
        rule.append(f"{capital(told.source.rstrip('.'))}.")
    beside = [cause for cause in told.because if not cause.startswith("step ")]
    return Step(
        text=f"{capital(told.what)}.",
        day=told.day,
        rule=" ".join(part for part in rule if part),
        where=told.where,
        clauses=[told.law] if told.law else [],
        sources=list(rests_on(scenario, told.rule)),
        inputs=[
            *(said(name, value) for name, value in told.decided_by),
            *(f"beforehand: {cause}" for cause in beside),
        ],
    )
