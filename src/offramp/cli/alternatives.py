"""What `offramp compare` sets beside a scenario: alternatives, each of one part or of several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from offramp.api.scenario import LoadedScenario

AND = "+"
"""Between the parts of one alternative."""
ON = "@"
"""Between a measure and the day on which it is forced or ordered."""
BY = ":"
"""Between an actor and its measure, and after the name of an alternative."""
KINDS = ("force", "order", "forbid", "with", "without")
"""Words that begin a part."""
DATED = ("force", "order")
BETWEEN = "--between"
"""The option of decisions that need no name."""


@dataclass(frozen=True)
class Part:
    """One thing that an alternative changes."""

    kind: str
    what: str
    """Id of a measure or a mechanism, or name of an overlay."""
    actor: str = ""
    day: str = ""


@dataclass(frozen=True)
class Alternative:
    """What is set beside the scenario as it is."""

    name: str
    parts: tuple[Part, ...]


def of_option(kind: str, text: str) -> Alternative:
    """Read an alternative from an option of one kind; its parts may say another kind.

    Args:
        kind: of parts that say none.
        text: such as `UN:zone@2030-04-01 + forbid appeal`.

    Raises:
        BadParameter: if a part is not written so.

    >>> of_option("forbid", "appeal+order talks@2030-04-01").parts[1]
    Part(kind='order', what='talks', actor='', day='2030-04-01')
    """
    whole = kind == "with" and Path(text).exists()
    texts = [text] if whole else text.split(AND)
    return _alternative(f"{kind} {text}", kind, texts, f"--{kind}")


def of_name(text: str, option: str = "--alternative") -> Alternative:
    """Read an alternative with a name of its own: `NAME: force zone@2030-04-01 + forbid appeal`.

    Args:
        text: such as that.
        option: that it is given with.

    Raises:
        BadParameter: if it has no name or one that is taken, or a part does not say what to do.
    """
    from offramp.api.scenario import AS_IT_IS

    name, sign, rest = text.partition(BY)
    name, parts = name.strip(), f"force MEASURE{ON}DATE {AND} forbid MEASURE"
    msg = ""
    if not sign or not name:
        msg = f'"{text}" has no name: write "NAME: {parts}"'
    elif not rest.strip():
        msg = f'"{name}" does not say what it changes: write "{name}: {parts}"'
    elif name == AS_IT_IS:
        msg = f'"{name}" is what the scenario itself is called: give another name'
    if msg:
        raise typer.BadParameter(msg, param_hint=option)
    return _alternative(name, "", rest.split(AND), option)


def of_either(text: str) -> Alternative:
    """Read an alternative with a name of its own or without; without, its text is its name.

    Raises:
        BadParameter: if a part does not say what to do.

    >>> of_either("force zone@2030-04-01").name, of_either("early: order talks@2030-04-01").name
    ('force zone@2030-04-01', 'early')
    """
    if not text.strip():
        msg = f'it names no decision: write "force MEASURE{ON}DATE {AND} forbid MEASURE"'
        raise typer.BadParameter(msg, param_hint=BETWEEN)
    if text.strip().partition(" ")[0] in (*KINDS, "overlay"):
        return _alternative(text.strip(), "", text.split(AND), BETWEEN)
    return of_name(text, BETWEEN)


def _alternative(name: str, kind: str, texts: Sequence[str], option: str) -> Alternative:
    """Read the parts of an alternative, and refuse what is both forbidden and brought about."""
    parts = tuple(_part(kind, one.strip(), option) for one in texts)
    forbidden = {part.what for part in parts if part.kind == "forbid" and not part.actor}
    for part in parts:
        if part.kind in DATED and part.what in forbidden:
            msg = f'"{part.what}" is both forbidden and to come on {part.day}: leave one out'
            raise typer.BadParameter(msg, param_hint=option)
    return Alternative(name, parts)


def different(alternatives: Sequence[Alternative]) -> None:
    """Refuse two alternatives of one name.

    Raises:
        BadParameter: naming it.
    """
    names = [one.name for one in alternatives]
    for name in names:
        if names.count(name) > 1:
            msg = f'two alternatives are called "{name}": leave one out, or give it another name'
            raise typer.BadParameter(msg)


def _part(kind: str, text: str, option: str) -> Part:
    word, _, rest = text.partition(" ")
    if word == "overlay":
        word = "with"
    if word in KINDS and rest:
        kind, text = word, rest.strip()
    if not kind:
        words = ", ".join(KINDS[:-1])
        msg = f'"{text}" does not say what to do: begin with {words} or {KINDS[-1]}'
        raise typer.BadParameter(msg, param_hint=option)
    if not text:
        msg = f"a part names nothing: write what to {kind} on both sides of {AND}"
        raise typer.BadParameter(msg, param_hint=option)
    if kind in ("with", "without"):
        return Part(kind, text)
    what, sign, day = text.rpartition(ON) if kind in DATED else (text, ON, "")
    actor, _, measure = what.rpartition(BY)
    if not sign or not measure.strip() or (kind in DATED and not day.strip()):
        msg = f'"{text}" lacks a day: write MEASURE{ON}DATE, as talks{ON}2030-04-01'
        raise typer.BadParameter(msg, param_hint=option)
    return Part(kind, measure.strip(), actor.strip(), day.strip())


def built(
    scenario: str, under: list[str], base: "LoadedScenario", alternative: Alternative
) -> "tuple[LoadedScenario, str]":
    """Return the scenario with an alternative, and what that is in words.

    What is forbidden goes first, so that nothing is both forbidden and forced.

    Args:
        scenario: its name.
        under: overlays laid under all sides.
        base: the scenario as it is.
        alternative: to lay on it.

    Raises:
        ScenarioError: if a part does not fit.
    """
    import offramp

    parts = alternative.parts
    overlays = [part.what for part in parts if part.kind == "with"]
    off = [part.what for part in parts if part.kind == "without"]
    changed = offramp.load(scenario, [*under, *overlays], off) if overlays or off else base
    for part in sorted(parts, key=lambda part: part.kind != "forbid"):
        if part.kind == "forbid":
            changed = changed.forbidding(part.what, actor=part.actor)
        elif part.kind == "force":
            changed = changed.forcing(part.what, part.day, actor=part.actor)
        elif part.kind == "order":
            changed = changed.ordered(part.what, part.day, actor=part.actor)
    told = [one for part in parts if (one := _told(base, part))]
    *others, last = told or [""]
    return changed, "; ".join([*(one.removesuffix(".") for one in others), last])


def _told(base: "LoadedScenario", part: Part) -> str:
    """Return what a part does, in words."""
    from datetime import date

    from offramp.results.words import day_words

    if part.kind == "with":
        return base.overlays.get(part.what, "")
    if part.kind == "without":
        return base.mechanisms[part.what].title
    measure = base.measures.get(part.what)
    label = (measure.label if measure else "") or part.what.replace("_", " ")
    if part.kind == "forbid":
        return f"{label}: not by {part.actor}" if part.actor else f"{label}: by nobody"
    how = "in force on" if part.kind == "force" else "adopted on"
    return f"{label}: {how} {day_words(date.fromisoformat(part.day))}"


def all_of(
    forced: Sequence[str],
    ordered: Sequence[str],
    forbidden: Sequence[str],
    overlays: Sequence[str],
    without: Sequence[str],
    named: Sequence[str],
) -> Iterator[Alternative]:
    """Yield the alternatives of all options, those with a name of their own first."""
    yield from map(of_name, named)
    kinds = (forced, ordered, forbidden, overlays, without)
    for kind, texts in zip(KINDS, kinds, strict=True):
        for text in texts:
            yield of_option(kind, text)
