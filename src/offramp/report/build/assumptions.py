"""The key assumptions as a checklist: what the answer rests on, and who doubts it."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from offramp.model.base import Model
from offramp.model.expression import Expression
from offramp.model.mechanism import Mechanism
from offramp.model.numbers import judgement_count
from offramp.model.quantity import JUDGEMENT
from offramp.model.scenario import Scenario
from offramp.report.build.shown import Shown
from offramp.report.picture.base import Caption
from offramp.report.picture.trust import Assumption, Assumptions
from offramp.results import labels
from offramp.results.quantity_words import called, in_words
from offramp.results.words import joined

CLAIMS, READINGS, NUMBERS = 4, 2, 3
"""How many of each kind are told."""
SECTIONS = (
    "measures", "procedures", "red_lines", "contacts", "influences", "stocks", "thresholds",
    "provisions", "indicators", "outcomes", "ladder",
)  # fmt: skip
"""Sections whose rules name quantities."""


def assumptions(shown: Shown) -> Assumptions:
    """Return the key assumptions of a run, those on what nobody has seen first.

    Raises:
        RunError: if the scenario of the run is missing or damaged.
    """
    scenario = shown.scenario
    told = [
        *_unseen(scenario),
        *_claims(shown),
        *_readings(shown),
        *_numbers(scenario),
        *_history(shown),
        *_choice(scenario),
    ]
    judged, count = judgement_count(scenario)
    disputed = sum(bool(one.disputed) for one in told)
    return Assumptions(
        caption=Caption(
            title=(
                f"The answer rests on {len(told)} key assumptions, {disputed} of them disputed"
                if told
                else "The scenario states no assumption"
            ),
            note=(
                "Tick what you hold to be true. Whoever doubts one can change it and run again: "
                f"an overlay sets another number or switches a rule off. {judged:,} of the "
                f"{count:,} numbers are judgement; all stand below, each with its ground."
            ),
            source="The files of the scenario, as they were run.",
        ),
        assumptions=told,
    )


def _unseen(scenario: Scenario) -> Iterator[Assumption]:
    """Yield what the ranges of what nobody has seen rest on."""
    by_text: dict[str, list[str]] = {}
    for outcome in scenario.outcomes.values():
        for case in outcome.cases:
            if not case.observed and not outcome.disabled:
                by_text.setdefault(case.assumption, []).append(case.label)
    for text, cases in by_text.items():
        yield Assumption(
            text=f"What nobody has ever seen ({joined(list(dict.fromkeys(cases)))}): {text}",
            basis="Assumed in the scenario; it gives a range, which nothing has validated.",
            disputed="",
        )


def _claims(shown: Shown) -> Iterator[Assumption]:
    """Yield the claims that carry the commonest chains, disputed ones first."""
    scenario = shown.scenario
    chains = shown.summary["chains"]
    items = Counter(
        step["item"] for kind in chains.values() for chain in kind for step in chain["steps"]
    )

    def weight(one: Mechanism) -> int:
        return sum(items[path.partition(".")[2]] for path in one.items)

    known = [one for one in scenario.mechanisms.values() if not one.disabled and weight(one)]
    for one in sorted(known, key=lambda one: (not one.disputed_by, -weight(one)))[:CLAIMS]:
        certainty = f" ({one.certainty})" if one.certainty else ""
        beside = f" {_sentence(one.beside)}" if one.beside else ""
        yield Assumption(
            text=f"{one.title}: {_sentence(one.claim)}",
            basis=f"Claimed by {one.claimed_by}{certainty}.{beside}",
            disputed=_sentence(one.disputed_by) if one.disputed_by else "",
        )


def _readings(shown: Shown) -> Iterator[Assumption]:
    """Yield the rules of law whose reading is contested, those found most often first."""
    scenario = shown.scenario
    found = shown.summary["events"].get("finding", {})
    contested = [
        (key, one)
        for key, one in scenario.provisions.items()
        if one.readings and not one.disabled and found.get(key, {}).get("futures", 0)
    ]
    contested.sort(key=lambda pair: -found[pair[0]]["futures"])
    for _, one in contested[:READINGS]:
        treaty = scenario.treaties.get(one.treaty)
        title = treaty.title if treaty else one.treaty
        named = [
            f"“{labels.number(scenario, name)}” {in_words(scenario.quantities[name])}"
            for name in one.readings
            if name in scenario.quantities
        ]
        yield Assumption(
            text=f"{title}, {one.article}: {_sentence(one.text)}",
            basis="A provision; each future draws which contested readings hold.",
            disputed=f"{joined(named)}.",
        )


def _numbers(scenario: Scenario) -> Iterator[Assumption]:
    """Yield the judgements that most rules name."""
    used: Counter[str] = Counter()
    for section in SECTIONS:
        held = getattr(scenario, section)
        for item in held.values() if isinstance(held, dict) else ():
            used.update(set(_named(scenario, item)))
    judged = {
        key: count
        for key, count in used.items()
        if scenario.quantities[key].source == JUDGEMENT and not scenario.quantities[key].is_fixed
    }
    for key in sorted(judged, key=lambda key: -judged[key])[:NUMBERS]:
        quantity = scenario.quantities[key]
        unit = "" if quantity.unit == "1" else f" {quantity.unit}"
        yield Assumption(
            text=f"{called(scenario, key, quantity)} is {in_words(quantity)}{unit}.",
            basis=f"Judgement: {_sentence(quantity.basis)}",
            disputed="",
        )


def _named(scenario: Scenario, value: Any) -> Iterator[str]:
    """Yield the declared quantities that a rule names."""
    if isinstance(value, Expression):
        for name in value.names():
            yield from _known(scenario, name)
    elif isinstance(value, str):
        yield from _known(scenario, value)
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _named(scenario, getattr(value, name))
    elif isinstance(value, dict | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _named(scenario, one)


def _known(scenario: Scenario, name: str) -> Iterator[str]:
    for stem in (name, name.rpartition(".")[0]):
        if stem in scenario.quantities:
            yield stem
            return


def _history(shown: Shown) -> Iterator[Assumption]:
    scenario = shown.scenario
    if shown.as_of_day < 0:
        return
    records = sum(one.known_at <= scenario.as_of for one in scenario.events.values())
    yield Assumption(
        text=f"Until {shown.words(shown.as_of_day)} it went as recorded; nothing later is known.",
        basis=f"{records:,} dated records and the counts known by then are imposed on all futures.",
        disputed="",
    )


def _choice(scenario: Scenario) -> Iterator[Assumption]:
    if any(not measure.disabled for measure in scenario.measures.values()):
        yield Assumption(
            text="Actors take what is worth most to them, and err by chance.",
            basis="The model: a nested logit over the measures open to each actor, and waiting.",
            disputed="",
        )


def _sentence(text: str) -> str:
    """Return text with a capital letter and a full stop."""
    whole = text.strip().rstrip(".")
    return f"{whole[:1].upper()}{whole[1:]}."
